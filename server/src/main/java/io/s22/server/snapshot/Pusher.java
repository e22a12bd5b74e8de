package io.s22.server.snapshot;

import io.s22.plan.S22Exception;
import io.s22.tell.Status;
import io.s22.tell.page.PageRenderer;
import io.s22.tell.snapshot.Snapshot;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Puts snapshots to one target, on a thread of its own, so that a target that is slow or gone holds
 * up nobody: at each change, and often enough that none is ever five minutes old. Of several that
 * wait only the newest is put. What failed is tried again, with longer and longer waits.
 */
public final class Pusher implements AutoCloseable {
  /** Well under the five minutes after which a page calls itself stale. */
  private static final Duration OLDEST = Duration.ofMinutes(2);

  private static final long LONGEST_WAIT_MILLIS = 60_000;

  private final Target target;
  private final PageRenderer renderer;
  private final Consumer<S22Exception> trouble;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition offered = lock.newCondition();
  private final Thread thread;
  private @Nullable Status next;
  private @Nullable Status pushed;

  /**
   * @param trouble told of each failure, and that the older snapshot stays
   */
  public Pusher(Target target, PageRenderer renderer, Consumer<S22Exception> trouble) {
    this.target = target;
    this.renderer = renderer;
    this.trouble = trouble;
    this.thread = Thread.ofVirtual().name("s22-snapshot").unstarted(this::work);
  }

  /** Begins. */
  public void start() {
    thread.start();
  }

  /** Offers what is now; it is put when it says something new, or when the last is getting old. */
  public void offer(Status status) {
    lock.lock();
    try {
      Status last = pushed;
      if (last == null || news(last, status) || old(last.now(), status.now())) {
        pushed = status;
        next = status;
        offered.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  private static boolean old(Instant last, Instant now) {
    return !now.isBefore(last.plus(OLDEST)) || now.isBefore(last);
  }

  private static boolean news(Status one, Status other) {
    return !one.updated().equals(other.updated())
        || one.overall() != other.overall()
        || !one.maintenances().equals(other.maintenances())
        || one.promiseMissed() != other.promiseMissed()
        || one.incidents().size() != other.incidents().size()
        || !one.services().stream()
            .map(s -> s.state())
            .toList()
            .equals(other.services().stream().map(s -> s.state()).toList());
  }

  private void work() {
    int failures = 0;
    try {
      while (true) {
        Status status = take();
        try {
          target.put(Snapshot.of(status, renderer));
          failures = 0;
        } catch (IOException e) {
          failures++;
          trouble.accept(failed(e));
          giveBack(status);
          TimeUnit.MILLISECONDS.sleep(
              Math.min(LONGEST_WAIT_MILLIS, 1_000L << Math.min(failures, 6)));
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private S22Exception failed(IOException cause) {
    return new S22Exception(
        "S22-9605",
        "No snapshot could be put to " + target.name() + ": " + cause.getMessage() + ".",
        "It is tried again by itself; see that the target is there and takes what is written to it.",
        cause);
  }

  private Status take() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      Status taken = next;
      while (taken == null) {
        offered.await();
        taken = next;
      }
      next = null;
      return taken;
    } finally {
      lock.unlock();
    }
  }

  private void giveBack(Status status) {
    lock.lock();
    try {
      if (next == null) {
        next = status;
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() throws InterruptedException {
    thread.interrupt();
    thread.join();
  }
}
