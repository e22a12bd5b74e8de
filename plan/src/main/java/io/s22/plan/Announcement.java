package io.s22.plan;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Doc(
    value = "A message sent at its time.",
    examples = "{before-opening: 7d, to: [api], says: {en: We upgrade on Saturday.}}")
public record Announcement(
    At at,
    @Doc("How long before the window opens it is sent.") Duration beforeOpening,
    @Doc("The services whose users get it; all where none is named.") List<String> to,
    @Doc("The channels it goes over; all where none is named.") List<String> over,
    @Doc("Its text.") Text says,
    @Doc("A subject line.") @Nullable Text subject) {

  public Announcement {
    to = List.copyOf(to);
    over = List.copyOf(over);
  }
}
