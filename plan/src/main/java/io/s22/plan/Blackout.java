package io.s22.plan;

import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Doc(
    value =
        "A time in which the services it protects must be neither interrupted nor degraded: every"
            + " day, every week, or between two dates.",
    examples = "{daily: \"02:00-03:00\", protects: [payments]}")
@ExactlyOne({"daily", "weekly", "from"})
@Together({"from", "to"})
public record Blackout(
    At at,
    @Doc("Every day at this time.") @Nullable TimeRange daily,
    @Doc(value = "Every week on this day at this time.", examples = "Sat 10:00-12:00")
        @Nullable WeeklyRange weekly,
    @Doc("Once, from here.") @Nullable LocalDateTime from,
    @Doc("Once, to here.") @Nullable LocalDateTime to,
    @Doc("The services it protects; all of them where none is named.") List<String> protects,
    @Doc("Why, in words for the report.") @Nullable Text because) {

  public Blackout {
    protects = List.copyOf(protects);
  }
}
