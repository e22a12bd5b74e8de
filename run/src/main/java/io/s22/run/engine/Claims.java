package io.s22.run.engine;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What one decision has given away and the fold does not know yet. */
final class Claims {
  private final Map<Integer, Set<String>> hosts = new HashMap<>();

  /** Rollback time that the begun acts add to the reserve, in milliseconds. */
  long reserve;

  void take(List<ServiceUnit> services, String host) {
    services.forEach(s -> hosts.computeIfAbsent(s.index(), i -> new HashSet<>()).add(host));
  }

  boolean has(ServiceUnit service, String host) {
    return hosts.getOrDefault(service.index(), Set.of()).contains(host);
  }

  /** How many hosts of {@code service} are claimed and not yet in {@code gone}. */
  int beyond(ServiceUnit service, Map<String, Integer> gone) {
    int count = 0;
    for (String host : hosts.getOrDefault(service.index(), Set.of())) {
      count += gone.containsKey(host) ? 0 : 1;
    }
    return count;
  }
}
