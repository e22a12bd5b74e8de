package io.s22.plan;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Doc(
    value = "A message to users, sent at its time.",
    examples = "{before-opening: 7d, to: api, says: {en: We upgrade on Saturday., zh: 周六升级。}}")
@ExactlyOne({"before-opening", "after-closing", "every"})
public record Announcement(
    At at,
    @Doc(value = "Sent so long before the window opens.", examples = "7d")
        @Nullable Duration beforeOpening,
    @Doc(value = "Sent so long after the window has closed.", examples = "30m")
        @Nullable Duration afterClosing,
    @Doc(value = "Sent again and again while the window is open.", examples = "5m")
        @Nullable Duration every,
    @Doc("The services whose users get it; all where none is named.") List<String> to,
    @Doc("The channels it goes over; all where none is named.") List<String> over,
    @Doc("Its text.") Text says,
    @Doc("A subject line.") @Nullable Text subject) {

  public Announcement {
    to = List.copyOf(to);
    over = List.copyOf(over);
  }
}
