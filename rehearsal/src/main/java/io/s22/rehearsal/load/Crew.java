package io.s22.rehearsal.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Threads that write at the same time, each with a ledger of its own, until they are stopped. */
final class Crew {
  private static final Duration AGAIN = Duration.ofMillis(1);
  private static final long EACH = 1_000_000_000L;

  private final List<Thread> threads = new ArrayList<>();
  private final List<Ledger> ledgers = new ArrayList<>();
  private final AtomicLong errors = new AtomicLong();
  private volatile boolean stopped;

  /** What one of them does. */
  @FunctionalInterface
  interface Work {
    /** Writes {@code first} and those after it until the crew is stopped. */
    void write(int number, long first, Ledger ledger);
  }

  /** Starts {@code count} threads; the numbers they write do not meet. */
  void start(String name, int count, Work work) {
    for (int i = 0; i < count; i++) {
      int number = i;
      Ledger ledger = new Ledger();
      ledgers.add(ledger);
      threads.add(
          Thread.ofPlatform()
              .daemon()
              .name(name + "-" + number)
              .start(() -> work.write(number, number * EACH + 1, ledger)));
    }
  }

  boolean isStopped() {
    return stopped;
  }

  /** A write was not acknowledged: it is written again under its own number, a moment later. */
  void failed() {
    errors.incrementAndGet();
    LockSupport.parkNanos(AGAIN.toNanos());
  }

  /** Acknowledged so far. */
  long acknowledged() {
    return ledgers.stream().mapToLong(l -> l.entries().size()).sum();
  }

  /** Stops them and waits, for each so long at the most. */
  void stop(Duration patience) {
    stopped = true;
    for (Thread thread : threads) {
      try {
        thread.join(patience);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  /** What they got, once they are stopped. */
  WriteRecord record() {
    return new WriteRecord(ledgers.stream().map(Ledger::entries).toList(), errors.get());
  }
}
