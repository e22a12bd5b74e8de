package io.s22.tell.outbox;

import java.time.Duration;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * How long one attempt may take, and when the next one comes.
 *
 * @param attempt an attempt is broken off after this
 * @param lease an attempt that nobody ended by then is taken for lost; longer than {@code attempt}
 * @param first the wait after the first failure; it doubles each time
 * @param longest the longest wait
 * @param tries after so many a delivery is dead
 */
public record Patience(
    Duration attempt, Duration lease, Duration first, Duration longest, int tries) {
  /** Ten tries in about forty minutes. */
  public static final Patience USUAL =
      new Patience(
          Duration.ofSeconds(15),
          Duration.ofSeconds(20),
          Duration.ofSeconds(2),
          Duration.ofMinutes(15),
          12);

  public Patience {
    if (lease.compareTo(attempt) <= 0 || tries < 1) {
      throw new IllegalArgumentException("a lease outlasts its attempt");
    }
  }

  /**
   * The wait before the next attempt: doubled each time, the second half of it drawn, so that what
   * failed together does not come again together; never shorter than the other side asked for.
   *
   * @param failures how many attempts failed, from 1
   */
  Duration wait(int failures, @Nullable Duration asked, RandomGenerator random) {
    long doubled = first.toMillis() << Math.min(30, failures - 1);
    long most = Math.min(longest.toMillis(), doubled);
    Duration own = Duration.ofMillis(most / 2 + random.nextLong(most / 2 + 1));
    return asked != null && asked.compareTo(own) > 0 ? asked : own;
  }
}
