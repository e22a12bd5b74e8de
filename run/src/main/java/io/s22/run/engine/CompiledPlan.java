package io.s22.run.engine;

import io.s22.plan.Gate;
import io.s22.plan.Inventory;
import io.s22.plan.Invocation;
import io.s22.plan.Needs;
import io.s22.plan.Plan;
import io.s22.plan.Quantiles;
import io.s22.plan.Repeat;
import io.s22.plan.S22Exception;
import io.s22.plan.Service;
import io.s22.plan.Stage;
import io.s22.plan.Step;
import io.s22.plan.Timetable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A plan made ready to be run: names resolved to hosts, order to predecessors, boxes to offsets.
 */
public final class CompiledPlan {
  private static final double RESERVED = 0.9;

  private final Plan plan;
  private final Inventory inventory;
  private final List<StageUnit> stages = new ArrayList<>();
  private final List<StepUnit> steps = new ArrayList<>();
  private final Map<String, StageUnit> stageByName = new HashMap<>();
  private final Map<String, StepUnit> stepByName = new LinkedHashMap<>();
  private final List<ServiceUnit> services = new ArrayList<>();

  private List<StageUnit> inOrder = List.of();

  private CompiledPlan(Plan plan) {
    this.plan = plan;
    this.inventory = new Inventory(plan.cluster());
  }

  /**
   * Compiles {@code plan}, which the checks have passed.
   *
   * @param actions what is known of the drivers
   * @throws S22Exception S22-4001 for a name that stands for nothing, S22-4002 for a circle
   */
  public static CompiledPlan of(Plan plan, Actions actions) {
    CompiledPlan compiled = new CompiledPlan(plan);
    compiled.addServices();
    compiled.addStages(actions);
    compiled.order();
    compiled.inOrder = Circles.order(compiled);
    return compiled;
  }

  public Plan plan() {
    return plan;
  }

  List<StageUnit> stages() {
    return stages;
  }

  /** The step named {@code name}; null when there is none. */
  public @Nullable Step stepNamed(String name) {
    StepUnit unit = stepByName.get(name);
    return unit == null ? null : unit.step;
  }

  /** The gate at {@code place} before the stage or step recorded as {@code subject}. */
  public @Nullable Gate gate(String subject, int place) {
    StageUnit stage = stageByName.get(subject);
    StepUnit step = subject(subject);
    List<Gate> gates =
        stage != null ? stage.stage.gates() : step != null ? step.step.gates() : List.of();
    return place < gates.size() ? gates.get(place) : null;
  }

  /** The stages, each behind those it waits for. */
  List<StageUnit> inOrder() {
    return inOrder;
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
        Set<String> hosts = new HashSet<>(inventory.hostsOf(each.getValue()));
        services.add(new ServiceUnit(services.size(), each.getKey(), hosts, needs.k()));
      }
    }
  }

  private void addStages(Actions actions) {
    for (Stage stage : plan.stages()) {
      StageUnit unit = new StageUnit(stages.size(), stage, offset(stage));
      stages.add(unit);
      stageByName.put(unit.name(), unit);
    }
    for (StageUnit unit : stages) {
      for (Step step : unit.stage.steps()) {
        add(step, unit, actions);
      }
    }
  }

  private long offset(Stage stage) {
    return new Timetable(plan, plan.window()).offset(stage.box().from()).toMillis();
  }

  private List<String> hosts(Step step) {
    Set<String> unknown = new LinkedHashSet<>();
    List<String> hosts = inventory.hosts(step.on(), unknown);
    if (!unknown.isEmpty()) {
      throw unknown(String.join(", ", unknown), "is neither host nor group nor service");
    }
    return step.on().isEmpty() ? List.of("") : hosts;
  }

  private void add(Step step, StageUnit stage, Actions actions) {
    Repeat repeat = step.repeat() == null ? actions.repeat(step.uses()) : step.repeat();
    Invocation rollback = step.rollback();
    String undoUses = rollback == null || rollback.uses() == null ? step.uses() : rollback.uses();
    List<String> hosts = hosts(step);
    StepUnit.Resolved resolved =
        new StepUnit.Resolved(
            hosts,
            stageByName.containsKey(step.step()) ? stage.name() + "/" + step.step() : step.step(),
            repeat,
            undoUses.equals(step.uses()) ? repeat : actions.repeat(undoUses),
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
