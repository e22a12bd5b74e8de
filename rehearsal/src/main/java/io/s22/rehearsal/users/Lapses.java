package io.s22.rehearsal.users;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Times in which the users of one service got no right answer: it was interrupted, or closed as
 * announced. It is closed while all are refused as announced; where others fail or wait beside
 * them, it is interrupted.
 */
final class Lapses {
  /**
   * A shorter time without a right answer is no lapse: users come several times a second. Nor is a
   * longer one in which nobody asked in vain, was refused, or waited for half of this.
   */
  private static final long LEAST_NANOS = 1_000_000_000L;

  private static final long LEAST_WAIT_NANOS = LEAST_NANOS / 2;
  private static final long NEVER = Long.MIN_VALUE;

  private final List<Lapse> over = new ArrayList<>();

  /** A closure that may have ended earlier: an answer that began in it may still come. */
  private @Nullable Lapse closure;

  private long since;
  private long closedFrom = NEVER;
  private long lastRefused = NEVER;
  private boolean askedInVain;

  /** One, on the steady clock. */
  record Lapse(long from, long to, boolean announced) {
    boolean lasts() {
      return to - from >= LEAST_NANOS;
    }
  }

  Lapses(long nanos) {
    since = nanos;
  }

  /** How long nobody has got a right answer, but for closures. */
  long gap(long now) {
    return (closedFrom == NEVER || askedInVain ? now : Math.max(since, closedFrom)) - since;
  }

  /**
   * A right answer; returns how long there was none, but for closures.
   *
   * @param waited for it, from when the user wanted to begin
   */
  long right(long at, long waited) {
    boolean slow = waited >= LEAST_WAIT_NANOS;
    shorten(at - waited);
    long longest = 0;
    if (closedFrom != NEVER) {
      Lapse closed = new Lapse(closedFrom, slow ? Math.max(closedFrom, at - waited) : at, true);
      if (closed.lasts()) {
        longest = failed(closedFrom);
        closed(closed);
        askedInVain = false;
      }
    }
    longest = Math.max(longest, at - since);
    askedInVain |= slow;
    failed(at);
    go(at);
    return longest;
  }

  /** A wrong answer, or none. */
  void wrong() {
    endClosure();
    askedInVain = true;
  }

  /** A refusal as announced. */
  void refused(long at) {
    if (closedFrom == NEVER) {
      closedFrom = at;
    }
    lastRefused = Math.max(lastRefused, at);
    if (lastRefused - closedFrom >= LEAST_NANOS) {
      failed(closedFrom);
      askedInVain = false;
    }
  }

  /** For a whole span all were refused as announced: no gap goes on. */
  void stayedClosed(long at) {
    if (closedFrom != NEVER) {
      failed(closedFrom);
      askedInVain = false;
      since = Math.max(since, at);
    }
  }

  /** Nobody asks any longer: what lasts ends now. */
  void end(long at) {
    if (closedFrom != NEVER) {
      lastRefused = Math.max(lastRefused, at);
      endClosure();
    } else {
      failed(at);
    }
    go(at);
    settle();
  }

  private void endClosure() {
    if (closedFrom != NEVER) {
      Lapse closed = new Lapse(closedFrom, lastRefused, true);
      if (closed.lasts()) {
        closed(closed);
      }
      closedFrom = NEVER;
    }
  }

  private void closed(Lapse closed) {
    settle();
    closure = closed;
    since = Math.max(since, closed.to());
  }

  /** What was not announced ends; how long it was. */
  private long failed(long until) {
    Lapse failed = new Lapse(since, until, false);
    if (!askedInVain) {
      return 0;
    }
    if (failed.lasts()) {
      over.add(failed);
    }
    return failed.to() - failed.from();
  }

  /** Who wanted to begin then was let in: it was closed no longer. */
  private void shorten(long intended) {
    Lapse closed = closure;
    if (closed != null && intended < closed.to() - LEAST_WAIT_NANOS) {
      closure = new Lapse(closed.from(), Math.max(closed.from(), intended), true);
    }
  }

  private void settle() {
    if (closure != null && closure.lasts()) {
      over.add(closure);
    }
    closure = null;
  }

  private void go(long at) {
    since = Math.max(since, at);
    closedFrom = NEVER;
    askedInVain = false;
  }

  /** Those that are known to have ended, and were not taken before. */
  List<Lapse> takeOver(long now) {
    Lapse closed = closure;
    if (closed != null && now - closed.to() >= LEAST_NANOS) {
      settle();
    }
    List<Lapse> taken = List.copyOf(over);
    over.clear();
    return taken;
  }
}
