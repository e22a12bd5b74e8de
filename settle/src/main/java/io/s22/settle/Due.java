package io.s22.settle;

import java.math.BigDecimal;
import java.util.List;

/**
 * What one user is due for interruptions.
 *
 * @param parts what it is made of, in time
 * @param paidNanos the time that is paid for, in nanoseconds, after minutes were rounded
 * @param exact before the limit and before rounding, to the last decimal that is not zero, or to 20
 * @param capped whether the limit was reached
 * @param amount what is paid
 */
public record Due(
    List<Part> parts, long paidNanos, BigDecimal exact, boolean capped, BigDecimal amount) {
  public Due {
    parts = List.copyOf(parts);
  }

  /**
   * A stretch that is paid at one rate.
   *
   * @param service the one it is paid for
   * @param rate for a minute
   * @param stretch from when to when, and what says so
   */
  public record Part(String service, BigDecimal rate, Stretch stretch) {}
}
