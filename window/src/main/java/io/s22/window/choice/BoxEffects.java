package io.s22.window.choice;

import io.s22.plan.Batch;
import io.s22.plan.Distribution;
import io.s22.plan.Effect;
import io.s22.plan.Inventory;
import io.s22.plan.Means;
import io.s22.plan.Plan;
import io.s22.plan.Service;
import io.s22.plan.Stage;
import io.s22.plan.Step;
import io.s22.plan.Timetable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a plan does to its services when nothing is known but its boxes: a step's effect may come at
 * any minute of its stage's box, and is spread over it evenly. It is carried on to the services
 * that depend on the one named. A step that leaves enough hosts in does not take a service down.
 */
public final class BoxEffects {
  private final Plan plan;
  private final Timetable times;
  private final Inventory inventory;
  private final int minutes;
  private final Map<String, double[]> down = new HashMap<>();
  private final Map<String, boolean[]> touched = new HashMap<>();

  public BoxEffects(Plan plan) {
    this.plan = plan;
    this.times = new Timetable(plan, plan.window());
    this.inventory = new Inventory(plan.cluster());
    this.minutes = (int) Duration.between(times.opens(), times.closes()).toMinutes();
    plan.stages().forEach(this::add);
  }

  /** The window's length in minutes. */
  public int minutes() {
    return minutes;
  }

  /** Expected shares of downtime. */
  public Interruption interruption() {
    return new Interruption(Tongue.both("the plan's boxes", "计划的时间框"), down);
  }

  /** The minutes in which a service may be down or degraded; none where it is not hurt. */
  public Map<String, boolean[]> touched() {
    return Map.copyOf(touched);
  }

  private void add(Stage stage) {
    int from = (int) Duration.between(times.opens(), times.begins(stage)).toMinutes();
    int length = (int) stage.box().length().toMinutes();
    for (Step step : stage.steps()) {
      step.interrupts()
          .forEach((service, effect) -> interrupts(step, service, effect, from, length));
      step.degrades().forEach((service, effect) -> degrades(service, effect, from, length));
    }
  }

  private void interrupts(Step step, String service, Effect effect, int from, int length) {
    if (!takesDown(step, service)) {
      return;
    }
    double share = Math.min(1, seconds(step, effect, length) / (length * 60.0));
    Box own = new Box(from, length);
    Box ending = effect.until() == null ? own : boxOf(effect.until(), own);
    int all = Math.max(length, ending.from() + ending.length() - from);
    for (String hurt : neededBy(service, false)) {
      double[] lost = down.computeIfAbsent(hurt, name -> new double[minutes]);
      for (int i = Math.max(0, from); i < Math.min(minutes, from + all); i++) {
        double here = effect.until() == null ? share : own.begun(i) * (1 - ending.begun(i));
        lost[i] = 1 - (1 - lost[i]) * (1 - here);
      }
    }
    neededBy(service, true).forEach(hurt -> touch(hurt, from, all));
  }

  /** A stage's box, minutes from the opening. */
  private record Box(int from, int length) {
    /** How likely what may come at any minute of it has come in the middle of minute {@code i}. */
    double begun(int i) {
      return Math.clamp((i + 0.5 - from) / length, 0, 1);
    }
  }

  private Box boxOf(String step, Box otherwise) {
    return plan.stages().stream()
        .filter(stage -> stage.steps().stream().anyMatch(s -> s.step().equals(step)))
        .findFirst()
        .map(stage ->
            new Box(
                (int) Duration.between(times.opens(), times.begins(stage)).toMinutes(),
                (int) stage.box().length().toMinutes()))
        .orElse(otherwise);
  }

  private void degrades(String service, Effect effect, int from, int length) {
    Box own = new Box(from, length);
    Box ending = effect.until() == null ? own : boxOf(effect.until(), own);
    int all = Math.max(length, ending.from() + ending.length() - from);
    neededBy(service, true).forEach(hurt -> touch(hurt, from, all));
  }

  private void touch(String service, int from, int length) {
    boolean[] own = touched.computeIfAbsent(service, name -> new boolean[minutes]);
    for (int i = Math.max(0, from); i < Math.min(minutes, from + length); i++) {
      own[i] = true;
    }
  }

  /** How long the effect lasts in all: on each host, one batch after the other. */
  private double seconds(Step step, Effect effect, int boxMinutes) {
    Distribution lasts = effect.lasts() == null ? step.takes() : effect.lasts();
    if (lasts == null) {
      return boxMinutes * 60.0;
    }
    int hosts = Math.max(1, inventory.hosts(step.on()).size());
    int batch = (step.batch() == null ? new Batch.Count(1) : step.batch()).size(hosts);
    double once = Means.of(lasts).toMillis() / 1000.0;
    return once * Math.ceil((double) hosts / batch);
  }

  private boolean takesDown(Step step, String name) {
    Service service = plan.cluster().services().get(name);
    if (service == null || service.needs() == null) {
      return true;
    }
    List<String> own = inventory.hostsOf(service);
    List<String> worked = inventory.hosts(step.on());
    int shared = (int) worked.stream().filter(own::contains).count();
    int hosts = Math.max(1, worked.size());
    int batch = (step.batch() == null ? new Batch.Count(1) : step.batch()).size(hosts);
    int out = Math.min(shared, batch);
    return out == 0 || out > own.size() - service.needs().k() || service.failOver() != null;
  }

  /** The service and all that need it, or, where asked, that are degraded without it. */
  private Set<String> neededBy(String service, boolean degradedToo) {
    Set<String> all = new HashSet<>();
    List<String> open = new ArrayList<>(List.of(service));
    while (!open.isEmpty()) {
      String name = open.removeLast();
      if (all.add(name)) {
        plan.cluster()
            .services()
            .forEach((other, found) -> {
              boolean hurt =
                  found.dependsOn().contains(name)
                      || (degradedToo && found.degradesWithout().contains(name));
              if (hurt) {
                open.add(other);
              }
            });
      }
    }
    return all;
  }
}
