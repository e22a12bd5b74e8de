package io.s22.plan.check;

import io.s22.plan.Gate;
import io.s22.plan.Stage;
import io.s22.plan.TurningBack;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Rules about questions and the people who answer them. */
final class GateRules {
  static final List<Rule> ALL =
      List.of(
          Rule.error(
              "S22-2601",
              "An approval without a deadline",
              "If nobody answers, the run waits until the window is over.",
              GateRules::noDeadline),
          Rule.error(
              "S22-2602",
              "A role that nobody holds",
              "Nobody would be asked, and the default would be taken.",
              GateRules::nobody),
          Rule.error(
              "S22-2603",
              "A metric that cannot be read",
              "The gate could never say go.",
              GateRules::metrics),
          Rule.warning(
              "S22-2604",
              "A gate that does not say what happens when the answer is not known",
              "When the question cannot be asked, the run pauses and waits for a person.",
              GateRules::notKnown),
          Rule.error(
              "S22-2605",
              "A decision at the point of no return without a deadline",
              "It would be asked at the last instant, with no time to answer.",
              GateRules::turningBack),
          Rule.error(
              "S22-2112",
              "A gate that may wait longer than the box",
              "The box is over before the answer is in.",
              GateRules::longWaits));

  private static final Pattern METRIC =
      Pattern.compile(
          ".{1,1000}?\\s*(<=|>=|==|!=|<|>)\\s*[-+]?\\d{1,18}(\\.\\d{1,18})?(e[-+]?\\d+)?");

  private GateRules() {}

  private static void noDeadline(Facts facts, Rule.Out out) {
    for (Gate gate : Gates.all(facts)) {
      if (gate.approval() != null && gate.within() == null) {
        out.add(
            gate.at().of("approval"),
            Gates.said(gate) + " has no deadline.",
            "Write within: 10m, and otherwise: no-go (or go) for the time after it.");
      }
    }
  }

  private static void nobody(Facts facts, Rule.Out out) {
    facts
        .plan()
        .people()
        .forEach((role, people) -> {
          if (people.isEmpty()) {
            out.add(
                Say.member(facts.plan().at(), "people", role),
                "Nobody holds the role " + Say.name(role) + ".",
                "Write who does: " + role + ": [name].");
          }
        });
  }

  private static void metrics(Facts facts, Rule.Out out) {
    for (Gate gate : Gates.all(facts)) {
      if (gate.metric() != null && !METRIC.matcher(gate.metric().strip()).matches()) {
        out.add(
            gate.at().of("metric"),
            Gates.said(gate) + " compares nothing.",
            "Write a metric, one of < <= > >= == !=, and a number: replication_lag_seconds < 1.");
      }
    }
  }

  private static void notKnown(Facts facts, Rule.Out out) {
    for (Gate gate : Gates.all(facts)) {
      if (gate.approval() == null && gate.ifUnknown() == null) {
        out.add(
            gate.at().start(),
            Gates.said(gate) + " does not say what happens when the answer is not known.",
            "Write if-unknown: {wait: 2m, then: no-go}.");
      }
    }
  }

  private static void turningBack(Facts facts, Rule.Out out) {
    TurningBack turning = facts.plan().turningBack();
    if (turning != null && turning.asks() != null && turning.within() == null) {
      out.add(
          turning.at().of("asks"),
          "turning-back asks " + Say.name(turning.asks()) + ", but gives no time to answer.",
          "Write within: 5m, and otherwise: roll-back.");
    }
  }

  private static void longWaits(Facts facts, Rule.Out out) {
    for (Stage stage : facts.plan().stages()) {
      List<Gate> gates = new ArrayList<>(stage.gates());
      stage.steps().forEach(step -> gates.addAll(step.gates()));
      for (Gate gate : gates) {
        boolean asks = gate.within() != null;
        Duration waits = asks ? gate.within() : unknownFor(gate);
        if (waits != null && waits.compareTo(stage.box().length()) > 0) {
          out.add(
              asks ? gate.at().of("within") : gate.at().of("if-unknown"),
              Gates.said(gate)
                  + " may wait "
                  + Say.time(waits)
                  + ", longer than the box of stage "
                  + Say.name(stage.stage())
                  + ", "
                  + Say.time(stage.box().length())
                  + ".",
              "Wait less long, so that the steps still fit in afterwards.");
        }
      }
    }
  }

  private static @Nullable Duration unknownFor(Gate gate) {
    return gate.ifUnknown() == null ? null : gate.ifUnknown().waits();
  }
}
