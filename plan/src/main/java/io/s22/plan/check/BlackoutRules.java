package io.s22.plan.check;

import io.s22.plan.Blackout;
import io.s22.plan.Stage;
import io.s22.plan.Window;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The rule about times in which services must not be touched. */
final class BlackoutRules {
  static final List<Rule> ALL =
      List.of(
          Rule.error(
              "S22-2111",
              "A stage that may touch a service during a blackout that protects it",
              "What was promised not to be disturbed is disturbed.",
              BlackoutRules::overlaps));

  private record Hit(String stage, String blackout) {}

  private BlackoutRules() {}

  private static void overlaps(Facts facts, Rule.Out out) {
    Set<Hit> said = new LinkedHashSet<>();
    for (Window window : WindowRules.windows(facts)) {
      for (Map.Entry<String, Blackout> entry : facts.plan().blackouts().entrySet()) {
        for (Blackouts.Dated dated : Blackouts.during(entry.getValue(), window)) {
          for (Stage stage : facts.plan().stages()) {
            Hit hit = new Hit(stage.stage(), entry.getKey());
            if (!said.contains(hit) && look(facts, window, entry, dated, stage, out)) {
              said.add(hit);
            }
          }
        }
      }
    }
  }

  private static boolean look(
      Facts facts,
      Window window,
      Map.Entry<String, Blackout> entry,
      Blackouts.Dated dated,
      Stage stage,
      Rule.Out out) {
    ZoneId zone = facts.plan().zone();
    double begin = dated.begin(window, zone);
    double end = dated.end(window, zone);
    if (facts.times().boxBegin(stage) >= end || latest(facts, stage) <= begin) {
      return false;
    }
    Set<String> steps = new LinkedHashSet<>();
    Set<String> harmed = new LinkedHashSet<>();
    for (Work work : facts.works().of(stage)) {
      if (facts.times().slot(work).begin().low() < end && until(facts, work) > begin) {
        for (Harms.Harm harm : facts.harmsOf(work).values()) {
          if (protects(entry.getValue(), harm.service())) {
            steps.add(work.name());
            harmed.add(harm.said());
          }
        }
      }
    }
    if (steps.isEmpty()) {
      return false;
    }
    out.add(
        stage.at().of("box"),
        said(entry, dated, stage, steps, harmed, window),
        mend(facts, stage, begin, dated));
    return true;
  }

  private static double latest(Facts facts, Stage stage) {
    return Math.max(facts.times().boxEnd(stage), facts.times().end(stage).p90());
  }

  /** The latest instant at which a step may be running: its deadline, or the end of the box. */
  private static double until(Facts facts, Work work) {
    LocalTime due = work.step().doneBy();
    double expected = facts.times().slot(work).end().p90();
    double allowed = due == null ? facts.times().boxEnd(work.stage()) : facts.times().offset(due);
    return Math.max(expected, allowed);
  }

  private static boolean protects(Blackout blackout, String service) {
    return blackout.protects().isEmpty() || blackout.protects().contains(service);
  }

  private static String said(
      Map.Entry<String, Blackout> entry,
      Blackouts.Dated dated,
      Stage stage,
      Set<String> steps,
      Set<String> harmed,
      Window window) {
    return "Stage "
        + Say.name(stage.stage())
        + " overlaps blackout "
        + Say.name(entry.getKey())
        + ", "
        + Say.date(dated.from())
        + " to "
        + Say.date(dated.to())
        + ", in the window of "
        + Say.date(window.opens())
        + ": there "
        + Say.names(steps)
        + " may interrupt or degrade "
        + Say.plain(harmed)
        + ".";
  }

  private static String mend(Facts facts, Stage stage, double begin, Blackouts.Dated dated) {
    double boxBegin = facts.times().boxBegin(stage);
    if (begin <= boxBegin) {
      return "Begin the box at "
          + dated.to().toLocalTime()
          + " or later, or move these steps to a stage outside the blackout.";
    }
    return "Give these steps done-by: \""
        + dated.from().toLocalTime()
        + "\", end the box then, or move them to a stage that begins at "
        + dated.to().toLocalTime()
        + " or later.";
  }
}
