package io.s22.forecast.learn;

import io.s22.forecast.draw.Gauss;
import io.s22.forecast.draw.Law;
import io.s22.forecast.draw.Laws;
import io.s22.forecast.net.Beliefs;
import io.s22.plan.Step;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Beliefs from experience: each step's own past, shrunk towards what the plan declares while it is
 * short, and a floor under the uncertainty of estimates nobody has measured.
 */
public final class Learnt implements Beliefs {
  /** The plan's failure probability counts as much as this many attempts. */
  private static final double PRIOR_ATTEMPTS = 20;

  private final Experience experience;
  private final Laws laws;

  public Learnt(Experience experience, Laws laws) {
    this.experience = experience;
    this.laws = laws;
  }

  @Override
  public @Nullable Law takes(Step step, @Nullable Law declared) {
    List<Double> measured = experience.of(step.step()).seconds();
    boolean milestone = declared != null && declared.fixed() && declared.at(0.5) == 0;
    if (declared == null && measured.isEmpty() || milestone && measured.isEmpty()) {
      return declared;
    }
    LogFit fit =
        declared == null || milestone
            ? LogFit.of(measured.getFirst(), LogFit.ESTIMATES, measured)
            : LogFit.of(declared.at(0.5), logSd(declared), measured);
    return laws.lognormal(fit.median(), fit.sigma());
  }

  /** Nobody measures repairs here: as uncertain as they are elsewhere, around the plan's median. */
  @Override
  public Law mends(Law declared) {
    double median = declared.at(0.5);
    return median <= 0
        ? declared
        : laws.lognormal(median, Math.max(LogFit.REPAIRS, logSd(declared)));
  }

  /** Half the distance of the 16 % and 84 % quantiles' logarithms. */
  private static double logSd(Law law) {
    double low = Math.max(1e-3, law.at(Gauss.exactBelow(-1)));
    double high = Math.max(1e-3, law.at(Gauss.exactBelow(1)));
    return Math.log(high / low) / 2;
  }

  @Override
  public double fails(Step step, double declared) {
    Experience.OfStep known = experience.of(step.step());
    int attempts = known.seconds().size();
    return (known.failures() + PRIOR_ATTEMPTS * declared) / (attempts + PRIOR_ATTEMPTS);
  }

  /** Sentences on what these beliefs rest on. */
  public List<String> basis() {
    String runs = experience.runs() == 1 ? "1 past run" : experience.runs() + " past runs";
    return List.of(
        "Durations and failures are learnt from " + runs + ", shrunk towards the plan's own.",
        "Estimates nobody has measured scatter with a log-sd of at least "
            + LogFit.ESTIMATES
            + ", as people's estimates do; repairs of hosts with one of at least "
            + LogFit.REPAIRS
            + ", as measured repairs do.");
  }
}
