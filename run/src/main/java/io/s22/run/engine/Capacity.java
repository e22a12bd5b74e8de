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

  /** One more task has {@code host} out of {@code service}; whether it was in before. */
  boolean take(ServiceUnit service, String host) {
    return out.get(service.index()).merge(host, 1, Integer::sum) == 1;
  }

  /** One task fewer has {@code host} out of {@code service}; whether it is in again. */
  boolean giveBack(ServiceUnit service, String host) {
    Map<String, Integer> gone = out.get(service.index());
    gone.computeIfPresent(host, (h, n) -> n > 1 ? n - 1 : null);
    return !gone.containsKey(host);
  }

  boolean isOut(ServiceUnit service, String host) {
    return out.get(service.index()).containsKey(host);
  }

  /** How many hosts of {@code service} are in. */
  int in(ServiceUnit service) {
    return service.hosts().size() - out.get(service.index()).size();
  }

  /**
   * The first service that would have fewer hosts in than it needs if {@code host} went out too.
   *
   * @param also hosts that were promised the way out in the decision under way
   */
  @Nullable ServiceUnit broken(List<ServiceUnit> services, String host, Claims also) {
    for (ServiceUnit service : services) {
      boolean costs = !isOut(service, host) && !also.has(service, host);
      if (costs && !hasRoom(service, also)) {
        return service;
      }
    }
    return null;
  }

  /** Whether one more host of {@code service} may go out. */
  boolean hasRoom(ServiceUnit service, Claims also) {
    return in(service) - also.count(service) > service.floor();
  }
}
