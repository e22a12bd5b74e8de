package io.s22.report.load;

import io.s22.journal.Measurement;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether a load test after the maintenance is better, the same or worse than the one before.
 *
 * <p>A figure is worse when its 95 % interval lies wholly on the worse side of no change and its
 * estimate is off by more than the margin; better likewise. Everything else is the same, and {@code
 * seeable} says how small a change would have been seen. The test as a whole is worse when any of
 * throughput, latency and errors is; better when none is worse and throughput is better.
 *
 * @param throughput the mean of each batch of slices
 * @param latency the 95th percentile; null where slices hold none
 * @param errorsBefore share of requests that failed
 * @param errorsAfter share of requests that failed
 * @param word of the test as a whole
 * @param seeable the smallest change of throughput that this test could show, as a share
 * @param why the figures that decided
 */
public record LoadVerdict(
    Change throughput,
    @Nullable Change latency,
    double errorsBefore,
    double errorsAfter,
    Word word,
    double seeable,
    List<String> why) {
  /** The verdict. */
  public enum Word {
    BETTER,
    SAME,
    WORSE
  }

  /** Changes smaller than this matter to nobody. */
  public static final double MARGIN = 0.05;

  /** A test that begins cold is not judged by its beginning. */
  private static final double WARM_UP = 0.1;

  /** Fewer slices than this prove nothing. */
  public static final int LEAST_SLICES = 10;

  /** More failures than this many points matter, where they are not chance. */
  private static final double ERROR_POINTS = 0.005;

  private static final double SIGMAS = 1.96;

  public LoadVerdict {
    why = List.copyOf(why);
  }

  /** Judges two tests of the same scenario, each of at least {@link #LEAST_SLICES} slices. */
  public static LoadVerdict of(Measurement before, Measurement after) {
    Change throughput = change(before.values(), after.values());
    boolean timed =
        before.latency().size() >= LEAST_SLICES && after.latency().size() >= LEAST_SLICES;
    Change latency = timed ? change(before.latency(), after.latency()) : null;
    double failedBefore = errors(before);
    double failedAfter = errors(after);
    Word rate = word(throughput, true);
    Word delay = latency == null ? Word.SAME : word(latency, false);
    Word errors = errors(before, after);
    return new LoadVerdict(
        throughput,
        latency,
        failedBefore,
        failedAfter,
        together(rate, delay, errors),
        Math.max(MARGIN, (throughput.high() - throughput.low()) / 2 / throughput.ratio()),
        List.of(said("throughput", rate), said("p95", delay), said("errors", errors)));
  }

  private static String said(String what, Word word) {
    return what + " " + word.name().toLowerCase(java.util.Locale.ROOT);
  }

  private static Word together(Word rate, Word delay, Word errors) {
    if (rate == Word.WORSE || delay == Word.WORSE || errors == Word.WORSE) {
      return Word.WORSE;
    }
    return rate == Word.BETTER ? Word.BETTER : Word.SAME;
  }

  private static Change change(List<Double> before, List<Double> after) {
    return Change.of(Batches.of(warm(before)), Batches.of(warm(after)));
  }

  private static double[] warm(List<Double> slices) {
    int cold = (int) Math.round(slices.size() * WARM_UP);
    return slices.stream().skip(cold).mapToDouble(Double::doubleValue).toArray();
  }

  private static Word word(Change change, boolean higherIsBetter) {
    boolean less = change.high() < 1 && change.ratio() < 1 - MARGIN;
    boolean more = change.low() > 1 && change.ratio() > 1 + MARGIN;
    if (!less && !more) {
      return Word.SAME;
    }
    return more == higherIsBetter ? Word.BETTER : Word.WORSE;
  }

  private static double errors(Measurement m) {
    double requests = number(m, "requests");
    return requests > 0 ? number(m, "failed") / requests : Double.NaN;
  }

  private static double number(Measurement m, String fact) {
    String text = m.facts().getOrDefault(fact, "");
    return text.matches("[0-9]{1,18}") ? Double.parseDouble(text) : 0;
  }

  /**
   * Two shares compared (normal approximation): by at least half a percentage point, and not by
   * chance.
   */
  private static Word errors(Measurement before, Measurement after) {
    double n = number(before, "requests");
    double m = number(after, "requests");
    if (n == 0 || m == 0) {
      return Word.SAME;
    }
    double p = number(before, "failed") / n;
    double q = number(after, "failed") / m;
    double pooled = (p * n + q * m) / (n + m);
    double error = Math.sqrt(pooled * (1 - pooled) * (1 / n + 1 / m));
    if (Math.abs(q - p) < Math.max(ERROR_POINTS, SIGMAS * error)) {
      return Word.SAME;
    }
    return q > p ? Word.WORSE : Word.BETTER;
  }

  /** The mean of the warm slices. */
  public static double mean(Measurement m) {
    return Arrays.stream(warm(m.values())).average().orElse(Double.NaN);
  }
}
