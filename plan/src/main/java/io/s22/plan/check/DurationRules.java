package io.s22.plan.check;

import io.s22.plan.Distribution;
import io.s22.plan.Invocation;
import io.s22.plan.Mark;
import io.s22.plan.Probability;
import io.s22.plan.Quantiles;
import io.s22.plan.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rules about how long things take and how likely they fail. */
final class DurationRules {
  static final List<Rule> ALL =
      List.of(
          Rule.warning(
              "S22-2501",
              "A step or rollback that does not say how long it takes",
              "It counts as nothing in boxes, the point of no return and the forecast.",
              DurationRules::noTakes),
          Rule.error(
              "S22-2502",
              "Something that always fails",
              "It could not succeed even once.",
              DurationRules::certain),
          Rule.error(
              "S22-2504",
              "A timeout shorter than what it usually takes",
              "More than half of all attempts would be stopped although nothing is wrong.",
              (facts, out) -> timeouts(facts, true, out)),
          Rule.error(
              "S22-2506",
              "A timeout of no time",
              "Every attempt would be stopped before it begins.",
              DurationRules::noTime),
          Rule.warning(
              "S22-2505",
              "A timeout shorter than what it sometimes takes",
              "More than one attempt in ten would be stopped although nothing is wrong.",
              (facts, out) -> timeouts(facts, false, out)));

  /** One part of a step that takes time. */
  private record Part(
      String said,
      @Nullable Distribution takes,
      @Nullable Duration timeout,
      @Nullable Probability fails,
      Mark takesAt,
      Mark timeoutAt,
      Mark failsAt) {}

  private DurationRules() {}

  private static List<Part> parts(Step step) {
    String name = "step " + Say.name(step.step());
    List<Part> parts = new ArrayList<>();
    parts.add(
        new Part(
            "S" + name.substring(1),
            step.takes(),
            step.timeout(),
            step.fails(),
            step.at().of("takes"),
            step.at().of("timeout"),
            step.at().of("fails")));
    add(parts, "The precheck of " + name, step.precheck());
    add(parts, "The verification of " + name, step.verify());
    add(parts, "The rollback of " + name, step.rollback());
    return parts;
  }

  private static void add(List<Part> parts, String said, @Nullable Invocation invocation) {
    if (invocation != null) {
      parts.add(
          new Part(
              said,
              invocation.takes(),
              invocation.timeout(),
              invocation.fails(),
              invocation.at().of("takes"),
              invocation.at().of("timeout"),
              invocation.at().of("fails")));
    }
  }

  private static void noTakes(Facts facts, Rule.Out out) {
    for (Work work : facts.works().all()) {
      Step step = work.step();
      if (step.takes() == null) {
        out.add(
            work.at("step"),
            "Step " + Say.name(work.name()) + " does not say how long it takes.",
            "Write takes: 5m, or better a span: takes: {likely: 5m, worst: 12m}.");
      }
      if (step.rollback() != null && step.rollback().takes() == null) {
        out.add(
            work.at("rollback"),
            "The rollback of step " + Say.name(work.name()) + " does not say how long it takes.",
            "Write rollback: {uses: ..., takes: {likely: 5m, worst: 12m}}.");
      }
    }
  }

  private static void certain(Facts facts, Rule.Out out) {
    for (Work work : facts.works().all()) {
      for (Part part : parts(work.step())) {
        if (part.fails() != null && part.fails().value() >= 1) {
          out.add(
              part.failsAt(),
              part.said() + " fails in " + Say.percent(part.fails().value()) + " of all attempts.",
              "Write how often it fails, for example fails: 2%.");
        }
      }
    }
  }

  private static void noTime(Facts facts, Rule.Out out) {
    for (Work work : facts.works().all()) {
      for (Part part : parts(work.step())) {
        if (part.timeout() != null && part.timeout().isZero()) {
          out.add(
              part.timeoutAt(),
              part.said() + " is stopped at once: its timeout is 0s.",
              "Write a timeout above what it takes, or leave it out.");
        }
      }
    }
  }

  private static void timeouts(Facts facts, boolean usually, Rule.Out out) {
    for (Work work : facts.works().all()) {
      for (Part part : parts(work.step())) {
        if (part.timeout() != null && !part.timeout().isZero() && part.takes() != null) {
          Duration half = Quantiles.of(part.takes(), 0.5);
          Duration most = Quantiles.of(part.takes(), 0.9);
          boolean belowHalf = part.timeout().compareTo(half) < 0;
          boolean below = usually ? belowHalf : !belowHalf && part.timeout().compareTo(most) < 0;
          if (below) {
            timeout(part, usually ? half : most, usually, most, out);
          }
        }
      }
    }
  }

  private static void timeout(
      Part part, Duration quantile, boolean usually, Duration most, Rule.Out out) {
    Duration timeout = part.timeout() == null ? Duration.ZERO : part.timeout();
    out.add(
        part.timeoutAt(),
        part.said()
            + " is stopped after "
            + Say.time(timeout)
            + ", but takes longer than "
            + Say.time(Spread.seconds(quantile))
            + (usually ? " half of the time." : " one time in ten."),
        "Write a timeout above " + Say.time(Spread.seconds(most)) + ", its P90.");
  }
}
