package io.s22.forecast.net;

import io.s22.forecast.draw.Law;
import io.s22.forecast.draw.Laws;
import io.s22.plan.Inventory;
import io.s22.plan.Plan;
import io.s22.plan.Service;
import io.s22.plan.Step;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Compiles services, what they need of each other, and floors (semantics 19 to 23). */
final class ServiceCompiler {
  private final Plan plan;
  private final Laws laws;
  private final Beliefs beliefs;
  private final Network net;
  private final EffectCompiler effects;
  private final List<String> names;
  private final Map<String, Integer> numbers;
  private final List<List<String>> hosts = new ArrayList<>();

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
    this.names = List.copyOf(plan.cluster().services().keySet());
    this.numbers = Links.numbers(names);
    plan.cluster().services().values().forEach(s -> hosts.add(inventory.hostsOf(s)));
    this.effects = new EffectCompiler(laws, net, variables, numbers, hosts);
  }

  void compile(List<Step> steps) {
    effects.compile(steps);
    floors(steps);
    graph();
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
    FaultCompiler faults = new FaultCompiler(plan, laws, beliefs, names, hosts);
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
            EffectCompiler.ints(faults.crew),
            plan.crews().values().stream().mapToInt(Integer::intValue).toArray(),
            EffectCompiler.ints(faults.pool),
            EffectCompiler.ints(faults.works),
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
    for (int s : net.effectService) {
      touched[s] = true;
    }
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
}
