package io.s22.plan;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;

/**
 * A plan's times of day as instants of one window (docs/semantics.md, 1): each keeps its distance
 * from the first window's opening, over midnight where needed, in a fallback window too.
 */
public final class Timetable {
  private final LocalTime firstOpens;
  private final Instant opens;
  private final Instant closes;

  /**
   * @param window the chosen one: the plan's first, or one of its fallbacks
   */
  public Timetable(Plan plan, Window window) {
    ZoneId zone = plan.zone();
    firstOpens = plan.window().opens().toLocalTime();
    opens = window.opensIn(zone);
    closes = window.closesIn(zone);
  }

  /** When the chosen window opens. */
  public Instant opens() {
    return opens;
  }

  /** When the chosen window closes. */
  public Instant closes() {
    return closes;
  }

  /** How long after the opening a time of day comes: less than 24 h. */
  public Duration offset(LocalTime time) {
    Duration plain = Duration.between(firstOpens, time);
    return plain.isNegative() ? plain.plusDays(1) : plain;
  }

  /** The instant at which a time of day comes in the chosen window. */
  public Instant at(LocalTime time) {
    return opens.plus(offset(time));
  }

  /** When a stage's box begins. */
  public Instant begins(Stage stage) {
    return at(stage.box().from());
  }

  /** When a stage's box ends. */
  public Instant ends(Stage stage) {
    return begins(stage).plus(stage.box().length());
  }
}
