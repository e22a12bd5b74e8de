package io.s22.plan.check;

import io.s22.plan.IfFails;
import io.s22.plan.Stage;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Rules about the way back: it must end before the window does. */
final class RollbackRules {
  static final List<Rule> ALL =
      List.of(
          Rule.error(
              "S22-2108",
              "A rollback of a stage or step that cannot fit in what is left of the window",
              "When it fails, undoing it goes on after users were promised that all is over.",
              RollbackRules::parts),
          Rule.error(
              "S22-2109",
              "A rollback of the run that cannot fit in what is left of the window",
              "From that step on there is no way back inside the window.",
              RollbackRules::run),
          Rule.error(
              "S22-2110",
              "A point of no return before the first step",
              "The run could not begin: undoing its first step already takes too long.",
              RollbackRules::first));

  private RollbackRules() {}

  private static double closes(Facts facts) {
    return WindowRules.length(facts.plan().window()).toSeconds();
  }

  private static IfFails ifFails(Work work) {
    return work.step().ifFails() == null ? IfFails.ROLL_BACK_RUN : work.step().ifFails();
  }

  private static boolean wholeRun(Work work) {
    return ifFails(work) == IfFails.ROLL_BACK_RUN || ifFails(work) == IfFails.ASK;
  }

  private static void parts(Facts facts, Rule.Out out) {
    for (Stage stage : facts.plan().stages()) {
      double all = stage.steps().stream().mapToDouble(facts.times()::reserve).sum();
      facts.works().of(stage).stream()
          .filter(work -> ifFails(work) == IfFails.ROLL_BACK_STAGE)
          .filter(work -> tooLate(facts, work, all))
          .findFirst()
          .ifPresent(
              work -> add(facts, work, "undoing stage " + Say.name(stage.stage()), all, out));
      for (Work work : facts.works().of(stage)) {
        double own = facts.times().reserve(work.step());
        if (ifFails(work) == IfFails.ROLL_BACK_STEP && tooLate(facts, work, own)) {
          add(facts, work, "undoing it", own, out);
        }
      }
    }
  }

  private static void run(Facts facts, Rule.Out out) {
    if (isFirst(facts)) {
      return;
    }
    double reserve = 0;
    int undone = 0;
    for (Work work : byBegin(facts)) {
      double own = facts.times().reserve(work.step());
      reserve += own;
      undone += own > 0 ? 1 : 0;
      if (wholeRun(work) && tooLate(facts, work, reserve)) {
        String what = undone == 1 ? "undoing it" : "undoing all " + undone + " steps begun by then";
        add(facts, work, what, reserve, out);
        return;
      }
    }
  }

  private static void first(Facts facts, Rule.Out out) {
    if (isFirst(facts)) {
      Work work = byBegin(facts).getFirst();
      double reserve = facts.times().reserve(work.step());
      out.add(
          work.at("rollback"),
          "Undoing "
              + Say.name(work.name())
              + ", the first step, takes "
              + Say.time(reserve)
              + "; when it begins, only "
              + Say.time(closes(facts) - facts.times().slot(work).begin().p90())
              + " of the window are left, so the point of no return comes before it.",
          "Open a longer window, work on fewer hosts, or find a faster way back.");
    }
  }

  private static boolean isFirst(Facts facts) {
    return WindowRules.isUsable(facts.plan().window())
        && byBegin(facts).stream()
            .findFirst()
            .filter(RollbackRules::wholeRun)
            .filter(work ->
                facts.times().reserve(work.step()) + facts.times().slot(work).begin().p90()
                    > closes(facts))
            .isPresent();
  }

  private static List<Work> byBegin(Facts facts) {
    return facts.works().all().stream()
        .sorted(Comparator.comparingDouble(work -> facts.times().slot(work).begin().p90()))
        .toList();
  }

  private static boolean tooLate(Facts facts, Work work, double reserve) {
    double end = facts.times().slot(work).end().p90();
    return reserve > 0
        && WindowRules.isUsable(facts.plan().window())
        && end + reserve > closes(facts) + 1e-6;
  }

  private static void add(Facts facts, Work work, String undoing, double reserve, Rule.Out out) {
    double end = facts.times().slot(work).end().p90();
    out.add(
        Optional.ofNullable(work.step().at().values().get("if-fails")).orElse(work.at("step")),
        "If step "
            + Say.name(work.name())
            + " fails at its P90 end, "
            + facts.times().clock(end)
            + ", "
            + undoing
            + " takes "
            + Say.time(reserve)
            + " and ends at "
            + facts.times().clock(end + reserve)
            + ", after the window closes at "
            + facts.plan().window().closes().toLocalTime()
            + ".",
        "Save "
            + Say.time(end + reserve - closes(facts))
            + ": begin earlier, close the window later, find a faster way back, or undo less with"
            + " if-fails.");
  }
}
