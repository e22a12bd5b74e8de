package io.s22.tell.page;

import io.s22.tell.Interval;
import io.s22.tell.Maintenance;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Places instants on a timeline of 1000 units: all that was planned, is expected and happened. */
public final class Scale {
  /** The width of a timeline, in units of its own. */
  public static final int WIDTH = 1000;

  private static final long[] STEPS = {1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720, 1440};
  private final Instant from;
  private final Instant to;
  private final Instant now;

  public Scale(Maintenance window, Instant now) {
    Instant first = window.opens();
    Instant last = window.closes();
    Instant started = window.started();
    first = started != null && started.isBefore(first) ? started : first;
    Maintenance.Outlook expected = window.expected();
    if (expected != null && !window.phase().over()) {
      last = later(last, expected.p90());
    }
    Instant ended = window.ended();
    if (started != null) {
      last = later(last, ended == null ? now : ended);
    }
    this.from = first;
    this.to = last.isAfter(first) ? last : first.plusSeconds(60);
    this.now = now;
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  /** Where {@code at} stands, 0 to 1000. */
  public int x(Instant at) {
    Instant inside = at.isBefore(from) ? from : at.isAfter(to) ? to : at;
    double share =
        (double) Duration.between(from, inside).toMillis() / Duration.between(from, to).toMillis();
    return (int) Math.round(share * WIDTH);
  }

  /** How wide a stretch is, at least as wide as can be seen; up to now where it has not ended. */
  public int width(Interval span) {
    Instant end = span.to().equals(Instant.MAX) ? now : span.to();
    return Math.max(4, x(end) - x(span.from()));
  }

  /** A stretch that may not have ended. */
  public Interval open(Instant began, @org.jspecify.annotations.Nullable Instant ended) {
    return new Interval(began, ended == null ? Instant.MAX : ended);
  }

  /** The same as a share of the width, for drawings that are not stretched. */
  public String percent(Instant at) {
    return x(at) / 10 + "." + x(at) % 10 + "%";
  }

  /** How a label keeps inside the drawing. */
  public String anchor(Instant at) {
    return x(at) < 40 ? "start" : x(at) > WIDTH - 40 ? "end" : "middle";
  }

  /** Whether it lies on the timeline at all. */
  public boolean shows(Instant at) {
    return !at.isBefore(from) && !at.isAfter(to);
  }

  /** Round instants to write below it: at most seven. */
  public List<Instant> ticks() {
    long minutes = Math.max(1, Duration.between(from, to).toMinutes());
    long step = STEPS[STEPS.length - 1];
    for (long each : STEPS) {
      if (minutes / each <= 6) {
        step = each;
        break;
      }
    }
    long seconds = Math.max(step, minutes / 6 - minutes / 6 % 1440) * 60;
    List<Instant> ticks = new ArrayList<>();
    long first = Math.ceilDiv(from.getEpochSecond(), seconds) * seconds;
    for (long at = first; at <= to.getEpochSecond(); at += seconds) {
      ticks.add(Instant.ofEpochSecond(at));
    }
    return ticks;
  }
}
