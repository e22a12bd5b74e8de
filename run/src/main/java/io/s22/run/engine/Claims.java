package io.s22.run.engine;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What one decision has given away and the fold does not know yet. */
final class Claims {
  private final Map<ServiceUnit, Set<String>> hosts = new HashMap<>();

  /** Rollback time that the begun acts add to the reserve, in milliseconds. */
  long reserve;

  void take(List<ServiceUnit> services, String host, Capacity capacity) {
    for (ServiceUnit service : services) {
      if (!capacity.isOut(service, host)) {
        hosts.computeIfAbsent(service, s -> new HashSet<>()).add(host);
      }
    }
  }

  boolean has(ServiceUnit service, String host) {
    return hosts.getOrDefault(service, Set.of()).contains(host);
  }

  /** How many hosts of {@code service} are claimed. */
  int count(ServiceUnit service) {
    return hosts.getOrDefault(service, Set.of()).size();
  }
}
