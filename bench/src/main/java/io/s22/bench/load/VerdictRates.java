package io.s22.bench.load;

import io.s22.driver.measure.Jtl;
import io.s22.journal.Measurement;
import io.s22.journal.Measurement.When;
import io.s22.report.load.LoadVerdict;
import io.s22.report.load.LoadVerdict.Word;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How often the verdict on a load test is right: pairs of JTL files, written and read as a judge
 * would, with noise that remembers, drifts, bursts, few samples and lengths that differ. For each
 * kind: how often a fifth less throughput is called worse, and no change is.
 *
 * <p>Arguments: how many pairs of each kind (500), the first seed (1), and the kinds' names, of
 * which a part suffices (all).
 */
public final class VerdictRates {
  private static final LoadSeries STEADY = new LoadSeries(100, 60, 8, 0.05, 0.3, 0, 0, 0.05, 0.3);

  private final Path folder;

  private VerdictRates(Path folder) {
    this.folder = folder;
  }

  private static Map<String, LoadSeries[]> kinds() {
    Map<String, LoadSeries[]> kinds = new LinkedHashMap<>();
    one(kinds, "steady", STEADY);
    one(kinds, "noise that remembers", new LoadSeries(100, 60, 8, 0.15, 0.8, 0, 0, 0.05, 0.3));
    one(kinds, "slow waves", new LoadSeries(100, 60, 8, 0.08, 0.98, 0, 0, 0.05, 0.3));
    one(kinds, "drift of 20 %", new LoadSeries(100, 60, 8, 0.05, 0.3, 0.2, 0, 0.05, 0.3));
    one(kinds, "pauses", new LoadSeries(100, 60, 8, 0.05, 0.3, 0, 3, 0.05, 0.3));
    one(kinds, "long ramp-up", new LoadSeries(100, 60, 8, 0.05, 0.3, 0, 0, 0.3, 0.3));
    one(kinds, "heavy tails", new LoadSeries(100, 60, 8, 0.05, 0.3, 0, 0, 0.05, 1.2));
    one(kinds, "10 s", STEADY.lasting(10));
    one(kinds, "few: 10/s for 60 s", new LoadSeries(10, 60, 2, 0.05, 0.3, 0, 0, 0, 0.3));
    one(kinds, "many threads", new LoadSeries(400, 20, 40, 0.1, 0.5, 0, 0, 0.1, 0.5));
    kinds.put("60 s and 20 s", new LoadSeries[] {STEADY, STEADY.lasting(20)});
    kinds.put("20 s and 120 s", new LoadSeries[] {STEADY.lasting(20), STEADY.lasting(120)});
    return kinds;
  }

  private static void one(Map<String, LoadSeries[]> kinds, String name, LoadSeries series) {
    kinds.put(name, new LoadSeries[] {series, series});
  }

  public static void main(String[] arguments) throws IOException {
    int pairs = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 500;
    long seed = arguments.length > 1 ? Long.parseLong(arguments[1]) : 1;
    List<String> wanted =
        List.of(arguments).subList(Math.min(2, arguments.length), arguments.length);
    Path folder = Files.createTempDirectory("verdicts");
    System.out.println(pairs + " pairs of each kind, seeds from " + seed);
    System.out.printf(
        Locale.ROOT, "%-22s %16s %16s %16s%n", "", "-20 %: worse", "same: worse", "+20 %: better");
    VerdictRates rates = new VerdictRates(folder);
    try {
      kinds()
          .forEach((name, kind) -> {
            if (wanted.isEmpty() || wanted.stream().anyMatch(name::contains)) {
              rates.row(name, kind, pairs, seed);
            }
          });
    } finally {
      Files.deleteIfExists(folder.resolve("before.jtl"));
      Files.deleteIfExists(folder.resolve("after.jtl"));
      Files.delete(folder);
    }
  }

  private void row(String name, LoadSeries[] kind, int pairs, long seed) {
    int worse = 0;
    int wrong = 0;
    int better = 0;
    for (int i = 0; i < pairs; i++) {
      long own = (seed + i) * 1_000_003 + name.hashCode();
      worse += verdict(kind, 0.8, own) == Word.WORSE ? 1 : 0;
      wrong += verdict(kind, 1, own + 1) == Word.WORSE ? 1 : 0;
      better += verdict(kind, 1.2, own + 2) == Word.BETTER ? 1 : 0;
    }
    System.out.printf(
        Locale.ROOT,
        "%-22s %14.1f %% %14.1f %% %14.1f %%%n",
        name,
        100.0 * worse / pairs,
        100.0 * wrong / pairs,
        100.0 * better / pairs);
  }

  private Word verdict(LoadSeries[] kind, double speed, long seed) {
    Measurement before = measured(kind[0], 1, seed * 2, When.BEFORE);
    Measurement after = measured(kind[1], speed, seed * 2 + 1, When.AFTER);
    return LoadVerdict.of(before, after).word();
  }

  private Measurement measured(LoadSeries series, double speed, long seed, When when) {
    Path file = folder.resolve(when.name().toLowerCase(Locale.ROOT) + ".jtl");
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write("timeStamp,elapsed,label,responseCode,success,Latency\n");
      StringBuilder lines = new StringBuilder();
      series.play(
          speed,
          seed,
          (ends, elapsed, success) ->
              lines
                  .append(1_710_518_400_000L + ends - elapsed)
                  .append(',')
                  .append(elapsed)
                  .append(",get,200,")
                  .append(success)
                  .append(',')
                  .append(elapsed)
                  .append('\n'));
      out.append(lines);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Jtl.read(file, "peak", when, "scenario 'peak'");
  }
}
