package io.s22.forecast.net;

import io.s22.forecast.draw.Law;
import io.s22.forecast.draw.Laws;
import io.s22.plan.Effect;
import io.s22.plan.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Compiles what steps do to services while they act, and until others act (semantics 19). */
final class EffectCompiler {
  private final Laws laws;
  private final Network net;
  private final Variables variables;
  private final Map<String, Integer> numbers;
  private final List<List<String>> hosts;
  private final List<Integer> service = new ArrayList<>();
  private final List<Integer> member = new ArrayList<>();
  private final List<Boolean> degrades = new ArrayList<>();
  private final List<@Nullable Law> lasts = new ArrayList<>();
  private final List<Integer> vars = new ArrayList<>();
  private final List<Integer> turns = new ArrayList<>();
  private final List<Boolean> opens = new ArrayList<>();

  /** Effects that another step ends, in the order in which the plan has them. */
  private final List<Closed> closed = new ArrayList<>();

  /** A service that {@code step} closes until another has acted. */
  private record Closed(Step step, String until, int service, boolean degrades) {}

  /**
   * @param numbers services by name
   * @param hosts of each service, in its order
   */
  EffectCompiler(
      Laws laws,
      Network net,
      Variables variables,
      Map<String, Integer> numbers,
      List<List<String>> hosts) {
    this.laws = laws;
    this.net = net;
    this.variables = variables;
    this.numbers = numbers;
    this.hosts = hosts;
  }

  void compile(List<Step> steps) {
    for (Step step : steps) {
      step.interrupts().forEach((name, effect) -> closes(step, name, effect, false));
      step.degrades().forEach((name, effect) -> closes(step, name, effect, true));
    }
    net.switchService = closed.stream().mapToInt(Closed::service).toArray();
    net.switchDegrades = new boolean[closed.size()];
    net.taskEffects = new int[net.tasks + 1];
    for (int task = 0; task < net.tasks; task++) {
      Step step = steps.get(net.taskStep[task]);
      int at = task;
      turns(step);
      step.interrupts().forEach((name, effect) -> effect(name, effect, at, false));
      step.degrades().forEach((name, effect) -> effect(name, effect, at, true));
      net.taskEffects[task + 1] = service.size();
    }
    net.effectService = ints(service);
    net.effectMember = ints(member);
    net.effectVar = ints(vars);
    net.effectLaw = lasts.toArray(new Law[0]);
    net.effectDegrades = new boolean[degrades.size()];
    net.effectOpens = new boolean[degrades.size()];
    net.effectSwitch = ints(turns);
    for (int e = 0; e < degrades.size(); e++) {
      net.effectDegrades[e] = degrades.get(e);
      net.effectOpens[e] = opens.get(e);
    }
    for (int s = 0; s < net.switchDegrades.length; s++) {
      net.switchDegrades[s] = closed.get(s).degrades();
    }
  }

  private void closes(Step step, String name, Effect effect, boolean isDegrading) {
    Integer of = numbers.get(name);
    if (of != null && effect.until() != null) {
      closed.add(new Closed(step, effect.until(), of, isDegrading));
    }
  }

  /** The switches a task of {@code step} turns, off or on again. */
  private void turns(Step step) {
    for (int s = 0; s < closed.size(); s++) {
      Closed one = closed.get(s);
      boolean isOpening = step.step().equals(one.until());
      if (isOpening || step == one.step()) {
        service.add(one.service());
        member.add(-1);
        degrades.add(one.degrades());
        lasts.add(null);
        vars.add(-1);
        turns.add(s);
        opens.add(isOpening);
      }
    }
  }

  private void effect(String name, Effect effect, int task, boolean isDegrading) {
    Integer of = numbers.get(name);
    if (of == null || effect.until() != null) {
      return;
    }
    Law law = effect.lasts() == null ? null : laws.of(effect.lasts());
    service.add(of);
    member.add(hosts.get(of).indexOf(net.taskHost[task]));
    degrades.add(isDegrading);
    lasts.add(law);
    vars.add(variables.add(net.taskStep[task], Variables.spread(law)));
    turns.add(-1);
    opens.add(false);
  }

  static int[] ints(List<Integer> list) {
    return list.stream().mapToInt(Integer::intValue).toArray();
  }
}
