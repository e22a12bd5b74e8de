package io.s22.run.engine;

import io.s22.plan.Invocation;
import io.s22.plan.Needs;
import io.s22.plan.Plan;
import io.s22.plan.Quantiles;
import io.s22.plan.Repeat;
import io.s22.plan.S22Exception;
import io.s22.plan.Service;
import io.s22.plan.Stage;
import io.s22.plan.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A plan made ready to be run: names resolved to hosts, order to predecessors, boxes to offsets. */
public final class CompiledPlan {
  private static final double RESERVED = 0.9;

  private final Plan plan;
  private final HostNames hostNames;
  private final List<StageUnit> stages = new ArrayList<>();
  private final List<StepUnit> steps = new ArrayList<>();
  private final Map<String, StageUnit> stageByName = new HashMap<>();
  private final Map<String, StepUnit> stepByName = new LinkedHashMap<>();
  private final List<ServiceUnit> services = new ArrayList<>();

  private CompiledPlan(Plan plan) {
    this.plan = plan;
    this.hostNames = new HostNames(plan.cluster());
  }

  /**
   * Compiles {@code plan}, which the checks have passed.
   *
   * @param repeats what may be done when it is not known whether an action ({@code driver.action})
   *     was done, where the step does not say
   * @throws S22Exception S22-4001 for a name that stands for nothing, S22-4002 for a circle
   */
  public static CompiledPlan of(Plan plan, Function<String, Repeat> repeats) {
    CompiledPlan compiled = new CompiledPlan(plan);
    compiled.addServices();
    compiled.addStages(repeats);
    compiled.order();
    Circles.refuse(compiled);
    return compiled;
  }

  public Plan plan() {
    return plan;
  }

  List<StageUnit> stages() {
    return stages;
  }

  List<StepUnit> steps() {
    return steps;
  }

  List<ServiceUnit> services() {
    return services;
  }

  @Nullable StageUnit stage(String name) {
    return stageByName.get(name);
  }

  @Nullable StepUnit step(String name) {
    return stepByName.get(name);
  }

  /** The step whose gates are recorded under {@code subject}. */
  @Nullable StepUnit subject(String subject) {
    int slash = subject.indexOf('/');
    return stepByName.get(slash < 0 ? subject : subject.substring(slash + 1));
  }

  private void addServices() {
    for (Map.Entry<String, Service> each : plan.cluster().services().entrySet()) {
      Needs needs = each.getValue().needs();
      if (needs != null) {
        Set<String> hosts = new HashSet<>(hostNames.of(each.getValue().on()));
        services.add(new ServiceUnit(services.size(), each.getKey(), hosts, needs.k()));
      }
    }
  }

  private void addStages(Function<String, Repeat> repeats) {
    for (Stage stage : plan.stages()) {
      StageUnit unit = new StageUnit(stages.size(), stage, offset(stage));
      stages.add(unit);
      stageByName.put(unit.name(), unit);
    }
    for (StageUnit unit : stages) {
      for (Step step : unit.stage.steps()) {
        add(step, unit, repeats);
      }
    }
  }

  /** Boxes are times of day of the first window, going over midnight where needed. */
  private long offset(Stage stage) {
    Duration plain = Duration.between(plan.window().opens().toLocalTime(), stage.box().from());
    return (plain.isNegative() ? plain.plusDays(1) : plain).toMillis();
  }

  private void add(Step step, StageUnit stage, Function<String, Repeat> repeats) {
    Repeat repeat = step.repeat() == null ? repeats.apply(step.uses()) : step.repeat();
    Invocation rollback = step.rollback();
    String undoUses = rollback == null || rollback.uses() == null ? step.uses() : rollback.uses();
    List<String> hosts = step.on().isEmpty() ? List.of("") : hostNames.of(step.on());
    StepUnit.Resolved resolved =
        new StepUnit.Resolved(
            hosts,
            stageByName.containsKey(step.step()) ? stage.name() + "/" + step.step() : step.step(),
            repeat,
            undoUses.equals(step.uses()) ? repeat : repeats.apply(undoUses),
            rollback == null || rollback.takes() == null
                ? 0
                : Quantiles.of(rollback.takes(), RESERVED).toMillis());
    StepUnit unit = new StepUnit(steps.size(), step, stage, resolved);
    hosts.forEach(host -> unit.floors.add(floors(step, host)));
    steps.add(unit);
    stage.steps.add(unit);
    if (stepByName.put(step.step(), unit) != null) {
      throw unknown("step " + step.step(), "is there twice");
    }
  }

  private List<ServiceUnit> floors(Step step, String host) {
    return services.stream()
        .filter(s -> step.interrupts().containsKey(s.name()) && s.hosts().contains(host))
        .toList();
  }

  private void order() {
    for (StageUnit stage : stages) {
      for (StageUnit before : predecessors(stage)) {
        stage.after.add(before);
        before.before.add(stage);
      }
      for (int i = 0; i < stage.steps.size(); i++) {
        for (StepUnit before : predecessors(stage, i)) {
          stage.steps.get(i).after.add(before);
          before.before.add(stage.steps.get(i));
        }
      }
    }
  }

  private List<StageUnit> predecessors(StageUnit stage) {
    List<String> after = stage.stage.after();
    if (after == null) {
      return stage.index == 0 ? List.of() : List.of(stages.get(stage.index - 1));
    }
    return after.stream().distinct().map(name -> known(stageByName.get(name), name)).toList();
  }

  private List<StepUnit> predecessors(StageUnit stage, int place) {
    List<String> after = stage.steps.get(place).step.after();
    if (after == null) {
      return place == 0 ? List.of() : List.of(stage.steps.get(place - 1));
    }
    return after.stream().distinct().map(name -> sibling(stage, name)).toList();
  }

  private StepUnit sibling(StageUnit stage, String name) {
    StepUnit found = known(stepByName.get(name), name);
    if (found.stage != stage) {
      throw unknown(name, "is not a step of stage " + stage.name());
    }
    return found;
  }

  private static <T> T known(@Nullable T found, String name) {
    if (found == null) {
      throw unknown(name, "is waited for but stands nowhere in the plan");
    }
    return found;
  }

  private static S22Exception unknown(String name, String what) {
    return new S22Exception(
        "S22-4001", name + " " + what, "run s22 check on the plan and mend what it finds");
  }
}
