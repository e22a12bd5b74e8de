package io.s22.plan.check;

import io.s22.plan.Invocation;
import io.s22.plan.Parameter;
import io.s22.plan.Repeat;
import io.s22.plan.Stage;
import io.s22.plan.Step;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Rules about how a step can be undone, proven and repeated. */
final class StepRules {
  static final List<Rule> ALL =
      List.of(
          Rule.error(
              "S22-2401",
              "A step without a way back",
              "When it fails, nobody knows what to do, and nobody has said that nothing can be"
                  + " done.",
              StepRules::noWayBack),
          Rule.warning(
              "S22-2402",
              "A step that is called irreversible and has a rollback",
              "One of the two is not true.",
              StepRules::both),
          Rule.warning(
              "S22-2403",
              "Steps after an irreversible one that would roll the run back",
              "Everything would be undone but the one step that cannot be: a state nobody tested.",
              StepRules::afterIrreversible),
          Rule.error(
              "S22-2404",
              "A rollback that does the same as the step",
              "It would do the step again instead of undoing it.",
              StepRules::sameRollback),
          Rule.warning(
              "S22-2405",
              "A step that nobody verifies",
              "It counts as done when the driver says so, whether the service answers or not.",
              StepRules::noVerify),
          Rule.warning(
              "S22-2406",
              "A step that neither driver nor plan says how to repeat",
              "After a crash in the middle of it, the run stands still until a person looks.",
              StepRules::noRepeat),
          Rule.warning(
              "S22-2407",
              "A stage without steps",
              "Its box keeps others waiting for nothing.",
              StepRules::emptyStage),
          Rule.warning(
              "S22-2408",
              "A plan that may be left after none of its steps",
              "A pause or an abort would find no place to land before the end.",
              StepRules::nowhereToStop));

  private StepRules() {}

  private static void noWayBack(Facts facts, Rule.Out out) {
    for (Work work : facts.works().all()) {
      Step step = work.step();
      if (step.rollback() == null && step.irreversible() == null && facts.changes(work)) {
        out.add(
            work.at("step"),
            "Step "
                + Say.name(work.name())
                + " has no rollback and does not say why: when it fails, there is no way back.",
            "Write rollback: and what undoes it, or irreversible: and why it cannot or need not be"
                + " undone.");
      }
    }
  }

  private static void both(Facts facts, Rule.Out out) {
    for (Work work : facts.works().all()) {
      if (work.step().rollback() != null && work.step().irreversible() != null) {
        out.add(
            work.at("irreversible"),
            "Step " + Say.name(work.name()) + " has a rollback and is called irreversible.",
            "Keep the one that is true.");
      }
    }
  }

  private static void afterIrreversible(Facts facts, Rule.Out out) {
    List<Work> open = new ArrayList<>();
    facts.works().all().stream()
        .filter(work -> work.step().ifFails() == null && work.step().rollback() != null)
        .sorted(Comparator.comparingDouble(work -> begin(facts, work)))
        .forEach(open::add);
    for (Work work : facts.works().all()) {
      if (work.step().irreversible() != null && facts.changes(work) && !open.isEmpty()) {
        double end = facts.times().slot(work).end().p90();
        List<String> later =
            open.reversed().stream()
                .takeWhile(next -> begin(facts, next) >= end && !next.equals(work))
                .map(Work::name)
                .toList()
                .reversed();
        if (!later.isEmpty()) {
          out.add(
              work.at("irreversible"),
              "Step "
                  + Say.name(work.name())
                  + " cannot be undone, yet "
                  + Say.count(later.size(), "later step")
                  + ", "
                  + Say.names(later)
                  + ", would roll back the whole run when failing.",
              "Say if-fails in each of them (roll-back-step, roll-back-stage, ask, or"
                  + " roll-back-run if that is meant), or do it last.");
          return;
        }
      }
    }
  }

  private static double begin(Facts facts, Work work) {
    return facts.times().slot(work).begin().p90();
  }

  private static void sameRollback(Facts facts, Rule.Out out) {
    for (Work work : facts.works().all()) {
      Step step = work.step();
      Invocation back = step.rollback();
      if (back != null
          && (back.uses() == null || back.uses().equals(step.uses()))
          && plain(back.with()).equals(plain(step.with()))) {
        out.add(
            work.at("rollback"),
            "The rollback of step " + Say.name(work.name()) + " does the same as the step itself.",
            "Write what undoes it, with the values of before.");
      }
    }
  }

  /** The parameters without their places. */
  private static Map<String, String> plain(Map<String, Parameter> with) {
    Map<String, String> all = new TreeMap<>();
    with.forEach((key, value) -> all.put(key, plain(value)));
    return all;
  }

  private static String plain(@Nullable Parameter parameter) {
    return switch (parameter) {
      case null -> "";
      case Parameter.Scalar scalar -> "\"" + scalar.text() + "\"";
      case Parameter.Sequence list ->
          list.items().stream().map(StepRules::plain).toList().toString();
      case Parameter.Mapping map -> plain(map.entries()).toString();
    };
  }

  private static void noVerify(Facts facts, Rule.Out out) {
    for (Work work : facts.works().all()) {
      if (work.step().verify() == null && facts.changes(work)) {
        out.add(
            work.at("step"),
            "Nothing verifies step " + Say.name(work.name()) + ".",
            "Write verify: and a command that fails when the step did not work.");
      }
    }
  }

  private static void noRepeat(Facts facts, Rule.Out out) {
    for (Work work : facts.works().all()) {
      boolean unsaid = work.step().repeat() == null;
      if (unsaid
          && facts
              .action(work.step().uses())
              .filter(a -> a.repeat() == Repeat.MANUAL)
              .isPresent()) {
        out.add(
            work.at("uses"),
            "Step "
                + Say.name(work.name())
                + " does not say repeat, and "
                + Say.name(work.step().uses())
                + " cannot tell by itself whether it was done.",
            "Write repeat: idempotent if doing it twice does no harm, else repeat: manual.");
      }
    }
  }

  private static void emptyStage(Facts facts, Rule.Out out) {
    for (Stage stage : facts.plan().stages()) {
      if (stage.steps().isEmpty()) {
        out.add(
            stage.at().of("stage"),
            "Stage " + Say.name(stage.stage()) + " has no steps.",
            "Give it steps, or take it out.");
      }
    }
  }

  private static void nowhereToStop(Facts facts, Rule.Out out) {
    List<Work> changing = facts.works().all().stream().filter(facts::changes).toList();
    boolean none =
        facts.works().all().stream()
            .noneMatch(work -> Boolean.TRUE.equals(work.step().mayStopAfter()));
    if (changing.size() > 1 && none) {
      out.add(
          facts.plan().at().of("stages"),
          "None of the "
              + facts.works().all().size()
              + " steps says that the cluster may be left after it.",
          "Write may-stop-after: yes where a pause or an abort may land.");
    }
  }
}
