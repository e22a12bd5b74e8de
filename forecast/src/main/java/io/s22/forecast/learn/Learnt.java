package io.s22.forecast.learn;

import io.s22.forecast.draw.Gauss;
import io.s22.forecast.draw.Law;
import io.s22.forecast.draw.Laws;
import io.s22.forecast.net.Beliefs;
import io.s22.plan.Step;
import io.s22.plan.Text;
import java.util.List;
import java.util.Map;
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
  public List<Text> basis() {
    int runs = experience.runs();
    return List.of(
        say(
            "Durations and failures are learnt from "
                + (runs == 1 ? "1 past run" : runs + " past runs")
                + ", shrunk towards the plan's own.",
            "时长与失败率由过去 " + runs + " 次运行学得，并向计划给出的值收缩。"),
        say(
            "Estimates nobody has measured scatter with a log-sd of at least "
                + LogFit.ESTIMATES
                + ", as people's estimates do; repairs of hosts with one of at least "
                + LogFit.REPAIRS
                + ", as measured repairs do.",
            "未经测量的估计，其对数标准差至少取 "
                + LogFit.ESTIMATES
                + "（人们的估计如此）；主机修复时间至少取 "
                + LogFit.REPAIRS
                + "（实测修复如此）。"));
  }

  private static Text say(String english, String chinese) {
    return new Text(Map.of("en", english, "zh", chinese));
  }
}
