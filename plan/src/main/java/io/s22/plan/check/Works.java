package io.s22.plan.check;

import io.s22.plan.Plan;
import io.s22.plan.Stage;
import io.s22.plan.Step;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All steps and stages with what each waits for. Unknown names are passed over. */
final class Works {
  private final List<Work> all = new ArrayList<>();
  private final Map<String, Work> byKey = new LinkedHashMap<>();
  private final Map<String, List<Work>> byStage = new LinkedHashMap<>();
  private final Map<String, Stage> stages = new LinkedHashMap<>();
  private final Map<String, List<String>> stageNeeds = new LinkedHashMap<>();
  private final Map<String, List<String>> stepNeeds = new LinkedHashMap<>();
  private final Graph stageGraph;
  private final Graph stepGraph;

  Works(Plan plan) {
    @Nullable Stage before = null;
    for (Stage stage : plan.stages()) {
      if (stages.putIfAbsent(stage.stage(), stage) == null) {
        stageNeeds.put(stage.stage(), needs(stage.after(), before == null ? null : before.stage()));
        before = stage;
      }
      addSteps(stage);
    }
    stageGraph = new Graph(stageNeeds);
    stepGraph = new Graph(stepNeeds);
    stageGraph.cycles().forEach(cycle -> open(stageNeeds, cycle));
    stepGraph.cycles().forEach(cycle -> open(stepNeeds, cycle));
  }

  /** All steps in the order of the plan. */
  List<Work> all() {
    return Collections.unmodifiableList(all);
  }

  List<Work> of(Stage stage) {
    return byStage.getOrDefault(stage.stage(), List.of());
  }

  /** Stages by name; the first where two bear one name. */
  Map<String, Stage> stages() {
    return Collections.unmodifiableMap(stages);
  }

  /** Steps by key. */
  Map<String, Work> byKey() {
    return Collections.unmodifiableMap(byKey);
  }

  Graph stageGraph() {
    return stageGraph;
  }

  Graph stepGraph() {
    return stepGraph;
  }

  /** The stages {@code stage} waits for directly. */
  List<Stage> before(Stage stage) {
    return stageNeeds.getOrDefault(stage.stage(), List.of()).stream()
        .map(stages::get)
        .filter(Objects::nonNull)
        .toList();
  }

  /** The steps {@code work} waits for directly. */
  List<Work> before(Work work) {
    return stepNeeds.getOrDefault(work.key(), List.of()).stream()
        .map(byKey::get)
        .filter(Objects::nonNull)
        .toList();
  }

  /** Takes a circle apart, so that other rules say nothing that follows from it alone. */
  private static void open(Map<String, List<String>> needs, List<String> cycle) {
    Set<String> members = Set.copyOf(cycle);
    cycle.forEach(name ->
        needs.computeIfPresent(
            name, (ignored, list) -> list.stream().filter(n -> !members.contains(n)).toList()));
  }

  private void addSteps(Stage stage) {
    Map<String, String> keys = new HashMap<>();
    List<Work> works = byStage.computeIfAbsent(stage.stage(), ignored -> new ArrayList<>());
    @Nullable String before = null;
    for (Step step : stage.steps()) {
      int number = all.size();
      String key = byKey.containsKey(step.step()) ? step.step() + "#" + number : step.step();
      keys.putIfAbsent(step.step(), key);
      Work work = new Work(key, number, stage, step);
      all.add(work);
      byKey.put(key, work);
      works.add(work);
      stepNeeds.put(key, needs(step.after(), before));
      before = key;
    }
    Set<String> own = Set.copyOf(keys.values());
    for (Step step : stage.steps()) {
      String key = Objects.requireNonNull(keys.get(step.step()));
      stepNeeds.computeIfPresent(key, (ignored, names) -> inStage(names, keys, own));
    }
  }

  private static List<String> inStage(
      Collection<String> names, Map<String, String> keys, Set<String> own) {
    return names.stream().filter(n -> keys.containsKey(n) || own.contains(n)).toList();
  }

  private static List<String> needs(@Nullable List<String> after, @Nullable String before) {
    if (after != null) {
      return after;
    }
    return before == null ? List.of() : List.of(before);
  }
}
