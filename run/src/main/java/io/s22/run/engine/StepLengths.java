package io.s22.run.engine;

import io.s22.plan.Distribution;
import io.s22.plan.Invocation;
import io.s22.plan.Probability;
import io.s22.plan.Quantiles;
import io.s22.plan.Retry;
import io.s22.plan.Step;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How long steps take by what the plan declares, in milliseconds: means and variances. */
final class StepLengths {
  private static final int POINTS = 32;

  private final Map<Distribution, double[]> moments = new HashMap<>();
  private final double[] means;
  private final double[] variances;

  StepLengths(CompiledPlan plan) {
    int count = plan.steps().size();
    means = new double[count];
    variances = new double[count];
    plan.steps().forEach(this::add);
  }

  double mean(StepUnit step) {
    return means[step.index];
  }

  double variance(StepUnit step) {
    return variances[step.index];
  }

  /** Batches follow one another; the longest of a batch's hosts decides. */
  private void add(StepUnit unit) {
    double[] one = task(unit.step);
    double[] undo = moments(takes(unit.step.rollback()));
    int others = unit.hosts.size() - unit.canaries;
    int batches = (others + unit.batchSize - 1) / Math.max(1, unit.batchSize);
    int width = Math.min(unit.batchSize, Math.max(1, others));
    double stretch = Math.sqrt(one[1]) * expectedMaximum(width);
    double canaryMean = unit.undoable() ? 2 * one[0] + undo[0] : one[0];
    double canaryVariance = unit.undoable() ? 2 * one[1] + undo[1] : one[1];
    means[unit.index] = batches * (one[0] + stretch) + unit.canaries * canaryMean;
    variances[unit.index] = batches * one[1] + unit.canaries * canaryVariance;
  }

  /** About how many standard deviations the largest of {@code n} lies above the mean. */
  private static double expectedMaximum(int n) {
    return n <= 1 ? 0 : Math.sqrt(2 * Math.log(n)) * (1 - 1 / (2 * Math.log(n) + 2));
  }

  private double[] task(Step step) {
    double[] precheck = moments(takes(step.precheck()));
    double[] act = moments(step.takes());
    double[] verify = moments(takes(step.verify()));
    double fails =
        1
            - (1 - share(step.fails()))
                * (1 - share(step.verify() == null ? null : step.verify().fails()));
    Retry retry = step.retry();
    double mean = precheck[0] + act[0] + verify[0];
    double variance = precheck[1] + act[1] + verify[1];
    double reached = 1;
    int attempts = retry == null ? 1 : Math.min(retry.attempts(), 50);
    for (int n = 1; n < attempts && retry != null; n++) {
      reached *= fails;
      double more = retry.waitAfter(n).toMillis() + act[0] + verify[0];
      mean += reached * more;
      variance += reached * (act[1] + verify[1]) + reached * (1 - reached) * more * more;
    }
    return new double[] {mean, variance};
  }

  private static double share(@Nullable Probability probability) {
    return probability == null ? 0 : probability.value();
  }

  private static @Nullable Distribution takes(@Nullable Invocation invocation) {
    return invocation == null ? null : invocation.takes();
  }

  private double[] moments(@Nullable Distribution distribution) {
    return distribution == null
        ? new double[2]
        : moments.computeIfAbsent(distribution, StepLengths::measure);
  }

  /** Mean and variance over equally likely slices. */
  private static double[] measure(Distribution distribution) {
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < POINTS; i++) {
      double value = Quantiles.of(distribution, (i + 0.5) / POINTS).toNanos() / 1e6;
      sum += value;
      squares += value * value;
    }
    double mean = sum / POINTS;
    return new double[] {mean, Math.max(0, squares / POINTS - mean * mean)};
  }
}
