package io.s22.plan.check;

import io.s22.plan.Stage;
import io.s22.plan.Step;
import java.time.LocalTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** Rules about {@code done-by}. */
final class DeadlineRules {
  static final List<Rule> ALL =
      List.of(
          Rule.error(
              "S22-2103",
              "A deadline that cannot be met",
              "The step is late one night in ten or oftener, even if nothing fails.",
              DeadlineRules::unreachable),
          Rule.error(
              "S22-2104",
              "A deadline after the beginning of what waits for the step",
              "What should come afterwards begins while the step is still allowed to run.",
              DeadlineRules::afterNext),
          Rule.error(
              "S22-2105",
              "A deadline that leaves too little time for the steps that wait",
              "A step that just meets its deadline makes the stage overrun its box.",
              DeadlineRules::noTimeLeft),
          Rule.error(
              "S22-2114",
              "A change that does not wait for the backup",
              "The backup would hold the state after the change, or one in the middle of it.",
              DeadlineRules::backups));

  private static final String BACKUP = "backup";

  private DeadlineRules() {}

  private static void unreachable(Facts facts, Rule.Out out) {
    for (Work work : facts.works().all()) {
      LocalTime due = work.step().doneBy();
      double end = facts.times().slot(work).end().p90();
      if (due != null && end > facts.times().offset(due) + 1e-6) {
        double begin = facts.times().slot(work).begin().p90();
        out.add(
            work.at("done-by"),
            "Step "
                + Say.name(work.name())
                + " is due by "
                + due
                + ", but at P90 it begins at "
                + facts.times().clock(begin)
                + " and takes until "
                + facts.times().clock(end)
                + ".",
            "Write done-by: \""
                + facts.times().clock(end)
                + "\" or later, begin earlier, or make it shorter.");
      }
    }
  }

  private static void afterNext(Facts facts, Rule.Out out) {
    Map<String, Stage> waiting = waiting(facts);
    for (Work work : facts.works().all()) {
      LocalTime due = work.step().doneBy();
      if (due != null) {
        tooLate(facts, waiting, work, due)
            .ifPresent(next -> out.add(work.at("done-by"), late(work, due, next), sooner(next)));
      }
    }
  }

  /** For each stage the first, by its box, of those that wait for it. */
  private static Map<String, Stage> waiting(Facts facts) {
    Map<String, Stage> waiting = new HashMap<>();
    for (Stage stage : facts.plan().stages()) {
      for (Stage before : facts.works().before(stage)) {
        waiting.merge(
            before.stage(),
            stage,
            (a, b) -> facts.times().boxBegin(a) <= facts.times().boxBegin(b) ? a : b);
      }
    }
    return waiting;
  }

  /** The stage that waits for a step and begins before its deadline. */
  private static Optional<Stage> tooLate(
      Facts facts, Map<String, Stage> waiting, Work work, LocalTime due) {
    return Optional.ofNullable(waiting.get(work.stage().stage()))
        .filter(next -> facts.times().boxBegin(next) < facts.times().offset(due));
  }

  private static String late(Work work, LocalTime due, Stage next) {
    return "Step "
        + Say.name(work.name())
        + " is due by "
        + due
        + ", but stage "
        + Say.name(next.stage())
        + ", which waits for it, begins at "
        + next.box().from()
        + ".";
  }

  private static String sooner(Stage next) {
    return "Write done-by: \"" + next.box().from() + "\" or earlier, or begin the stage later.";
  }

  private static void noTimeLeft(Facts facts, Rule.Out out) {
    Map<String, Spread> tails = tails(facts);
    Map<String, Stage> waiting = waiting(facts);
    for (Work work : facts.works().all()) {
      LocalTime due = work.step().doneBy();
      Spread tail = tails.getOrDefault(work.key(), Spread.ZERO);
      if (due != null && tooLate(facts, waiting, work, due).isEmpty()) {
        double end = facts.times().offset(due) + tail.p90();
        double over = end - facts.times().boxEnd(work.stage());
        if (over > 1e-6) {
          out.add(
              work.at("done-by"),
              noTimeLeft(facts, work, due, tail),
              "Write done-by: \""
                  + facts.times().clockBefore(facts.times().offset(due) - over)
                  + "\" or earlier, or end the box later.");
        }
      }
    }
  }

  private static String noTimeLeft(Facts facts, Work work, LocalTime due, Spread tail) {
    String box =
        "the box of stage "
            + Say.name(work.stage().stage())
            + " ends at "
            + work.stage().box().to();
    return "Step "
        + Say.name(work.name())
        + " is due by "
        + due
        + (tail.p90() > 0
            ? ", and the steps that wait for it take " + Say.time(tail.p90()) + " more at P90, but "
            : ", but ")
        + box
        + ".";
  }

  /** For each step the longest way from its end to the end of the last step that waits for it. */
  private static Map<String, Spread> tails(Facts facts) {
    Map<String, Spread> tails = new HashMap<>();
    for (String key : facts.works().stepGraph().order().reversed()) {
      Work work = Objects.requireNonNull(facts.works().byKey().get(key));
      Spread own = tails.getOrDefault(key, Spread.ZERO).plus(facts.times().length(work.step()));
      for (Work before : facts.works().before(work)) {
        tails.merge(before.key(), own, (a, b) -> a.p90() >= b.p90() ? a : b);
      }
    }
    return tails;
  }

  private static void backups(Facts facts, Rule.Out out) {
    Map<String, List<Work>> changes =
        facts.works().all().stream()
            .filter(work -> !isBackup(work.step()) && facts.changes(work))
            .collect(Collectors.groupingBy(work -> Uses.of(work.step().uses()).driver()));
    for (Work backup : facts.works().all()) {
      if (isBackup(backup.step())) {
        List<Work> early =
            changes.getOrDefault(Uses.of(backup.step().uses()).driver(), List.of()).stream()
                .filter(change -> beginsTooEarly(facts, backup, change))
                .toList();
        if (!early.isEmpty()) {
          tooEarly(facts, backup, early, out);
        }
      }
    }
  }

  private static boolean isBackup(Step step) {
    return Uses.of(step.uses()).action().contains(BACKUP);
  }

  private static boolean beginsTooEarly(Facts facts, Work backup, Work change) {
    return facts.times().slot(change).begin().p90() < facts.times().slot(backup).end().p90() - 1e-6;
  }

  private static void tooEarly(Facts facts, Work backup, List<Work> early, Rule.Out out) {
    LocalTime due = backup.step().doneBy();
    double first =
        early.stream().mapToDouble(work -> facts.times().slot(work).begin().p90()).min().orElse(0);
    Work change = early.getFirst();
    boolean together = backup.stage().stage().equals(change.stage().stage());
    String waiting =
        together ? "step " + Say.name(change.name()) : "stage " + Say.name(change.stage().stage());
    out.add(
        backup.at(due == null ? "step" : "done-by"),
        "Step "
            + Say.name(backup.name())
            + (due == null ? " is a backup, but " : " is due by " + due + ", but ")
            + Say.names(early.stream().map(Work::name).toList())
            + " change what it backs up from "
            + facts.times().clock(first)
            + " on and do not wait for it.",
        "Let "
            + waiting
            + " wait for it: after: "
            + (together ? backup.name() : backup.stage().stage())
            + ", and put the deadline before that.");
  }
}
