package io.s22.plan.check;

import io.s22.plan.Blackout;
import io.s22.plan.Stage;
import io.s22.plan.Step;
import io.s22.plan.Window;
import java.time.LocalTime;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The rule about times in which services must not be touched. */
final class BlackoutRules {
  static final List<Rule> ALL =
      List.of(
          Rule.error(
              "S22-2111",
              "A stage that may touch a service during a blackout that protects it",
              "What was promised not to be disturbed is disturbed.",
              BlackoutRules::overlaps));

  /** A stage in one of the windows, beside one time a blackout is. */
  private record Meeting(
      Window window, String name, Blackout blackout, Blackouts.Dated dated, Stage stage) {}

  /** The steps and services that meet in it. */
  private record Touch(Set<String> steps, Set<String> services) {}

  private BlackoutRules() {}

  private static void overlaps(Facts facts, Rule.Out out) {
    for (Window window : WindowRules.windows(facts)) {
      facts
          .plan()
          .blackouts()
          .forEach((name, blackout) -> overlaps(facts, window, name, blackout, out));
    }
  }

  private static void overlaps(
      Facts facts, Window window, String name, Blackout blackout, Rule.Out out) {
    Set<String> said = new HashSet<>();
    for (Blackouts.Dated dated : Blackouts.during(blackout, window)) {
      for (Stage stage : facts.plan().stages()) {
        Meeting meeting = new Meeting(window, name, blackout, dated, stage);
        Touch touch = touch(facts, meeting);
        if (!touch.steps().isEmpty() && said.add(stage.stage())) {
          out.add(stage.at().of("box"), said(meeting, touch), mend(facts, meeting));
        }
      }
    }
  }

  private static Touch touch(Facts facts, Meeting meeting) {
    Touch touch = new Touch(new LinkedHashSet<>(), new LinkedHashSet<>());
    double begin = meeting.dated().begin(meeting.window(), facts.plan().zone());
    double end = meeting.dated().end(meeting.window(), facts.plan().zone());
    for (Work work : facts.works().of(meeting.stage())) {
      if (facts.times().slot(work).begin().low() < end) {
        for (Harms.Harm harm : facts.harmsOf(work).values()) {
          if (protects(meeting.blackout(), harm.service()) && latest(facts, work, harm) > begin) {
            touch.steps().add(work.name());
            touch.services().add(harm.said());
          }
        }
      }
    }
    return touch;
  }

  /** The latest instant at which a step may harm a service: until it, or another, has acted. */
  private static double latest(Facts facts, Work work, Harms.Harm harm) {
    Work ending = facts.works().byKey().get(until(work.step(), harm.root()));
    return Math.max(latest(facts, work), ending == null ? 0 : latest(facts, ending));
  }

  /** The step that ends what a step does to a service; the step itself where none does. */
  private static String until(Step step, String service) {
    return Stream.of(step.interrupts(), step.degrades())
        .map(effects -> effects.get(service))
        .flatMap(effect -> effect == null ? Stream.empty() : Stream.ofNullable(effect.until()))
        .findFirst()
        .orElse(step.step());
  }

  /** The latest instant at which a step may be running: its deadline, or the end of the box. */
  private static double latest(Facts facts, Work work) {
    LocalTime due = work.step().doneBy();
    double expected = facts.times().slot(work).end().p90();
    double allowed = due == null ? facts.times().boxEnd(work.stage()) : facts.times().offset(due);
    return Math.max(expected, allowed);
  }

  private static boolean protects(Blackout blackout, String service) {
    return blackout.protects().isEmpty() || blackout.protects().contains(service);
  }

  private static String said(Meeting meeting, Touch touch) {
    return "Stage "
        + Say.name(meeting.stage().stage())
        + " overlaps blackout "
        + Say.name(meeting.name())
        + ", "
        + Say.date(meeting.dated().from())
        + " to "
        + Say.date(meeting.dated().to())
        + ", in the window of "
        + Say.date(meeting.window().opens())
        + ": there "
        + Say.names(touch.steps())
        + " may interrupt or degrade "
        + Say.plain(touch.services())
        + ".";
  }

  private static String mend(Facts facts, Meeting meeting) {
    LocalTime from = meeting.dated().from().toLocalTime();
    LocalTime to = meeting.dated().to().toLocalTime();
    if (!meeting.window().equals(facts.plan().window())) {
      return "Open this fallback window at another time: boxes keep their distance from its"
          + " opening.";
    }
    double begin = meeting.dated().begin(meeting.window(), facts.plan().zone());
    return begin <= facts.times().boxBegin(meeting.stage())
        ? "Begin the box at " + to + " or later, or move these steps outside the blackout."
        : "Give these steps done-by: \""
            + from
            + "\", end the box then, or move them to a stage that begins at "
            + to
            + " or later.";
  }
}
