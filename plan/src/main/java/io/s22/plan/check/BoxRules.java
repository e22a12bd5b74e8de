package io.s22.plan.check;

import io.s22.plan.Retry;
import io.s22.plan.Stage;
import io.s22.plan.Step;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rules about what fits into a stage's time box. */
final class BoxRules {
  static final List<Rule> ALL =
      List.of(
          Rule.error(
              "S22-2101",
              "A box smaller than what its steps take",
              "The stage would overrun one night in ten or oftener, even if nothing fails.",
              BoxRules::tooSmall),
          Rule.error(
              "S22-2102",
              "A stage whose box begins before the box of a stage it waits for has ended",
              "Its box promises a beginning it cannot keep.",
              BoxRules::overlapping),
          Rule.error(
              "S22-2106",
              "Retries that outlast the box",
              "The step could still be trying when the next stage should have begun.",
              BoxRules::retries),
          Rule.warning(
              "S22-2107",
              "A timeout longer than the box",
              "The box is over before the timeout stops anything.",
              BoxRules::timeouts),
          Rule.error(
              "S22-2113",
              "More work for a crew than fits into the box",
              "Steps that need the same crew wait for one another, whatever their order.",
              BoxRules::crews));

  private BoxRules() {}

  private static void tooSmall(Facts facts, Rule.Out out) {
    for (Stage stage : facts.plan().stages()) {
      double end = facts.times().end(stage).p90();
      double over = end - facts.times().boxEnd(stage);
      if (over > 1e-6 && !stage.steps().isEmpty()) {
        out.add(
            stage.at().of("box"),
            "The box of stage "
                + Say.name(stage.stage())
                + ", "
                + stage.box()
                + ", lasts "
                + Say.time(stage.box().length())
                + ", but its steps take "
                + Say.time(end - facts.times().boxBegin(stage))
                + " at P90: "
                + Say.plain(longestPath(facts, stage))
                + ".",
            "End the box at "
                + facts.times().clock(end)
                + " or later, or take "
                + Say.time(over)
                + " of work out of it.");
      }
    }
  }

  /** The steps of the longest path, each with its own P90, in order. */
  private static List<String> longestPath(Facts facts, Stage stage) {
    List<String> path = new ArrayList<>();
    @Nullable Work last = null;
    for (Work work : facts.works().of(stage)) {
      last = last == null || end(facts, work) > end(facts, last) ? work : last;
    }
    for (@Nullable Work work = last; work != null; work = facts.times().slot(work).after()) {
      path.addFirst(work.name() + " " + Say.time(facts.times().length(work.step()).p90()));
    }
    double late = facts.times().begin(stage).p90() - facts.times().boxBegin(stage);
    if (late > 1e-6) {
      path.addFirst("waiting to begin " + Say.time(late));
    }
    return path;
  }

  private static double end(Facts facts, Work work) {
    return facts.times().slot(work).end().p90();
  }

  private static void overlapping(Facts facts, Rule.Out out) {
    for (Stage stage : facts.plan().stages()) {
      for (Stage before : facts.works().before(stage)) {
        if (facts.times().boxBegin(stage) < facts.times().boxEnd(before)) {
          out.add(
              stage.at().of("box"),
              "Stage "
                  + Say.name(stage.stage())
                  + " waits for stage "
                  + Say.name(before.stage())
                  + ", whose box, "
                  + before.box()
                  + ", ends after its own, "
                  + stage.box()
                  + ", begins.",
              "Begin its box at "
                  + before.box().to()
                  + " or later, or let both run side by side with after: nothing.");
        }
      }
    }
  }

  private static void retries(Facts facts, Rule.Out out) {
    for (Work work : facts.works().all()) {
      Retry retry = work.step().retry();
      if (retry != null && retry.attempts() > 1) {
        double all = allAttempts(facts, work.step(), retry);
        double box = work.stage().box().length().toSeconds();
        if (all > box) {
          out.add(
              work.at("retry"),
              "Step "
                  + Say.name(work.name())
                  + " may try "
                  + retry.attempts()
                  + " times, which takes "
                  + Say.time(all)
                  + " on one host; the box of stage "
                  + Say.name(work.stage().stage())
                  + " lasts "
                  + Say.time(box)
                  + ".",
              "Try less often, wait less between attempts, or set a shorter timeout.");
        }
      }
    }
  }

  /** All attempts on one host to their timeouts (or their P90), and the waits between them. */
  private static double allAttempts(Facts facts, Step step, Retry retry) {
    double act =
        step.timeout() == null ? facts.times().act(step).p90() : Spread.seconds(step.timeout());
    double all = act * retry.attempts();
    for (int n = 1; n < Math.min(retry.attempts(), 1_000); n++) {
      all += Spread.seconds(retry.waitAfter(n));
    }
    return all;
  }

  private static void timeouts(Facts facts, Rule.Out out) {
    for (Work work : facts.works().all()) {
      if (work.step().timeout() != null
          && work.step().timeout().compareTo(work.stage().box().length()) > 0) {
        out.add(
            work.at("timeout"),
            "The timeout of step "
                + Say.name(work.name())
                + ", "
                + Say.time(work.step().timeout())
                + ", is longer than the box of stage "
                + Say.name(work.stage().stage())
                + ", "
                + Say.time(work.stage().box().length())
                + ".",
            "Write what one attempt may take at the most, less than "
                + Say.time(work.stage().box().length())
                + ".");
      }
    }
  }

  private static void crews(Facts facts, Rule.Out out) {
    for (Stage stage : facts.plan().stages()) {
      Map<String, Spread> work = new LinkedHashMap<>();
      for (Step step : stage.steps()) {
        if (step.crew() != null) {
          work.merge(step.crew(), facts.times().length(step), Spread::plus);
        }
      }
      work.forEach((crew, spread) -> crew(facts, stage, crew, spread, out));
    }
  }

  private static void crew(Facts facts, Stage stage, String crew, Spread work, Rule.Out out) {
    int places = facts.plan().crews().getOrDefault(crew, 0);
    double box = stage.box().length().toSeconds();
    boolean alone = facts.times().end(stage).p90() > facts.times().boxEnd(stage);
    if (places > 0 && work.p90() / places > box && !alone) {
      out.add(
          stage.at().of("box"),
          "The steps of stage "
              + Say.name(stage.stage())
              + " keep crew "
              + Say.name(crew)
              + " ("
              + Say.count(places, "place")
              + ") busy for "
              + Say.time(work.p90() / places)
              + " at P90; the box lasts "
              + Say.time(box)
              + ".",
          "Make the box at least "
              + Say.time(work.p90() / places)
              + " long, or give the crew more places.");
    }
  }
}
