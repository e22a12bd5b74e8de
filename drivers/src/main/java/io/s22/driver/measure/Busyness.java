package io.s22.driver.measure;

import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * How busy the machine is on which a load test is made: how much later than asked a thread wakes up
 * that sleeps for a millisecond, again and again while the test lasts. On a machine that has
 * nothing else to do it is a small fraction of a millisecond. It stands beside the test and
 * corrects nothing: a server on the same machine that became slower makes the machine busier, too.
 */
final class Busyness implements AutoCloseable {
  private static final long ASLEEP = 1_000_000;
  private static final long PAUSE = 20_000_000;
  private static final double MICRO = 1e3;

  private final LongSupplier nanos;
  private final Thread looking;
  private volatile boolean over;
  private long late;
  private long looks;

  /** Begins to look. */
  Busyness(LongSupplier nanos) {
    this.nanos = nanos;
    this.looking = Thread.ofPlatform().daemon().name("busyness").unstarted(this::look);
    looking.start();
  }

  private void look() {
    while (!over) {
      long asked = nanos.getAsLong();
      LockSupport.parkNanos(ASLEEP);
      synchronized (this) {
        late += Math.max(0, nanos.getAsLong() - asked - ASLEEP);
        looks++;
      }
      LockSupport.parkNanos(PAUSE);
    }
  }

  /** How late it woke up on the mean, microseconds; 0 before the first look. */
  synchronized long lateMicros() {
    return looks == 0 ? 0 : Math.round(late / MICRO / looks);
  }

  @Override
  public void close() {
    over = true;
    LockSupport.unpark(looking);
  }
}
