package io.s22.forecast.net;

import io.s22.forecast.draw.Law;
import io.s22.forecast.draw.Laws;
import io.s22.plan.Effect;
import io.s22.plan.Host;
import io.s22.plan.Inventory;
import io.s22.plan.Plan;
import io.s22.plan.Reliability;
import io.s22.plan.Service;
import io.s22.plan.Step;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Compiles services, effects on them, floors and random faults (semantics 19 to 23). */
final class ServiceCompiler {
  private final Plan plan;
  private final Laws laws;
  private final Beliefs beliefs;
  private final Network net;
  private final Variables variables;
  private final List<String> names;
  private final Map<String, Integer> numbers;
  private final List<List<String>> hosts = new ArrayList<>();
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

  ServiceCompiler(
      Plan plan,
      Inventory inventory,
      Laws laws,
      Beliefs beliefs,
      Network net,
      Variables variables) {
    this.plan = plan;
    this.laws = laws;
    this.beliefs = beliefs;
    this.net = net;
    this.variables = variables;
    this.names = List.copyOf(plan.cluster().services().keySet());
    this.numbers = Links.numbers(names);
    plan.cluster().services().values().forEach(s -> hosts.add(inventory.hostsOf(s)));
  }

  void compile(List<Step> steps) {
    effects(steps);
    floors(steps);
    graph();
  }

  private void effects(List<Step> steps) {
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

  private void floors(List<Step> steps) {
    net.floorSpare = new int[names.size()];
    List<List<Integer>> rows = new ArrayList<>();
    int[] memberFrom = new int[names.size() + 1];
    for (int s = 0; s < names.size(); s++) {
      net.floorSpare[s] = most(s);
      memberFrom[s + 1] = memberFrom[s] + hosts.get(s).size();
    }
    net.members = memberFrom[names.size()];
    for (int task = 0; task < net.tasks; task++) {
      String host = net.taskHost[task];
      rows.add(
          steps.get(net.taskStep[task]).interrupts().keySet().stream()
              .map(name -> numbers.getOrDefault(name, -1))
              .filter(s -> s >= 0 && net.floorSpare[s] >= 0 && hosts.get(s).contains(host))
              .flatMap(s -> Stream.of(s, memberFrom[s] + hosts.get(s).indexOf(host)))
              .toList());
    }
    net.taskFloors = Rows.of(rows);
  }

  /** How many hosts may be out before the service is down; -1 where any effect takes it down. */
  private int most(int s) {
    Service of = serviceOf(s);
    int n = hosts.get(s).size();
    return of.needs() == null || n == 0 ? -1 : n - of.needs().k();
  }

  private Service serviceOf(int s) {
    return java.util.Objects.requireNonNull(plan.cluster().services().get(names.get(s)));
  }

  private void graph() {
    List<List<Integer>> needs = new ArrayList<>();
    List<List<Integer>> poorer = new ArrayList<>();
    Law[] failOver = new Law[names.size()];
    int[] most = new int[names.size()];
    for (int s = 0; s < names.size(); s++) {
      Service of = serviceOf(s);
      needs.add(known(of.dependsOn()));
      poorer.add(known(of.degradesWithout()));
      failOver[s] = of.failOver() == null ? null : laws.of(of.failOver().takes());
      most[s] = most(s);
    }
    Rows needed = Rows.of(needs);
    List<List<Integer>> poorWith = new ArrayList<>();
    List<List<Integer>> lost = new ArrayList<>();
    for (int s = 0; s < names.size(); s++) {
      List<Integer> reached = reached(s, needs, poorer);
      poorWith.add(reached);
      lost.add(reached.stream().flatMap(r -> poorer.get(r).stream()).distinct().toList());
    }
    Rows poor = Rows.of(lost);
    int[] order = Links.order(needed, needed.turned(), "services");
    Faults faults = new Faults();
    net.services =
        new ServiceGraph(
            names.toArray(String[]::new),
            watched(Rows.of(poorWith), faults.members),
            order,
            hosts.stream().mapToInt(List::size).toArray(),
            most,
            needed,
            Rows.of(poorWith),
            poor,
            failOver,
            Rows.of(faults.members),
            faults.every.stream().mapToDouble(Double::doubleValue).toArray(),
            faults.mend.toArray(new Law[0]),
            ints(faults.crew),
            plan.crews().values().stream().mapToInt(Integer::intValue).toArray(),
            ints(faults.pool),
            ints(faults.works),
            faults.spares.stream().mapToDouble(Double::doubleValue).toArray());
  }

  private List<Integer> known(List<String> wanted) {
    return wanted.stream().map(n -> numbers.getOrDefault(n, -1)).filter(s -> s >= 0).toList();
  }

  /** A service and all it depends on or is degraded without, directly or not: circles are fine. */
  private static List<Integer> reached(
      int s, List<List<Integer>> needs, List<List<Integer>> poorer) {
    Set<Integer> seen = new LinkedHashSet<>();
    Deque<Integer> open = new ArrayDeque<>(List.of(s));
    while (!open.isEmpty()) {
      int next = open.pop();
      if (seen.add(next)) {
        open.addAll(needs.get(next));
        open.addAll(poorer.get(next));
      }
    }
    return List.copyOf(seen);
  }

  /** Services that anything touches, or any service they follow. */
  private boolean[] watched(Rows with, List<List<Integer>> faulty) {
    boolean[] touched = new boolean[names.size()];
    service.forEach(s -> touched[s] = true);
    for (List<Integer> row : faulty) {
      for (int i = 0; i < row.size(); i += 2) {
        touched[row.get(i)] = true;
      }
    }
    boolean[] watched = new boolean[touched.length];
    for (int s = 0; s < watched.length; s++) {
      watched[s] = any(with, s, touched);
    }
    return watched;
  }

  private static boolean any(Rows rows, int s, boolean[] touched) {
    boolean any = false;
    for (int e = rows.from()[s]; e < rows.from()[s + 1]; e++) {
      any |= touched[rows.list()[e]];
    }
    return any;
  }

  private static int[] ints(List<Integer> list) {
    return list.stream().mapToInt(Integer::intValue).toArray();
  }

  /** Hosts of services that fail by themselves. */
  private final class Faults {
    final List<List<Integer>> members = new ArrayList<>();
    final List<Double> every = new ArrayList<>();
    final List<Law> mend = new ArrayList<>();
    final List<Integer> crew = new ArrayList<>();
    final List<Integer> pool = new ArrayList<>();
    final List<Integer> works = new ArrayList<>();
    final List<Double> spares = new ArrayList<>();
    private final Map<String, Integer> poolOf = new HashMap<>();
    private final Map<String, Integer> crews = Links.numbers(List.copyOf(plan.crews().keySet()));

    Faults() {
      for (int s = 0; s < hosts.size(); s++) {
        pool(s);
      }
      plan.cluster().hosts().forEach(this::add);
    }

    /** The hosts of a service whose spares fail less often make a pool. */
    private void pool(int s) {
      Service of = serviceOf(s);
      if (of.sparesFail() == null || of.needs() == null || of.sparesFail().value() >= 1) {
        return;
      }
      int always = 0;
      for (String host : hosts.get(s)) {
        boolean joins = fails(host) && poolOf.putIfAbsent(host, works.size()) == null;
        always += joins ? 0 : 1;
      }
      works.add(Math.max(0, of.needs().k() - always));
      spares.add(of.sparesFail().value());
    }

    private boolean fails(String name) {
      Host host = plan.cluster().hosts().get(name);
      return host != null && host.faults() != null;
    }

    private void add(String name, Host host) {
      Reliability faults = host.faults();
      if (faults == null) {
        return;
      }
      List<Integer> row = new ArrayList<>();
      for (int s = 0; s < hosts.size(); s++) {
        int at = hosts.get(s).indexOf(name);
        if (at >= 0) {
          row.add(s);
          row.add(at);
        }
      }
      if (!row.isEmpty()) {
        pool.add(poolOf.getOrDefault(name, -1));
        members.add(row);
        every.add(Laws.seconds(faults.every()));
        mend.add(beliefs.mends(laws.of(faults.mendedIn())));
        crew.add(faults.crew() == null ? -1 : crews.getOrDefault(faults.crew(), -1));
      }
    }
  }
}
