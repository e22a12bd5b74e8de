package io.s22.testkit;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for something another process does; for what happens in this one, use a fake clock. */
public final class Await {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private Await() {}

  /**
   * Returns as soon as {@code condition} holds.
   *
   * @throws AssertionError when it does not within 60 s
   */
  public static void until(String what, BooleanSupplier condition) {
    until(what, condition, () -> "");
  }

  /**
   * As {@link #until(String, BooleanSupplier)}.
   *
   * @param seen what there was instead, for the error
   */
  public static void until(String what, BooleanSupplier condition, Supplier<String> seen) {
    long end = System.nanoTime() + LIMIT.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError(
            "not within " + LIMIT.toSeconds() + " s: " + what + " " + seen.get());
      }
      LockSupport.parkNanos(10_000_000);
    }
  }
}
