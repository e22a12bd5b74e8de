package io.s22.run.engine;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Wakes one thread; rung several times before it wakes, it wakes once. */
final class Bell {
  private final Semaphore rung = new Semaphore(0);

  void ring() {
    rung.release();
  }

  /** Waits until it is rung, at most so long. */
  void await(Duration longest) throws InterruptedException {
    boolean ring = rung.tryAcquire(Math.max(0, longest.toMillis()), TimeUnit.MILLISECONDS);
    if (ring) {
      rung.drainPermits();
    }
  }
}
