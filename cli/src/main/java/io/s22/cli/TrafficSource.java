package io.s22.cli;

import io.s22.window.choice.WindowStudy.Traffic;
import io.s22.window.curve.CountsCsv;
import io.s22.window.curve.DayGrid;
import io.s22.window.curve.TrafficSeries;
import io.s22.window.traffic.SummaryFolder;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the traffic is: one of two options. */
final class TrafficSource {
  @Option(names = "--traffic", paramLabel = "DIR", description = "A folder of summaries.")
  @Nullable Path traffic;

  @Option(names = "--counts", paramLabel = "CSV", description = "A file of times and counts.")
  @Nullable Path counts;

  Traffic where() {
    Path csv = counts;
    return csv != null
        ? new Traffic.Counts(csv)
        : new Traffic.Summaries(traffic == null ? Path.of("traffic") : traffic);
  }

  DayGrid grid(ZoneId zone) {
    return switch (where()) {
      case Traffic.Counts(Path file) -> CountsCsv.read(file, zone);
      case Traffic.Summaries(Path folder) ->
          TrafficSeries.read(new SummaryFolder(folder), zone, List.of());
    };
  }
}
