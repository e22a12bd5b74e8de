package io.s22.driver.gate;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A metric compared with a number, as in {@code replication_lag_seconds{zone="a"} < 1}.
 *
 * @param query what Prometheus is asked
 * @param operator one of {@code < <= > >= == !=}
 */
record Comparison(String query, String operator, double limit) {
  private static final Pattern WRITTEN =
      Pattern.compile(
          "(.+?)\\s*(<=|>=|==|!=|<|>)\\s*([-+]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][-+]?[0-9]+)?)\\s*",
          Pattern.DOTALL);

  /** Reads one; empty when {@code text} compares nothing with a number at its end. */
  static Optional<Comparison> of(String text) {
    Matcher written = WRITTEN.matcher(text);
    return written.matches()
        ? Optional.of(
            new Comparison(
                written.group(1).strip(), written.group(2), Double.parseDouble(written.group(3))))
        : Optional.empty();
  }

  /** Whether it holds; {@code value} is a number. */
  boolean holds(double value) {
    return switch (operator) {
      case "<" -> value < limit;
      case "<=" -> value <= limit;
      case ">" -> value > limit;
      case ">=" -> value >= limit;
      case "==" -> value == limit;
      default -> value != limit;
    };
  }
}
