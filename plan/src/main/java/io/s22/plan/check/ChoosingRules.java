package io.s22.plan.check;

import io.s22.plan.Choosing;
import io.s22.plan.Choosing.Freeze;
import io.s22.plan.WeeklyRange;
import io.s22.plan.Window;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;

/** Rules about what the plan says of choosing a window, and whether its own windows keep to it. */
final class ChoosingRules {
  static final List<Rule> ALL =
      List.of(
          Rule.error(
              "S22-2911",
              "A freeze that ends before it begins",
              "It freezes nothing, although it reads as if it did.",
              ChoosingRules::freezeWhen),
          Rule.error(
              "S22-2912",
              "A span to choose from that ends before it begins",
              "No window could ever be chosen.",
              ChoosingRules::spanWhen),
          Rule.error(
              "S22-2913",
              "A window within a freeze",
              "The plan itself says that nothing at all is changed then.",
              ChoosingRules::frozen),
          Rule.error(
              "S22-2914",
              "A window after the plan's own deadline",
              "The work would end after the day it had to be done by.",
              ChoosingRules::tooLate),
          Rule.warning(
              "S22-2915",
              "A window outside the staff's hours",
              "The people who do the work, or turn it back, are not there.",
              ChoosingRules::unstaffed));

  private ChoosingRules() {}

  private interface Look {
    void at(Choosing choosing);
  }

  private static void choosing(Facts facts, Look look) {
    Choosing choosing = facts.plan().choosing();
    if (choosing != null) {
      look.at(choosing);
    }
  }

  private static void freezeWhen(Facts facts, Rule.Out out) {
    choosing(
        facts,
        choosing ->
            choosing
                .freezes()
                .forEach((name, freeze) -> {
                  if (!freeze.to().isAfter(freeze.from())) {
                    out.add(
                        freeze.at().of("to"),
                        "Freeze "
                            + Say.name(name)
                            + " ends at "
                            + Say.date(freeze.to())
                            + ", before it begins.",
                        "Write a time after " + Say.date(freeze.from()) + " for to.");
                  }
                }));
  }

  private static void spanWhen(Facts facts, Rule.Out out) {
    choosing(
        facts,
        choosing -> {
          LocalDateTime from = choosing.from();
          LocalDateTime by = choosing.by();
          if (from != null && by != null && !by.isAfter(from)) {
            out.add(
                choosing.at().of("by"),
                "Windows are to open after "
                    + Say.date(from)
                    + " and to have closed by "
                    + Say.date(by)
                    + ": there is no time between.",
                "Write a time after " + Say.date(from) + " for by.");
          }
        });
  }

  private static void frozen(Facts facts, Rule.Out out) {
    choosing(
        facts,
        choosing ->
            choosing
                .freezes()
                .forEach((name, freeze) -> {
                  for (Window window : WindowRules.windows(facts)) {
                    if (window.opens().isBefore(freeze.to())
                        && freeze.from().isBefore(window.closes())) {
                      out.add(
                          window.at().of("opens"),
                          frozen(name, freeze, window),
                          mend(choosing, freeze));
                    }
                  }
                }));
  }

  private static String frozen(String name, Freeze freeze, Window window) {
    return "The window that opens "
        + Say.date(window.opens())
        + " lies within freeze "
        + Say.name(name)
        + ", "
        + Say.date(freeze.from())
        + " to "
        + Say.date(freeze.to())
        + ".";
  }

  private static String mend(Choosing choosing, Freeze freeze) {
    LocalDateTime by = choosing.by();
    return by == null || freeze.to().isBefore(by)
        ? "Open it at " + Say.date(freeze.to()) + " or later, or shorten the freeze."
        : "Close it by " + Say.date(freeze.from()) + ", or shorten the freeze.";
  }

  private static void tooLate(Facts facts, Rule.Out out) {
    choosing(
        facts,
        choosing -> {
          LocalDateTime by = choosing.by();
          for (Window window : WindowRules.windows(facts)) {
            if (by != null && window.closes().isAfter(by)) {
              out.add(
                  window.at().of("closes"),
                  "The window closes "
                      + Say.date(window.closes())
                      + ", after every window has to have closed, "
                      + Say.date(by)
                      + ".",
                  "Close it by " + Say.date(by) + ", or move the deadline under choosing.");
            }
          }
        });
  }

  private static void unstaffed(Facts facts, Rule.Out out) {
    choosing(
        facts,
        choosing -> {
          for (Window window : WindowRules.windows(facts)) {
            LocalDateTime alone = aloneFrom(choosing.staffHours(), window);
            if (!choosing.staffHours().isEmpty() && alone.isBefore(window.closes())) {
              out.add(
                  window.at().of("opens"),
                  "The window that opens "
                      + Say.date(window.opens())
                      + " is outside the staff's hours from "
                      + Say.date(alone)
                      + " on.",
                  "Move it inside the hours under choosing, or extend them.");
            }
          }
        });
  }

  /**
   * The first moment of the window at which nobody is there; its close or later where there is
   * none.
   */
  private static LocalDateTime aloneFrom(List<WeeklyRange> hours, Window window) {
    LocalDateTime until = window.opens();
    for (boolean longer = true; longer && until.isBefore(window.closes()); ) {
      LocalDateTime reached = until;
      for (WeeklyRange range : hours) {
        // a range that began the day before may reach over midnight
        until = later(until, reach(range, reached.toLocalDate().minusDays(1), reached));
        until = later(until, reach(range, reached.toLocalDate(), reached));
      }
      longer = until.isAfter(reached);
    }
    return until;
  }

  /** The end of the range on {@code day} if it covers {@code time}; else {@code time}. */
  private static LocalDateTime reach(WeeklyRange range, LocalDate day, LocalDateTime time) {
    LocalDateTime from = day.atTime(range.time().from());
    LocalDateTime to = from.plus(range.time().length());
    boolean covers = day.getDayOfWeek() == range.day() && !from.isAfter(time) && to.isAfter(time);
    return covers ? to : time;
  }

  private static LocalDateTime later(LocalDateTime one, LocalDateTime other) {
    return other.isAfter(one) ? other : one;
  }
}
