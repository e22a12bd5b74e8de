package io.s22.server.office;

import io.s22.plan.Plan;
import io.s22.plan.Window;
import io.s22.server.Denied;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The window a run is opened for.
 *
 * @param announced whether it is one of the plan's own
 */
record Opening(Instant opens, Instant closes, boolean announced) {
  /**
   * The window that is meant: at once, at a time of the plan's zone, or the plan's next.
   *
   * @throws Denied S22-9304, S22-9315
   */
  static Opening of(Plan plan, boolean now, @Nullable String at, Instant present) {
    if (now && at != null) {
      throw Denied.malformed("'now' and 'at' contradict each other.", "Give one of them.");
    }
    if (now) {
      return from(plan, present);
    }
    return at == null ? next(plan, present) : from(plan, time(plan, at));
  }

  private static Opening next(Plan plan, Instant present) {
    return windows(plan).stream()
        .filter(window -> window.closesIn(plan.zone()).isAfter(present))
        .findFirst()
        .map(window -> new Opening(window.opensIn(plan.zone()), window.closesIn(plan.zone()), true))
        .orElseThrow(() ->
            Denied.conflict(
                "Every window of plan '" + plan.plan() + "' has passed.",
                "Put a new window into the plan, or say 'now' or 'at', with a reason."));
  }

  private static Opening from(Plan plan, Instant opens) {
    Window first = plan.window();
    Duration length = Duration.between(first.opensIn(plan.zone()), first.closesIn(plan.zone()));
    boolean announced =
        windows(plan).stream().anyMatch(window -> window.opensIn(plan.zone()).equals(opens));
    return new Opening(opens, opens.plus(length), announced);
  }

  private static Instant time(Plan plan, String text) {
    try {
      return LocalDateTime.parse(text.strip().replace(' ', 'T')).atZone(plan.zone()).toInstant();
    } catch (DateTimeException e) {
      throw Denied.malformed(
          "'at' is not a time.", "Write it as 2024-03-16 00:00, in the zone " + plan.zone() + ".");
    }
  }

  private static List<Window> windows(Plan plan) {
    List<Window> all = new ArrayList<>(List.of(plan.window()));
    all.addAll(plan.window().fallback());
    return all;
  }
}
