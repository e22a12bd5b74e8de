package io.s22.cli;

import io.s22.window.traffic.ReadReport;
import io.s22.window.traffic.ReadReport.Fate;
import io.s22.window.traffic.ReadReport.SourceReport;
import io.s22.window.traffic.TrafficListener;
import io.s22.window.traffic.TrafficReader;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code s22 traffic}: who is there, and when. */
@Command(
    name = "traffic",
    description = "Count users from access logs or a warehouse, and judge the activity curve.",
    footer = {
      "",
      "Examples:",
      "  s22 traffic read /var/log/nginx/access.log*",
      "  zcat old.gz | s22 traffic read - --format combined",
      "  s22 traffic backtest --counts taxi.csv --holidays US"
    },
    subcommands = {
      TrafficCommand.Read.class,
      TrafficSend.class,
      QueryCommand.class,
      CurveCommand.class,
      BacktestCommand.class
    })
final class TrafficCommand implements Callable<Integer> {
  private final Screen screen;

  TrafficCommand(Screen screen) {
    this.screen = screen;
  }

  @Override
  public Integer call() {
    return S22.run(screen, "traffic", "--help");
  }

  /** {@code s22 traffic read}. */
  @Command(
      name = "read",
      description = {
        "Count access logs into daily summaries, each log once.",
        "",
        "Plain, gzip and zstd files; '-' is the standard input. Malformed lines are counted and"
            + " shown, never fatal."
      })
  static final class Read implements Callable<Integer> {
    private final Screen screen;

    @Parameters(arity = "1..*", paramLabel = "FILES", description = "The logs.")
    List<Path> files = List.of();

    @Mixin TrafficInto to = new TrafficInto();

    @Option(
        names = "--format",
        paramLabel = "FORMAT",
        description =
            "combined, common, json, or the text of nginx's log_format; found out where left out.")
    @Nullable String format;

    @Option(
        names = "--user",
        paramLabel = "FIELD",
        description = "The variable or key that tells users apart (default: remote_addr).")
    @Nullable String user;

    @Option(
        names = "--zone",
        paramLabel = "ZONE",
        defaultValue = "UTC",
        description = "The zone of times that carry no offset (default: ${DEFAULT-VALUE}).")
    ZoneId zone = ZoneId.of("UTC");

    @Option(
        names = "--threads",
        paramLabel = "N",
        description = "How many cores to use (default: all).")
    int threads = Runtime.getRuntime().availableProcessors();

    Read(Screen screen) {
      this.screen = screen;
    }

    @Override
    public Integer call() {
      TrafficReader.Settings settings =
          new TrafficReader.Settings(format, user, to.routes(), zone, Math.max(1, threads));
      Progress progress = new Progress(screen);
      TrafficListener listener = screen.live() ? progress : TrafficListener.NONE;
      ReadReport report =
          new TrafficReader(settings, System.in, listener, System::nanoTime).read(files, to.folder);
      progress.clear();
      if (to.json) {
        screen.out().println(Json.write(report));
      } else {
        print(report);
      }
      return ExitCode.OK;
    }

    private void print(ReadReport report) {
      for (SourceReport source : report.sources()) {
        if (source.fate() == Fate.KNOWN) {
          screen.out().printf("%s: counted before, passed over%n", source.name());
          continue;
        }
        screen
            .out()
            .printf(
                "%s: %,d lines, %,d malformed, %d days%n",
                source.name(), source.lines(), source.malformed(), source.days().size());
        if (!source.damage().isEmpty()) {
          screen.out().printf("  it %s; what came before was counted%n", source.damage());
        }
        source.samples().stream()
            .limit(3)
            .forEach(line -> screen.out().println("  malformed: " + line));
      }
      screen
          .out()
          .printf(
              "%,d lines of format %s, %,d malformed, into %s%n",
              report.lines(), report.options().format(), report.malformed(), to.folder);
    }
  }

  /** A line that is drawn over again while work goes on. */
  private static final class Progress implements TrafficListener {
    private static final int BAR = 24;

    private final Screen screen;
    private boolean drawn;

    Progress(Screen screen) {
      this.screen = screen;
    }

    @Override
    public void progress(TrafficListener.Progress progress) {
      drawn = true;
      StringBuilder line = new StringBuilder("\r");
      if (progress.total() > 0) {
        int filled = (int) Math.min(BAR, BAR * progress.done() / progress.total());
        line.append('[').append("#".repeat(filled)).append(" ".repeat(BAR - filled)).append("] ");
      }
      line.append(
          String.format(
              "%,d lines, %.1f million a second", progress.lines(), progress.rate() / 1e6));
      if (progress.total() > 0) {
        long left = progress.left().toSeconds();
        line.append(String.format(", %d:%02d left", left / 60, left % 60));
      }
      screen.err().print(line.append("   "));
      screen.err().flush();
    }

    void clear() {
      if (drawn) {
        screen.err().print("\r" + " ".repeat(Math.min(screen.width() - 1, 90)) + "\r");
        screen.err().flush();
      }
    }
  }
}
