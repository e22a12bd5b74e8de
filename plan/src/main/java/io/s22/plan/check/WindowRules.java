package io.s22.plan.check;

import io.s22.plan.Blackout;
import io.s22.plan.Stage;
import io.s22.plan.Window;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;

/** Rules about the window, its fallbacks and the blackouts, taken by themselves. */
final class WindowRules {
  static final List<Rule> ALL =
      List.of(
          Rule.error(
              "S22-2001",
              "A window that closes before it opens",
              "Nothing could ever run in it.",
              WindowRules::backwards),
          Rule.error(
              "S22-2002",
              "A window longer than 24 hours",
              "Boxes and deadlines are times of day; beyond 24 hours they have two meanings.",
              WindowRules::tooLong),
          Rule.error(
              "S22-2003",
              "A fallback window that opens before the window it stands in for has closed",
              "By the time it is needed, it has already begun.",
              WindowRules::overlapping),
          Rule.error(
              "S22-2004",
              "A fallback window that is too short",
              "The last boxes would reach over its end.",
              WindowRules::shortFallback),
          Rule.error(
              "S22-2005",
              "A box that reaches outside the window",
              "Users were told that work ends when the window closes.",
              WindowRules::boxOutside),
          Rule.error(
              "S22-2006",
              "A blackout that ends before it begins",
              "It protects nothing, although it reads as if it did.",
              WindowRules::blackoutWhen));

  private WindowRules() {}

  /** The window and its fallbacks, in order; fallbacks of fallbacks are not looked at. */
  static List<Window> windows(Facts facts) {
    List<Window> all = new ArrayList<>();
    all.add(facts.plan().window());
    all.addAll(facts.plan().window().fallback());
    return all;
  }

  static boolean forward(Window window) {
    return window.closes().isAfter(window.opens());
  }

  /** Whether it has a length that times of day can be measured against. */
  static boolean isUsable(Window window) {
    return forward(window) && length(window).compareTo(Duration.ofHours(24)) <= 0;
  }

  static Duration length(Window window) {
    return Duration.between(window.opens(), window.closes());
  }

  private static void backwards(Facts facts, Rule.Out out) {
    for (Window window : windows(facts)) {
      if (!forward(window)) {
        out.add(
            window.at().of("closes"),
            "The window opens "
                + Say.date(window.opens())
                + " and closes "
                + Say.date(window.closes())
                + ": it has no length.",
            "Write a time after "
                + Say.date(window.opens())
                + " for closes, for example "
                + Say.date(window.opens().plusHours(4))
                + ".");
      }
    }
  }

  private static void tooLong(Facts facts, Rule.Out out) {
    for (Window window : windows(facts)) {
      if (length(window).compareTo(Duration.ofHours(24)) > 0) {
        out.add(
            window.at().of("closes"),
            "The window is open for " + Say.time(length(window)) + ", more than 24h.",
            "Close it by "
                + Say.date(window.opens().plusHours(24))
                + ", or make one plan for each night.");
      }
    }
  }

  private static void overlapping(Facts facts, Rule.Out out) {
    LocalDateTime closed = facts.plan().window().closes();
    for (Window window : facts.plan().window().fallback()) {
      if (window.opens().isBefore(closed)) {
        out.add(
            window.at().of("opens"),
            "The fallback window opens "
                + Say.date(window.opens())
                + ", before the window it stands in for closes at "
                + Say.date(closed)
                + ".",
            "Open it at " + Say.date(closed) + " or later.");
      }
      closed = window.closes().isAfter(closed) ? window.closes() : closed;
    }
  }

  private static void shortFallback(Facts facts, Rule.Out out) {
    double needed =
        facts.plan().stages().stream().mapToDouble(facts.times()::boxEnd).max().orElse(0);
    double first = length(facts.plan().window()).toSeconds();
    double least = needed > first ? first : needed;
    for (Window window : facts.plan().window().fallback()) {
      if (forward(window) && length(window).toSeconds() < least) {
        out.add(
            window.at().of("closes"),
            "The fallback window lasts "
                + Say.time(length(window))
                + ", but the boxes reach "
                + Say.time(least)
                + " past the opening.",
            "Close it at " + Say.date(window.opens().plusSeconds((long) least)) + " or later.");
      }
    }
  }

  private static void boxOutside(Facts facts, Rule.Out out) {
    Window window = facts.plan().window();
    if (!isUsable(window)) {
      return;
    }
    for (Stage stage : facts.plan().stages()) {
      if (facts.times().boxEnd(stage) > length(window).toSeconds()) {
        out.add(
            stage.at().of("box"),
            "The box of stage "
                + Say.name(stage.stage())
                + ", "
                + stage.box()
                + ", reaches outside the window, "
                + window.opens().toLocalTime()
                + "-"
                + window.closes().toLocalTime()
                + ".",
            "Move the box inside the window, or close the window later.");
      }
    }
  }

  private static void blackoutWhen(Facts facts, Rule.Out out) {
    facts.plan().blackouts().forEach((name, blackout) -> blackoutWhen(name, blackout, out));
  }

  private static void blackoutWhen(String name, Blackout blackout, Rule.Out out) {
    if (blackout.from() != null
        && blackout.to() != null
        && !blackout.to().isAfter(blackout.from())) {
      out.add(
          blackout.at().of("to"),
          "Blackout "
              + Say.name(name)
              + " ends at "
              + Say.date(blackout.to())
              + ", before it begins.",
          "Write a time after " + Say.date(blackout.from()) + " for to.");
    }
  }
}
