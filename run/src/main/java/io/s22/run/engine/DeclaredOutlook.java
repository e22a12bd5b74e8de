package io.s22.run.engine;

import io.s22.journal.Event;
import io.s22.run.Outlook;
import io.s22.run.RunView;
import java.time.Instant;

/**
 * What is to be expected by the plan's own durations: the longest way through what is left, each
 * step with its mean and variance, the sum taken as normal.
 */
public final class DeclaredOutlook implements Outlook {
  /** How the journal names this basis. */
  public static final String BASIS = "declared";

  private static final double Z90 = 1.2815515655446004;

  private final StepLengths lengths;

  public DeclaredOutlook(CompiledPlan plan) {
    this.lengths = new StepLengths(plan);
  }

  @Override
  public Event.Expected expect(RunView run, Instant now) {
    if (!(run instanceof RunFold fold)) {
      throw new IllegalArgumentException("declared expectations are made from the engine's fold");
    }
    LongestWay way = new LongestWay(fold, lengths, now.toEpochMilli());
    double sd = Math.sqrt(way.variance());
    double mean = Math.max(now.toEpochMilli(), way.mean());
    return new Event.Expected(
        Instant.ofEpochMilli(Math.round(mean)),
        Instant.ofEpochMilli(Math.round(mean + Z90 * sd)),
        overrun(mean, sd, fold.closes),
        Instant.ofEpochMilli(fold.closes - fold.reserve),
        BASIS);
  }

  private static double overrun(double mean, double sd, double closes) {
    if (sd < 1) {
      return mean > closes ? 1 : 0;
    }
    double z = (closes - mean) / sd;
    // Abramowitz & Stegun 26.2.17, exact to 7.5e-8.
    double t = 1 / (1 + 0.2316419 * Math.abs(z));
    double tail =
        Math.exp(-z * z / 2)
            / Math.sqrt(2 * Math.PI)
            * t
            * (0.319381530
                + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
    return z >= 0 ? tail : 1 - tail;
  }
}
