package io.s22.rehearsal.users;

import java.util.ArrayList;
import java.util.List;

/**
 * Times in which the users of one service got no right answer: it was interrupted, or closed as
 * announced. A refusal as announced ends an interruption, as a right answer does; a time in which
 * users are refused in no such way, or wait, is an interruption though the service was closed
 * before.
 */
final class Lapses {
  /**
   * A shorter time without a right answer is no lapse: users come several times a second. Nor is a
   * longer one in which nobody asked in vain, was refused, or waited for half of this.
   */
  private static final long LEAST_NANOS = 1_000_000_000L;

  private static final long LEAST_WAIT_NANOS = LEAST_NANOS / 2;

  private final List<Lapse> over = new ArrayList<>();
  private long since;
  private long closedFrom;
  private boolean closed;
  private boolean askedInVain;

  /** One, on the steady clock. */
  record Lapse(long from, long to, boolean announced) {}

  Lapses(long nanos) {
    since = nanos;
  }

  /** Since when nobody has got a right answer, nor a refusal as announced. */
  long since() {
    return since;
  }

  /** Whether somebody has asked in vain since then. */
  boolean askedInVain() {
    return askedInVain;
  }

  /** A right answer. */
  void right(long at, long waited) {
    askedInVain |= waited >= LEAST_WAIT_NANOS;
    boolean apart = interrupted(at);
    if (closed) {
      add(new Lapse(closedFrom, apart ? since : at, true));
      closed = false;
    }
    go(at);
  }

  /** A wrong one, or none. */
  void wrong() {
    askedInVain = true;
  }

  /** A refusal as announced. */
  void refused(long at) {
    if (interrupted(at) && closed) {
      add(new Lapse(closedFrom, since, true));
      closed = false;
    }
    if (!closed) {
      closed = true;
      closedFrom = at;
    }
    go(at);
  }

  /** Nobody asks any longer: what lasts ends now. */
  void end(long at) {
    boolean apart = interrupted(at);
    if (closed) {
      add(new Lapse(closedFrom, apart ? since : at, true));
      closed = false;
    }
    go(at);
  }

  private boolean interrupted(long until) {
    boolean found = askedInVain && until - since >= LEAST_NANOS;
    if (found) {
      over.add(new Lapse(since, until, false));
    }
    return found;
  }

  private void add(Lapse closing) {
    if (closing.to() - closing.from() >= LEAST_NANOS) {
      over.add(closing);
    }
  }

  private void go(long at) {
    since = Math.max(since, at);
    askedInVain = false;
  }

  /** Those that have ended since this was asked last, in the order of their ends. */
  List<Lapse> takeOver() {
    List<Lapse> taken = List.copyOf(over);
    over.clear();
    return taken;
  }
}
