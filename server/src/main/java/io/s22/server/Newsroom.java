package io.s22.server;

import io.s22.plan.S22Exception;
import io.s22.run.Clock;
import io.s22.server.live.Board;
import io.s22.tell.Maintenance;
import io.s22.tell.Post;
import io.s22.tell.Status;
import io.s22.tell.Status.Site;
import io.s22.tell.Statuses;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the board true: looks whenever a journal was written, and every second whether another
 * process wrote one; makes an edition at each change and every few seconds; posts when nobody has.
 */
final class Newsroom implements AutoCloseable {
  private static final long LOOK_MILLIS = 1_000;

  /**
   * An edition at least this often: countdowns go on for who has no script, and snapshots stay
   * fresh.
   */
  private static final Duration BEAT = Duration.ofSeconds(15);

  /** Changes that come in a burst make one edition. */
  private static final long GATHER_MILLIS = 100;

  private final Ledger ledger;
  private final PostBook book;
  private final Board board;
  private final Clock clock;
  private final Site site;
  private final Consumer<Throwable> trouble;
  private final @Nullable IntegrityWatch watch;
  private final Semaphore bell = new Semaphore(0);
  private final Thread thread;
  private volatile boolean closed;
  private Instant last = Instant.MIN;

  Newsroom(
      Ledger ledger,
      PostBook book,
      Board board,
      Clock clock,
      Site site,
      Consumer<Throwable> trouble) {
    this(ledger, book, board, clock, site, trouble, null);
  }

  /**
   * @param watch over the proof of all data after each run; null where journals are only read
   */
  Newsroom(
      Ledger ledger,
      PostBook book,
      Board board,
      Clock clock,
      Site site,
      Consumer<Throwable> trouble,
      @Nullable IntegrityWatch watch) {
    this.watch = watch;
    this.ledger = ledger;
    this.book = book;
    this.board = board;
    this.clock = clock;
    this.site = site;
    this.trouble = trouble;
    this.thread = Thread.ofPlatform().name("s22-newsroom").unstarted(this::work);
  }

  /** Makes the first edition and begins. */
  void start() {
    look();
    thread.start();
  }

  /** Something was written: look at once. May be called from any thread. */
  void ring() {
    bell.release();
  }

  private void work() {
    while (!closed) {
      try {
        boolean rung = bell.tryAcquire(LOOK_MILLIS, TimeUnit.MILLISECONDS);
        if (rung) {
          TimeUnit.MILLISECONDS.sleep(GATHER_MILLIS);
          bell.drainPermits();
        }
        look(rung);
      } catch (InterruptedException e) {
        return;
      } catch (S22Exception e) {
        // The store or the disk refuses: the page goes on with what it has, and says how old that
        // is.
        trouble.accept(e);
      }
    }
  }

  /** One look: reads, posts where a promise would break, publishes where there is news. */
  void look() {
    look(false);
  }

  /**
   * @param rung whether somebody said that there is news, such as a post
   */
  private void look(boolean rung) {
    boolean changed = ledger.read() | rung;
    Instant now = clock.now();
    if (watch != null) {
      changed |= watch.look(ledger.stories(), now);
    }
    Status status = status(now);
    for (Maintenance window : status.active()) {
      if (Watchdog.due(status, window)) {
        book.postIfSilent(window.id(), now, Post.WATCHDOG, Watchdog.words(status, window));
        changed = true;
      }
    }
    if (changed
        || last.equals(Instant.MIN)
        || !now.isBefore(last.plus(BEAT))
        || now.isBefore(last)) {
      last = now;
      board.publish(changed ? status(now) : status);
    }
  }

  private Status status(Instant now) {
    return Statuses.of(site, ledger.stories(), book.posts(), Map.of(), now);
  }

  @Override
  public void close() throws InterruptedException {
    closed = true;
    thread.interrupt();
    thread.join();
  }
}
