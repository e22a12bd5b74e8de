package io.s22.server.live;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Counts what changes in the server, and lets others wait for the next. For any thread. */
public final class Changes {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition newer = lock.newCondition();
  private long count;

  /** Something changed. */
  public void ring() {
    lock.lock();
    try {
      count++;
      newer.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** How many there were. */
  public long count() {
    lock.lock();
    try {
      return count;
    } finally {
      lock.unlock();
    }
  }

  /** How many there were as soon as there are more than {@code seen}, or {@code millis} passed. */
  public long after(long seen, long millis) throws InterruptedException {
    long nanos = TimeUnit.MILLISECONDS.toNanos(millis);
    lock.lockInterruptibly();
    try {
      while (count <= seen && nanos > 0) {
        nanos = newer.awaitNanos(nanos);
      }
      return count;
    } finally {
      lock.unlock();
    }
  }
}
