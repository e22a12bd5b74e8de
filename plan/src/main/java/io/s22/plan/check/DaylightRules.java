package io.s22.plan.check;

import io.s22.plan.At;
import io.s22.plan.Blackout;
import io.s22.plan.Mark;
import io.s22.plan.Stage;
import io.s22.plan.Step;
import io.s22.plan.TimeRange;
import io.s22.plan.Window;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Rules about nights in which the clocks are changed. */
final class DaylightRules {
  static final List<Rule> ALL =
      List.of(
          Rule.error(
              "S22-2011",
              "A window or blackout edge at a time that does not exist",
              "The clocks are put forward over it: everybody reads another moment into it.",
              (facts, out) -> edges(facts, true, out)),
          Rule.warning(
              "S22-2012",
              "A window or blackout edge at a time that happens twice",
              "The clocks are put back over it: it could mean two moments an hour apart.",
              (facts, out) -> edges(facts, false, out)),
          Rule.warning(
              "S22-2013",
              "A window in which the clocks are changed",
              "It is an hour longer or shorter than it looks, and so are boxes and deadlines.",
              DaylightRules::spans),
          Rule.error(
              "S22-2014",
              "A box or deadline at a time that does not exist, or happens twice, that night",
              "Nobody can say when the stage begins or the step is late.",
              DaylightRules::boxes));

  private record Edge(String whose, Mark at, LocalDateTime time) {}

  private DaylightRules() {}

  private static void edges(Facts facts, boolean gaps, Rule.Out out) {
    for (Edge edge : Set.copyOf(fixedEdges(facts))) {
      ZoneOffsetTransition change = change(facts.plan().zone(), edge.time());
      if (change != null && change.isGap() == gaps) {
        out.add(edge.at(), said(facts.plan().zone(), edge, change), instead(change));
      }
    }
  }

  private static List<Edge> fixedEdges(Facts facts) {
    List<Edge> edges = new ArrayList<>();
    for (Window window : WindowRules.windows(facts)) {
      edges.add(new Edge("The window opens", window.at().of("opens"), window.opens()));
      edges.add(new Edge("The window closes", window.at().of("closes"), window.closes()));
    }
    facts.plan().blackouts().forEach((name, blackout) -> addBlackout(facts, name, blackout, edges));
    return edges;
  }

  private static void addBlackout(Facts facts, String name, Blackout blackout, List<Edge> edges) {
    String whose = "Blackout " + Say.name(name);
    add(edges, whose + " begins", blackout.at(), "from", blackout.from());
    add(edges, whose + " ends", blackout.at(), "to", blackout.to());
    if (blackout.from() != null) {
      return;
    }
    for (Window window : WindowRules.windows(facts)) {
      for (Blackouts.Dated dated : Blackouts.during(blackout, window)) {
        String key = blackout.daily() != null ? "daily" : "weekly";
        add(edges, whose + " begins", blackout.at(), key, dated.from());
        add(edges, whose + " ends", blackout.at(), key, dated.to());
      }
    }
  }

  private static void add(
      List<Edge> edges, String whose, At at, String key, @Nullable LocalDateTime time) {
    if (time != null) {
      edges.add(new Edge(whose, at.of(key), time));
    }
  }

  private static void spans(Facts facts, Rule.Out out) {
    ZoneId zone = facts.plan().zone();
    for (Window window : WindowRules.windows(facts)) {
      Duration real = Duration.between(window.opensIn(zone), window.closesIn(zone));
      if (WindowRules.forward(window) && !real.equals(WindowRules.length(window))) {
        out.add(
            window.at().of("opens"),
            "The clocks in "
                + zone
                + " are changed while the window is open: "
                + Say.date(window.opens())
                + " to "
                + Say.date(window.closes())
                + " is "
                + Say.time(real)
                + ", not "
                + Say.time(WindowRules.length(window))
                + ".",
            "Take another night, or write the plan in zone UTC.");
      }
    }
  }

  private static void boxes(Facts facts, Rule.Out out) {
    Window window = facts.plan().window();
    for (Stage stage : facts.plan().stages()) {
      TimeRange box = stage.box();
      String whose = "The box of stage " + Say.name(stage.stage());
      Mark at = stage.at().of("box");
      look(facts, new Edge(whose + " begins", at, on(window, box.from())), out);
      look(facts, new Edge(whose + " ends", at, on(window, box.to())), out);
      for (Step step : stage.steps()) {
        if (step.doneBy() != null) {
          String due = "Step " + Say.name(step.step()) + " is due";
          look(facts, new Edge(due, step.at().of("done-by"), on(window, step.doneBy())), out);
        }
      }
    }
  }

  private static void look(Facts facts, Edge edge, Rule.Out out) {
    Window window = facts.plan().window();
    boolean own = !edge.time().equals(window.opens()) && !edge.time().equals(window.closes());
    ZoneOffsetTransition change = own ? change(facts.plan().zone(), edge.time()) : null;
    if (change != null) {
      out.add(edge.at(), said(facts.plan().zone(), edge, change), instead(change));
    }
  }

  private static LocalDateTime on(Window window, LocalTime time) {
    LocalDateTime that = window.opens().toLocalDate().atTime(time);
    return that.isBefore(window.opens()) ? that.plusDays(1) : that;
  }

  /** The change a time falls into; the very moment the clocks go forward is a good time. */
  private static @Nullable ZoneOffsetTransition change(ZoneId zone, LocalDateTime time) {
    ZoneOffsetTransition change = zone.getRules().getTransition(time);
    boolean atTheChange =
        change != null && change.isGap() && change.getDateTimeBefore().equals(time);
    return atTheChange ? null : change;
  }

  private static String said(ZoneId zone, Edge edge, ZoneOffsetTransition change) {
    return edge.whose()
        + " at "
        + Say.date(edge.time())
        + ", which "
        + (change.isGap() ? "does not exist in " : "happens twice in ")
        + zone
        + ": the clocks go from "
        + change.getDateTimeBefore().toLocalTime()
        + (change.isGap() ? " forward to " : " back to ")
        + change.getDateTimeAfter().toLocalTime()
        + ".";
  }

  private static String instead(ZoneOffsetTransition change) {
    LocalDateTime first = change.isGap() ? change.getDateTimeBefore() : change.getDateTimeAfter();
    LocalDateTime last = change.isGap() ? change.getDateTimeAfter() : change.getDateTimeBefore();
    return "Write a time before "
        + first.toLocalTime()
        + " or from "
        + last.toLocalTime()
        + " on, or write the plan in zone UTC.";
  }
}
