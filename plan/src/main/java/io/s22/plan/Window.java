package io.s22.plan;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;

@Doc("A span of time announced for maintenance, and the spans to fall back to.")
public record Window(
    At at,
    @Doc(value = "When it begins.", examples = "2024-03-16 00:00") LocalDateTime opens,
    @Doc(value = "When it ends.", examples = "2024-03-16 04:00") LocalDateTime closes,
    @Doc("Other windows, tried in this order when this one is missed or given up.")
        List<Window> fallback) {

  public Window {
    fallback = List.copyOf(fallback);
  }

  /** The instant at which the window opens in {@code zone}. */
  public Instant opensIn(ZoneId zone) {
    return opens.atZone(zone).toInstant();
  }

  /** The instant at which the window closes in {@code zone}. */
  public Instant closesIn(ZoneId zone) {
    return closes.atZone(zone).toInstant();
  }
}
