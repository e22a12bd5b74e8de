package io.s22.plan.check;

import io.s22.plan.Cluster;
import io.s22.plan.Host;
import io.s22.plan.Inventory;
import io.s22.plan.Plan;
import io.s22.plan.Service;
import io.s22.plan.Step;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which hosts are meant where. Unknown names are passed over. */
final class Places {
  private record Shared(List<String> on, String service) {}

  private final Cluster cluster;
  private final Inventory inventory;
  private final Map<List<String>, List<String>> byNames = new HashMap<>();
  private final Map<Shared, Integer> shared = new HashMap<>();

  Places(Plan plan) {
    cluster = plan.cluster();
    inventory = new Inventory(cluster);
  }

  /** The hosts a step works on; none for S22's own machine. */
  List<String> hosts(Step step) {
    return byNames.computeIfAbsent(step.on(), inventory::hosts);
  }

  List<String> hosts(Service service) {
    return byNames.computeIfAbsent(service.on(), inventory::hosts);
  }

  /** How many hosts of a service a step works on. */
  int shared(Step step, String service) {
    return shared.computeIfAbsent(new Shared(step.on(), service), ignored -> count(step, service));
  }

  private int count(Step step, String name) {
    Service service = cluster.services().get(name);
    if (service == null) {
      return 0;
    }
    Set<String> own = new HashSet<>(hosts(service));
    return (int) hosts(step).stream().filter(own::contains).count();
  }

  /** Whether something in the inventory bears a name. */
  boolean known(String name) {
    return knownHosts(name) || cluster.services().containsKey(name);
  }

  /** Whether a name is a host or a group. */
  boolean knownHosts(String name) {
    return cluster.hosts().containsKey(name) || cluster.groups().containsKey(name);
  }

  Map<String, Host> hosts() {
    return cluster.hosts();
  }

  /** Every name a step may work on. */
  Set<String> names() {
    Set<String> all = new LinkedHashSet<>(cluster.hosts().keySet());
    all.addAll(cluster.groups().keySet());
    all.addAll(cluster.services().keySet());
    return Collections.unmodifiableSet(all);
  }

  /** The members of each group, as written. */
  Map<String, List<String>> groups() {
    return new LinkedHashMap<>(cluster.groups());
  }
}
