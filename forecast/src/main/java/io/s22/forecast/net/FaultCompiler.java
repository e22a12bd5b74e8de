package io.s22.forecast.net;

import io.s22.forecast.draw.Law;
import io.s22.forecast.draw.Laws;
import io.s22.plan.Host;
import io.s22.plan.Plan;
import io.s22.plan.Reliability;
import io.s22.plan.Service;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Compiles the hosts of services that fail by themselves (semantics 22). */
final class FaultCompiler {
  final List<List<Integer>> members = new ArrayList<>();
  final List<Double> every = new ArrayList<>();
  final List<Law> mend = new ArrayList<>();
  final List<Integer> crew = new ArrayList<>();
  final List<Integer> pool = new ArrayList<>();
  final List<Integer> works = new ArrayList<>();
  final List<Double> spares = new ArrayList<>();
  private final Map<String, Integer> poolOf = new HashMap<>();
  private final Map<String, Integer> crews;
  private final Plan plan;
  private final Laws laws;
  private final Beliefs beliefs;
  private final List<String> names;
  private final List<List<String>> hosts;

  /**
   * @param names of the services
   * @param hosts of each of them, in its order
   */
  FaultCompiler(
      Plan plan, Laws laws, Beliefs beliefs, List<String> names, List<List<String>> hosts) {
    this.plan = plan;
    this.laws = laws;
    this.beliefs = beliefs;
    this.names = names;
    this.hosts = hosts;
    this.crews = Links.numbers(List.copyOf(plan.crews().keySet()));
    for (int s = 0; s < hosts.size(); s++) {
      pool(s);
    }
    plan.cluster().hosts().forEach(this::add);
  }

  /** The hosts of a service whose spares fail less often make a pool. */
  private void pool(int s) {
    Service of = Objects.requireNonNull(plan.cluster().services().get(names.get(s)));
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
