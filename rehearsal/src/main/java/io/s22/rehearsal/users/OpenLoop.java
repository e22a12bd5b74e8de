package io.s22.rehearsal.users;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/** Users that come at a fixed rate, each on a thread of his own, however slow the answers are. */
public final class OpenLoop implements AutoCloseable {
  /** What one user does. */
  @FunctionalInterface
  public interface Visit {
    /**
     * Does it and says what came back. An exception is a wrong answer.
     *
     * @param number of the visit, from 1
     */
    Answer make(long number) throws Exception;
  }

  private final Tally tally;
  private final Visit visit;
  private final long everyNanos;
  private final LongSupplier nanos;
  private final ExecutorService users = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicLong sent = new AtomicLong();
  private final Thread pace;
  private volatile boolean stopped;

  /**
   * Begins at once.
   *
   * @param perSecond visits a second
   * @param nanos a steady clock
   */
  public OpenLoop(Tally tally, double perSecond, LongSupplier nanos, Visit visit) {
    this.tally = tally;
    this.visit = visit;
    this.everyNanos = (long) (1e9 / perSecond);
    this.nanos = nanos;
    this.pace = Thread.ofPlatform().daemon().name("users").unstarted(this::keepPace);
    pace.start();
  }

  private void keepPace() {
    long intended = nanos.getAsLong();
    while (!stopped) {
      long wait = intended - nanos.getAsLong();
      if (wait > 0) {
        LockSupport.parkNanos(wait);
      } else {
        long due = intended;
        users.execute(() -> come(due));
        intended += everyNanos;
      }
    }
  }

  private void come(long intended) {
    Answer answer;
    try {
      answer = visit.make(sent.incrementAndGet());
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      return;
    } catch (Exception wrong) {
      answer = Answer.WRONG;
    }
    tally.count(intended, nanos.getAsLong(), answer);
  }

  /** Visits begun so far. */
  public long sent() {
    return sent.get();
  }

  /** Lets nobody in any more, and leaves those who are inside to their fate. */
  void abandon() {
    stopped = true;
    LockSupport.unpark(pace);
    users.shutdownNow();
  }

  /** Lets nobody in any more, and waits for those who are inside. */
  @Override
  public void close() {
    stopped = true;
    LockSupport.unpark(pace);
    users.close();
  }
}
