package io.s22.run.engine;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How many hosts of each service are out: under way, or left failed. */
final class Capacity {
  private final List<Map<String, Integer>> out;

  Capacity(List<ServiceUnit> services) {
    out = services.stream().<Map<String, Integer>>map(s -> new HashMap<>()).toList();
  }

  void take(List<ServiceUnit> services, String host) {
    services.forEach(s -> out.get(s.index()).merge(host, 1, Integer::sum));
  }

  void giveBack(List<ServiceUnit> services, String host) {
    services.forEach(
        s -> out.get(s.index()).computeIfPresent(host, (h, n) -> n > 1 ? n - 1 : null));
  }

  /**
   * The first service that would have fewer hosts in than it needs if {@code host} went out too.
   *
   * @param also hosts that were promised the way out in the decision under way
   */
  @Nullable ServiceUnit broken(List<ServiceUnit> services, String host, Claims also) {
    for (ServiceUnit service : services) {
      Map<String, Integer> gone = out.get(service.index());
      if (!gone.containsKey(host) && !also.has(service, host)) {
        int remaining = service.hosts().size() - gone.size() - also.beyond(service, gone) - 1;
        if (remaining < service.floor()) {
          return service;
        }
      }
    }
    return null;
  }

  /** How many hosts of {@code service} are in. */
  int in(ServiceUnit service) {
    return service.hosts().size() - out.get(service.index()).size();
  }
}
