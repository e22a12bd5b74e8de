package io.s22.plan;

@Doc(
    value = "A share between 0 and 1, as percentage or number.",
    examples = {"2%", "0.02"})
public record Probability(double value) {
  public static final Probability ZERO = new Probability(0);
}
