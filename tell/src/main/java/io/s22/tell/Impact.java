package io.s22.tell;

import io.s22.plan.Effect;
import io.s22.plan.Inventory;
import io.s22.plan.Means;
import io.s22.plan.Plan;
import io.s22.plan.Service;
import io.s22.plan.Stage;
import io.s22.plan.Step;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * When each service was away or slow because of a run, by docs/semantics.md, 19 to 21: hosts a step
 * acts on are out for what it interrupts, a service is away while fewer hosts are in than it needs,
 * and services follow those they depend on. An effect that is shorter than its step lasts its mean;
 * one until another step lasts until that has acted.
 *
 * @param away by service
 * @param slow by service
 */
record Impact(Map<String, Intervals> away, Map<String, Intervals> slow) {
  Impact {
    away = Map.copyOf(away);
    slow = Map.copyOf(slow);
  }

  static Impact of(RunStory story, Instant now) {
    return new Reckoning(story, now).result();
  }

  Intervals away(String service) {
    return away.getOrDefault(service, Intervals.NONE);
  }

  Intervals slow(String service) {
    return slow.getOrDefault(service, Intervals.NONE);
  }

  private static final class Reckoning {
    private final Plan plan;
    private final RunStory story;
    private final Instant now;
    private final Inventory inventory;
    private final Map<String, Intervals> away = new HashMap<>();
    private final Map<String, Intervals> slow = new HashMap<>();

    Reckoning(RunStory story, Instant now) {
      this.plan = story.plan();
      this.story = story;
      this.now = now;
      this.inventory = new Inventory(plan.cluster());
    }

    Impact result() {
      plan.cluster()
          .services()
          .forEach((name, service) -> {
            away.put(name, ownAway(name, service));
            slow.put(
                name, Intervals.of(effects(name, Step::degrades).stream().map(Out::when).toList()));
          });
      Map<String, Intervals> allAway = new HashMap<>();
      plan.cluster()
          .services()
          .keySet()
          .forEach(name -> allAway.put(name, away(name, new HashSet<>())));
      Map<String, Intervals> allSlow = new HashMap<>();
      plan.cluster()
          .services()
          .keySet()
          .forEach(name -> allSlow.put(name, slow(name, allAway, new HashSet<>())));
      return new Impact(allAway, allSlow);
    }

    private record Out(String host, Interval when) {}

    private interface Kind {
      Map<String, Effect> of(Step step);
    }

    private Intervals ownAway(String name, Service service) {
      List<String> hosts = inventory.hostsOf(service);
      List<Interval> whole = new ArrayList<>();
      List<Interval> single = new ArrayList<>();
      for (Out out : effects(name, Step::interrupts)) {
        (hosts.contains(out.host()) && service.needs() != null ? single : whole).add(out.when());
      }
      int spare = service.needs() == null ? 0 : hosts.size() - service.needs().k();
      return Intervals.of(whole).and(Intervals.covered(single, spare + 1));
    }

    private List<Out> effects(String service, Kind kind) {
      List<Out> found = new ArrayList<>();
      for (Stage stage : plan.stages()) {
        for (Step step : stage.steps()) {
          Effect effect = kind.of(step).get(service);
          if (effect != null && effect.until() != null) {
            closed(step, effect.until()).forEach(when -> found.add(new Out("", when)));
          } else if (effect != null) {
            story
                .step(step)
                .acts()
                .forEach(act -> found.add(new Out(act.host(), when(act, effect))));
          }
        }
      }
      return found;
    }

    /** From when a step closed a service until another, or the way back, has opened it again. */
    private List<Interval> closed(Step step, String until) {
      TreeMap<Instant, Boolean> turned = new TreeMap<>();
      turn(step, false, turned);
      plan.stages().stream()
          .flatMap(stage -> stage.steps().stream())
          .filter(other -> other.step().equals(until))
          .forEach(other -> turn(other, true, turned));
      turned.put(now.plusMillis(1), false);
      List<Interval> closed = new ArrayList<>();
      @Nullable Instant since = null;
      for (Map.Entry<Instant, Boolean> turn : turned.entrySet()) {
        if (turn.getValue()) {
          since = since == null ? turn.getKey() : since;
        } else if (since != null) {
          closed.add(new Interval(since, turn.getKey()));
          since = null;
        }
      }
      return closed;
    }

    /** Notes when a step closed (true) and opened; at one instant what opens holds. */
    private void turn(Step step, boolean opens, Map<Instant, Boolean> turned) {
      for (StepStory.Act act : story.step(step).acts()) {
        if (opens == act.back()) {
          turned.putIfAbsent(act.from(), true);
        } else if (act.came() && act.to() != null) {
          turned.put(act.to(), false);
        }
      }
    }

    private Interval when(StepStory.Act act, Effect effect) {
      Instant to = act.to();
      Instant end = to == null ? now.plusMillis(1) : to;
      if (effect.lasts() == null) {
        return new Interval(act.from(), end);
      }
      Instant expected = act.from().plus(Means.of(effect.lasts()));
      Instant limit = to == null ? end : expected;
      return new Interval(act.from(), expected.isBefore(limit) ? expected : limit);
    }

    private Intervals away(String name, Set<String> seen) {
      Service service = plan.cluster().services().get(name);
      if (service == null || !seen.add(name)) {
        return Intervals.NONE;
      }
      Intervals all = away.getOrDefault(name, Intervals.NONE);
      for (String needed : service.dependsOn()) {
        all = all.and(away(needed, seen));
      }
      return all;
    }

    private Intervals slow(String name, Map<String, Intervals> allAway, Set<String> seen) {
      Service service = plan.cluster().services().get(name);
      if (service == null || !seen.add(name)) {
        return Intervals.NONE;
      }
      Intervals all = slow.getOrDefault(name, Intervals.NONE);
      for (String needed : service.dependsOn()) {
        all = all.and(slow(needed, allAway, seen));
      }
      for (String wanted : service.degradesWithout()) {
        all =
            all.and(allAway.getOrDefault(wanted, Intervals.NONE)).and(slow(wanted, allAway, seen));
      }
      return all;
    }
  }

  /** The stages that interrupt or degrade each service, or one it depends on. */
  static Map<String, List<Stage>> touching(Plan plan) {
    Map<String, List<Stage>> found = new HashMap<>();
    for (String service : plan.cluster().services().keySet()) {
      found.put(
          service,
          plan.stages().stream()
              .filter(
                  stage -> stage.steps().stream().anyMatch(step -> touches(plan, step, service)))
              .toList());
    }
    return found;
  }

  /** Whether {@code step} interrupts or degrades {@code service}, or one it depends on. */
  static boolean touches(Plan plan, Step step, String service) {
    return !effects(plan, step, service).isEmpty();
  }

  /** The stages in which what {@code stage} closes of {@code service} is opened again. */
  static List<Stage> ending(Plan plan, Stage stage, String service) {
    Set<String> until = new HashSet<>();
    for (Step step : stage.steps()) {
      for (Effect effect : effects(plan, step, service)) {
        Optional.ofNullable(effect.until()).ifPresent(until::add);
      }
    }
    return plan.stages().stream()
        .filter(last -> last.steps().stream().anyMatch(step -> until.contains(step.step())))
        .toList();
  }

  /** What {@code step} does to {@code service} and to those it depends on. */
  private static List<Effect> effects(Plan plan, Step step, String service) {
    List<Effect> found = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    Deque<String> open = new ArrayDeque<>(List.of(service));
    while (!open.isEmpty()) {
      String name = open.pop();
      @Nullable Service known = plan.cluster().services().get(name);
      if (known != null && seen.add(name)) {
        Optional.ofNullable(step.interrupts().get(name)).ifPresent(found::add);
        Optional.ofNullable(step.degrades().get(name)).ifPresent(found::add);
        open.addAll(known.dependsOn());
        open.addAll(known.degradesWithout());
      }
    }
    return found;
  }
}
