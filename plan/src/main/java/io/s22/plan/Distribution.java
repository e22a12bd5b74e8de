package io.s22.plan;

import java.time.Duration;
import java.util.List;

@Doc(
    value =
        "How long something takes. A plain duration is exact. {likely, worst} is PERT with nothing"
            + " assumed to be faster than likely; {best, likely, worst} is PERT.",
    examples = {
      "5m",
      "{likely: 12m, worst: 25m}",
      "{best: 5m, likely: 8m, worst: 20m}",
      "{uniform: {from: 5m, to: 10m}}",
      "{lognormal: {median: 8m, sigma: 0.5}}",
      "{weibull: {scale: 10m, shape: 1.5}}",
      "{gamma: {mean: 12m, shape: 3}}",
      "{beta: {best: 5m, worst: 20m, a: 2, b: 5}}",
      "{empirical: [4m, 5m, 9m]}"
    })
public sealed interface Distribution {

  @Doc("Always the same.")
  record Fixed(Duration value) implements Distribution {}

  @Doc("Anything between, equally likely.")
  record Uniform(@Doc("The shortest.") Duration from, @Doc("The longest.") Duration to)
      implements Distribution {}

  @Doc("Rises from best to likely, falls to worst, in straight lines.")
  record Triangular(
      @Doc("The shortest.") Duration best,
      @Doc("The most frequent.") Duration likely,
      @Doc("The longest.") Duration worst)
      implements Distribution {}

  @Doc("The Beta-PERT distribution: mean (best + 4 likely + worst) / 6.")
  record Pert(
      @Doc("The shortest; likely where left out.") Duration best,
      @Doc("The most frequent.") Duration likely,
      @Doc("The longest.") Duration worst)
      implements Distribution {}

  @Doc("Normal, truncated at 0: mean and standard deviation are those before truncation.")
  record Normal(@Doc("The mean.") Duration mean, @Doc("The standard deviation.") Duration sd)
      implements Distribution {}

  @Doc("exp(N(ln median, sigma²)).")
  record Lognormal(
      @Doc("Half of all are shorter.") Duration median,
      @Doc("The spread: standard deviation of the logarithm.") double sigma)
      implements Distribution {}

  @Doc("Memoryless.")
  @Brief("mean")
  record Exponential(@Doc("The mean.") Duration mean) implements Distribution {}

  @Doc("exp(-(x / scale)^shape) is the share that takes longer than x.")
  record Weibull(
      @Doc("63 % are shorter.") Duration scale,
      @Doc("Below 1: many short ones; 1: exponential; 3.6: nearly normal.") double shape)
      implements Distribution {}

  @Doc("Gamma; with a whole shape Erlang's: the sum of so many exponential ones.")
  record Gamma(@Doc("The mean.") Duration mean, @Doc("1: exponential.") double shape)
      implements Distribution {}

  @Doc("Beta between best and worst: its mean is a / (a + b) of the way.")
  record Beta(
      @Doc("The shortest.") Duration best,
      @Doc("The longest.") Duration worst,
      @Doc("The greater, the longer.") double a,
      @Doc("The greater, the shorter.") double b)
      implements Distribution {}

  @Doc("Measured before: each value equally likely.")
  @Brief("values")
  record Empirical(@Doc("What was measured.") List<Duration> values) implements Distribution {
    public Empirical {
      values = List.copyOf(values);
    }
  }
}
