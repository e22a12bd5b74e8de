package io.s22.run.engine;

import io.s22.journal.Effect;
import io.s22.journal.Event;
import io.s22.journal.Phase;
import io.s22.plan.Durations;
import io.s22.plan.Gate;
import io.s22.plan.Parameter;
import io.s22.plan.Step;
import io.s22.plan.Variables;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What people are asked where the plan wants an approval: before a stage or step, or as a step. */
final class Approvals {
  /** The driver whose steps are carried out by a person's yes. */
  static final String DRIVER = "approval";

  static final List<String> CHOICES = List.of("go", "no-go");

  private Approvals() {}

  static boolean simulated(List<String> drivers) {
    return drivers.contains("*") || drivers.contains(DRIVER);
  }

  /** Whether people carry {@code phase} of {@code step} out. */
  static boolean isStep(RunFold run, StepUnit step, Phase phase) {
    return run.asksPeople && phase == Phase.ACT && step.step.uses().equals(DRIVER);
  }

  static Event.Asked gate(RunFold run, GateRow row, Instant now) {
    Gate gate = row.gate();
    String role = gate.approval() == null ? "" : gate.approval();
    String name = gate.gate() == null ? "" : " (" + gate.gate() + ")";
    Duration within = gate.within();
    String otherwise = gate.otherwise() == Gate.Answer.GO ? "go" : "no-go";
    return new Event.Asked(
        run.people.id(row.question()),
        role,
        "May " + row.subject + " begin?" + name,
        CHOICES,
        within == null ? null : Instant.ofEpochMilli(row.firstAsk).plus(within),
        within == null ? null : otherwise);
  }

  /** Parameters: {@code role}, and where wanted {@code text}, {@code within}, {@code otherwise}. */
  static Event.Asked step(RunFold run, HostState host, Effect effect, Instant now) {
    Step step = host.step.unit.step;
    Variables variables = run.variables;
    Map<String, Parameter> with = step.with();
    String role = text(variables, with.get("role"), "");
    String text = text(variables, with.get("text"), "May the run go on after " + step.step() + "?");
    String within = text(variables, with.get("within"), "");
    Instant deadline = deadline(step, within, now);
    return new Event.Asked(
        run.people.id("approval:" + effect),
        role,
        text,
        CHOICES,
        deadline,
        deadline == null ? null : text(variables, with.get("otherwise"), "no-go"));
  }

  private static @Nullable Instant deadline(Step step, String within, Instant now) {
    if (!within.isEmpty()) {
      return now.plus(Durations.parse(within));
    }
    Duration timeout = step.timeout();
    return timeout == null ? null : now.plus(timeout);
  }

  private static String text(Variables variables, @Nullable Parameter value, String otherwise) {
    return value == null ? otherwise : String.valueOf(variables.replace(value));
  }
}
