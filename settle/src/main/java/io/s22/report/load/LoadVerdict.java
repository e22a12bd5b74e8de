package io.s22.report.load;

import io.s22.journal.Measurement;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether a load test after the maintenance is better, the same or worse than the one before.
 *
 * <p>A figure is worse when its estimate is off by more than 5 % and its 99 % interval, widened by
 * what tests of one thing differ by, holds no change in the right direction; or, so that noise
 * hides no loss of a fifth, off by more than 10.5 % (half of a fifth, in logarithms) with a 95 %
 * interval of that kind; better likewise. Latency has to be off by 10 % in any case. Everything
 * else is the same, and {@code seeable} says how small a change would have been seen. The test as a
 * whole is worse when any of throughput, latency and errors is; better when none is worse and
 * throughput is better.
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

  private static final double SURE = 0.99;
  private static final double LIKELY = 0.95;

  /** Half of the way from no change to a loss of a fifth, in logarithms. */
  private static final double HALF_A_FIFTH = -Math.log(0.8) / 2;

  /**
   * Two tests of the same thing differ by more than their slices say, for a machine has better and
   * worse minutes: by 2 % each (standard deviation).
   */
  private static final double BETWEEN = 0.02 * Math.sqrt(2);

  private static final double LATENCY_MARGIN = 0.1;

  /** Fewer slices than this prove nothing. */
  public static final int LEAST_SLICES = 10;

  /** More failures than this many points matter, where they are not chance. */
  private static final double ERROR_POINTS = 0.005;

  private static final double SIGMAS = 3;

  public LoadVerdict {
    why = List.copyOf(why);
  }

  /** Judges two tests of the same scenario, each of at least {@link #LEAST_SLICES} slices. */
  public static LoadVerdict of(Measurement before, Measurement after) {
    int coldBefore = Warm.up(before.values());
    int coldAfter = Warm.up(after.values());
    Change throughput = change(before.values(), coldBefore, after.values(), coldAfter);
    boolean timed =
        before.latency().size() >= LEAST_SLICES && after.latency().size() >= LEAST_SLICES;
    Change latency =
        timed ? change(before.latency(), coldBefore, after.latency(), coldAfter) : null;
    double failedBefore = errors(before);
    double failedAfter = errors(after);
    Word rate = word(throughput, true, MARGIN);
    Word delay = latency == null ? Word.SAME : word(latency, false, LATENCY_MARGIN);
    Word errors = errors(before, after);
    return new LoadVerdict(
        throughput,
        latency,
        failedBefore,
        failedAfter,
        together(rate, delay, errors),
        Math.max(MARGIN, Math.expm1(throughput.halfWidth(SURE, BETWEEN))),
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

  private static Change change(
      List<Double> before, int coldBefore, List<Double> after, int coldAfter) {
    return Change.of(
        Batches.mean(Warm.after(before, coldBefore)), Batches.mean(Warm.after(after, coldAfter)));
  }

  private static Word word(Change change, boolean higherIsBetter, double margin) {
    double off = Math.abs(Math.log(change.ratio()));
    boolean sure = off > Math.log1p(margin) && off > change.halfWidth(SURE, BETWEEN);
    boolean likely = off > HALF_A_FIFTH && off > change.halfWidth(LIKELY, 0);
    if (!sure && !likely) {
      return Word.SAME;
    }
    return change.ratio() > 1 == higherIsBetter ? Word.BETTER : Word.WORSE;
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
    return Arrays.stream(Warm.after(m.values(), Warm.up(m.values()))).average().orElse(Double.NaN);
  }
}
