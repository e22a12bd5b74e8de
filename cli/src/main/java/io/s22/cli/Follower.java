package io.s22.cli;

import io.s22.journal.Entry;
import io.s22.journal.Event;
import io.s22.run.RunStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Shows a journal as it grows, whoever writes it: until the entry that ends the run. */
final class Follower {
  private static final long LOOK_MILLIS = 250;

  private final RunStore store;
  private final String run;
  private final RunReport report;
  private final Semaphore news = new Semaphore(1);
  private long seen;

  Follower(RunStore store, String run, RunReport report) {
    this.store = store;
    this.run = run;
    this.report = report;
    this.seen = report.seen();
  }

  /** Something was written: look at once. May be called from any thread. */
  void look() {
    news.release();
  }

  /**
   * Begins on a thread of its own.
   *
   * @param ended counted down when the run has ended, or when following broke
   * @param broken told why
   */
  void start(CountDownLatch ended, Consumer<RuntimeException> broken) {
    Thread.ofVirtual().name("follow").start(() -> follow(ended, broken));
  }

  private void follow(CountDownLatch ended, Consumer<RuntimeException> broken) {
    try {
      while (ended.getCount() > 0) {
        if (showNew()) {
          ended.countDown();
        } else if (news.tryAcquire(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
          news.drainPermits();
        }
      }
    } catch (RuntimeException failure) {
      broken.accept(failure);
      ended.countDown();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  /** Shows what is new; whether the run has ended. */
  boolean showNew() {
    List<Entry> entries = new ArrayList<>();
    store.read(run, seen + 1, entries::add);
    seen += entries.size();
    if (!entries.isEmpty()) {
      report.written(entries);
    }
    return entries.stream().anyMatch(Follower::ends);
  }

  private static boolean ends(Entry entry) {
    return entry.event() instanceof Event.Moved moved && moved.to().ended();
  }
}
