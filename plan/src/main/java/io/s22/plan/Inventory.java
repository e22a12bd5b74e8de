package io.s22.plan;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What names under {@code on} stand for: hosts, groups, services. */
public final class Inventory {
  private final Cluster cluster;
  private final Map<String, Set<String>> known = new HashMap<>();

  public Inventory(Cluster cluster) {
    this.cluster = cluster;
  }

  /**
   * The hosts that {@code names} stand for: in order of writing, groups and services expanded,
   * doubles removed. A name is a host before it is a group, and a group before it is a service.
   *
   * @param unknown is filled with names that are none of these
   */
  public List<String> hosts(List<String> names, Set<String> unknown) {
    Set<String> found = new LinkedHashSet<>();
    for (String name : names) {
      found.addAll(known.computeIfAbsent(name, one -> expand(one, unknown)));
    }
    return List.copyOf(found);
  }

  /** The same, unknown names passed over. */
  public List<String> hosts(List<String> names) {
    return hosts(names, new LinkedHashSet<>());
  }

  /** The hosts a service runs on. */
  public List<String> hostsOf(Service service) {
    return hosts(service.on());
  }

  private Set<String> expand(String start, Set<String> unknown) {
    Set<String> found = new LinkedHashSet<>();
    Set<String> seen = new LinkedHashSet<>();
    Deque<String> open = new ArrayDeque<>(List.of(start));
    while (!open.isEmpty()) {
      String name = open.pop();
      List<String> members = members(name);
      if (cluster.hosts().containsKey(name)) {
        found.add(name);
      } else if (members == null) {
        unknown.add(name);
      } else if (seen.add(name)) {
        members.reversed().forEach(open::push);
      }
    }
    return found;
  }

  private @Nullable List<String> members(String name) {
    List<String> group = cluster.groups().get(name);
    if (group != null) {
      return group;
    }
    Service service = cluster.services().get(name);
    return service == null ? null : service.on();
  }
}
