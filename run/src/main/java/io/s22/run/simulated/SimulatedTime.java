package io.s22.run.simulated;

import io.s22.run.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** A clock that goes from event to event: a window of four hours passes in well under a second. */
public final class SimulatedTime implements Clock {
  private final PriorityQueue<Event> events =
      new PriorityQueue<>(Comparator.comparing(Event::at).thenComparingLong(Event::seq));
  private Instant now;
  private long seq;

  private record Event(Instant at, long seq, Runnable action) {}

  public SimulatedTime(Instant start) {
    now = start.truncatedTo(ChronoUnit.MILLIS);
  }

  @Override
  public Instant now() {
    return now;
  }

  /** Has {@code action} done at {@code instant}, to the millisecond; at once when that is past. */
  public void at(Instant instant, Runnable action) {
    Instant when = instant.truncatedTo(ChronoUnit.MILLIS);
    events.add(new Event(when.isBefore(now) ? now : when, seq++, action));
  }

  /**
   * Goes to the next event, or to {@code wake} where that comes first, and does everything that is
   * due then. False when there is neither.
   */
  public boolean advance(@Nullable Instant wake) {
    Event first = events.peek();
    if (first == null && wake == null) {
      return false;
    }
    Instant to = first == null || (wake != null && wake.isBefore(first.at())) ? wake : first.at();
    if (to != null && to.isAfter(now)) {
      now = to;
    }
    for (Event next = events.peek();
        next != null && !next.at().isAfter(now);
        next = events.peek()) {
      events.remove();
      next.action().run();
    }
    return true;
  }

  /** Sets the clock, back as well, without doing anything. */
  public void jump(Instant to) {
    now = to.truncatedTo(ChronoUnit.MILLIS);
  }
}
