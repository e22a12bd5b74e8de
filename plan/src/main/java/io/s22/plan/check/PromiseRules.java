package io.s22.plan.check;

import io.s22.plan.Distribution;
import io.s22.plan.Effect;
import io.s22.plan.Mark;
import io.s22.plan.Promise;
import io.s22.plan.Service;
import io.s22.plan.Step;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rules about promises that the plan's own figures break. */
final class PromiseRules {
  static final List<Rule> ALL =
      List.of(
          Rule.error(
              "S22-2804",
              "An interruption longer than the longest that was promised",
              "The promise is broken although everything goes as the plan itself expects.",
              PromiseRules::longest),
          Rule.error(
              "S22-2805",
              "An expected availability below the promised one",
              "The promise is broken although everything goes as the plan itself expects.",
              PromiseRules::availability));

  /** What one step does to one service: one interruption, and how often. */
  private record Outage(Spread one, int times) {}

  private PromiseRules() {}

  private static void longest(Facts facts, Rule.Out out) {
    for (Work work : facts.works().all()) {
      for (Harms.Harm harm : facts.harmsOf(work).values()) {
        Promise promise = promise(facts, harm.service());
        if (harm.kind() == Harms.Kind.DOWN
            && promise != null
            && promise.longestInterruption() != null) {
          double one = outage(facts, work, harm.root()).one().p90();
          if (one > Spread.seconds(promise.longestInterruption()) + 1e-6) {
            out.add(
                interrupts(work, harm),
                "Step "
                    + Say.name(work.name())
                    + " interrupts service "
                    + harm.said()
                    + " for "
                    + Say.time(one)
                    + " at P90; its users were promised at most "
                    + Say.time(promise.longestInterruption())
                    + ".",
                "Shorten the interruption, keep enough hosts up meanwhile, or promise longest-interruption: "
                    + Say.time(one)
                    + ".");
          }
        }
      }
    }
  }

  private static void availability(Facts facts, Rule.Out out) {
    Map<String, Double> down = new LinkedHashMap<>();
    Map<String, String> most = new LinkedHashMap<>();
    Map<String, Double> mostTime = new LinkedHashMap<>();
    for (Work work : facts.works().all()) {
      for (Harms.Harm harm : facts.harmsOf(work).values()) {
        if (harm.kind() == Harms.Kind.DOWN) {
          Outage outage = outage(facts, work, harm.root());
          double time = outage.one().mean() * outage.times();
          down.merge(harm.service(), time, Double::sum);
          if (time >= mostTime.getOrDefault(harm.service(), 0.0)) {
            mostTime.put(harm.service(), time);
            most.put(harm.service(), work.name());
          }
        }
      }
    }
    double window = WindowRules.length(facts.plan().window()).toSeconds();
    down.forEach(
        (name, time) -> below(facts, name, time, window, most.getOrDefault(name, ""), out));
  }

  private static void below(
      Facts facts, String name, double down, double window, String most, Rule.Out out) {
    Promise promise = promise(facts, name);
    if (promise == null || promise.availability() == null || window <= 0) {
      return;
    }
    double allowed = (1 - promise.availability().value()) * window;
    if (down > allowed + 1e-6) {
      out.add(
          promise.at().of("availability"),
          "Service "
              + Say.name(name)
              + " promises "
              + Say.percent(promise.availability().value())
              + " of the window, which allows "
              + Say.time(allowed)
              + " of interruption; the plan expects "
              + Say.time(down)
              + ", most of it from step "
              + Say.name(most)
              + ".",
          "Promise "
              + Say.percent(Math.max(0, Math.floor((1 - down / window) * 1000) / 1000))
              + ", or shorten what interrupts it.");
    }
  }

  private static @Nullable Promise promise(Facts facts, String name) {
    Service service = facts.plan().cluster().services().get(name);
    return service == null ? null : service.promise();
  }

  private static Mark interrupts(Work work, Harms.Harm harm) {
    return Say.member(work.step().at(), "interrupts", harm.root());
  }

  /** How a step takes a service down that it names: the fail-over alone where enough remain. */
  private static Outage outage(Facts facts, Work work, String name) {
    Service service = facts.plan().cluster().services().get(name);
    Step step = work.step();
    Effect effect = step.interrupts().get(name);
    if (effect != null && effect.until() != null) {
      return new Outage(facts.untilActed(work, effect), 1);
    }
    int out = facts.harms().outAtOnce(work, name);
    int shared = facts.places().shared(step, name);
    int spare = service == null ? 0 : spare(facts, service);
    if (service != null && service.failOver() != null && out > 0 && out <= spare) {
      return new Outage(facts.times().longest(service.failOver().takes(), 1, null), shared);
    }
    int hosts = Math.max(1, facts.places().hosts(step).size());
    int batch = step.batch() == null ? 1 : step.batch().size(hosts);
    int touched = shared == 0 ? hosts : shared;
    return new Outage(effect(facts, step, name), (touched + batch - 1) / batch);
  }

  private static int spare(Facts facts, Service service) {
    return service.needs() == null ? 0 : facts.places().hosts(service).size() - service.needs().k();
  }

  private static Spread effect(Facts facts, Step step, String name) {
    Effect effect = step.interrupts().get(name);
    Distribution lasts = effect == null ? null : effect.lasts();
    return lasts == null ? facts.times().act(step) : facts.times().longest(lasts, 1, null);
  }
}
