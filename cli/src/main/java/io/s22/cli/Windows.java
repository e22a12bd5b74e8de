package io.s22.cli;

import io.s22.plan.Plan;
import io.s22.plan.Window;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;

/** Which window a run is opened for: the law of the missed window. */
final class Windows {
  private static final DateTimeFormatter SHOWN = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

  private Windows() {}

  /**
   * A window that was chosen.
   *
   * @param announced whether it is one of the plan's own
   */
  record Chosen(Instant opens, Instant closes, boolean announced) {}

  /**
   * The first window of the plan that has not closed: the first one, or a fallback.
   *
   * @throws Refusal when all have closed: a run outside its windows needs a person's word
   */
  static Chosen next(Plan plan, Instant now) {
    for (Window window : all(plan)) {
      if (window.closesIn(plan.zone()).isAfter(now)) {
        return new Chosen(window.opensIn(plan.zone()), window.closesIn(plan.zone()), true);
      }
    }
    Window last = all(plan).getLast();
    throw new Refusal(
        ExitCode.WAITING,
        "S22-9107",
        "Every window of plan '%s' has passed; the last closed %s %s."
            .formatted(plan.plan(), SHOWN.format(last.closes()), plan.zone()),
        "Choose a new window in the plan, or open one of the same length yourself: --now, or --at"
            + " 'YYYY-MM-DD HH:MM'; your name and --reason go into the journal.");
  }

  /** A window of the plan's length that opens at {@code opens}. */
  static Chosen at(Plan plan, Instant opens) {
    Window first = plan.window();
    Duration length = Duration.between(first.opensIn(plan.zone()), first.closesIn(plan.zone()));
    return new Chosen(opens, opens.plus(length), isAnnounced(plan, opens));
  }

  private static boolean isAnnounced(Plan plan, Instant opens) {
    return all(plan).stream().anyMatch(window -> window.opensIn(plan.zone()).equals(opens));
  }

  /**
   * The instant a person wrote, in the plan's zone.
   *
   * @throws Refusal when it is no time
   */
  static Instant parse(Plan plan, String text) {
    try {
      return LocalDateTime.parse(text.strip().replace(' ', 'T')).atZone(plan.zone()).toInstant();
    } catch (DateTimeParseException notATime) {
      throw new Refusal(
          ExitCode.USAGE,
          "S22-9108",
          "'" + text + "' is not a time.",
          "Write it as 2024-03-16 00:00, in the plan's zone " + plan.zone() + ".");
    }
  }

  private static List<Window> all(Plan plan) {
    List<Window> all = new ArrayList<>(List.of(plan.window()));
    all.addAll(plan.window().fallback());
    return all;
  }
}
