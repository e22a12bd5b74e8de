package io.s22.plan;

import java.time.Duration;
import java.time.LocalTime;

@Doc(
    value = "A span of the day; one that ends before it begins goes over midnight.",
    examples = "\"01:30-03:00\"")
public record TimeRange(LocalTime from, LocalTime to) {
  /** Its length: more than zero, at most 24 h. */
  public Duration length() {
    Duration plain = Duration.between(from, to);
    return plain.isPositive() ? plain : plain.plusDays(1);
  }

  @Override
  public String toString() {
    return from + "-" + to;
  }
}
