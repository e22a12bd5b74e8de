package io.s22.run.engine;

import io.s22.plan.Cluster;
import io.s22.plan.S22Exception;
import io.s22.plan.Service;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What names under {@code on} stand for. */
final class HostNames {
  private final Cluster cluster;

  HostNames(Cluster cluster) {
    this.cluster = cluster;
  }

  /** Hosts in order of writing, groups and services expanded, doubles removed. */
  List<String> of(List<String> names) {
    Set<String> found = new LinkedHashSet<>();
    names.forEach(name -> add(name, found, 0));
    return List.copyOf(found);
  }

  private void add(String name, Set<String> found, int depth) {
    List<String> group = cluster.groups().get(name);
    Service service = cluster.services().get(name);
    if (cluster.hosts().containsKey(name)) {
      found.add(name);
    } else if (group != null && depth < 20) {
      group.forEach(each -> add(each, found, depth + 1));
    } else if (service != null && depth < 20) {
      service.on().forEach(each -> add(each, found, depth + 1));
    } else {
      throw new S22Exception(
          "S22-4001",
          name + " is neither a host nor a group nor a service of the plan",
          "run s22 check on the plan and mend what it finds");
    }
  }
}
