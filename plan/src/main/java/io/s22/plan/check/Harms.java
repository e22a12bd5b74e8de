package io.s22.plan.check;

import io.s22.plan.Service;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which services a step hurts, through those it names and those that depend on them. */
final class Harms {
  /** How a service is hurt, the worse last. */
  enum Kind {
    /** A host is taken away, and enough remain. */
    TOUCHED("touched"),
    DEGRADED("degraded"),
    DOWN("interrupted");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    /** As in "is interrupted". */
    String word() {
      return word;
    }
  }

  /**
   * One service hurt.
   *
   * @param through the service that hurts it; null when the step names it
   * @param root the service the step names
   */
  record Harm(String service, Kind kind, @Nullable String through, String root) {
    /** {@code "payments", which needs "orders-database"}. */
    String said() {
      return through == null
          ? Say.name(service)
          : Say.name(service) + " (which depends on " + Say.name(through) + ")";
    }
  }

  private record Start(String service, Kind kind) {}

  private final Map<String, Service> services;
  private final Places places;
  private final Map<String, List<String>> neededBy;
  private final Map<String, List<String>> degradedBy;
  private final Map<Start, Map<String, Harm>> spreads = new HashMap<>();

  Harms(Map<String, Service> services, Places places) {
    this.services = services;
    this.places = places;
    Map<String, List<String>> needs = new LinkedHashMap<>();
    Map<String, List<String>> degrades = new LinkedHashMap<>();
    services.forEach((name, service) -> needs.put(name, service.dependsOn()));
    services.forEach((name, service) -> degrades.put(name, service.degradesWithout()));
    neededBy = Graph.reversed(needs);
    degradedBy = Graph.reversed(degrades);
  }

  /** Every service a step hurts, each at its worst. */
  Map<String, Harm> of(Work work) {
    if (work.step().interrupts().size() == 1 && work.step().degrades().isEmpty()) {
      String only = work.step().interrupts().keySet().iterator().next();
      return spread(only, takesDown(work, only) ? Kind.DOWN : Kind.TOUCHED);
    }
    Map<String, Harm> all = new LinkedHashMap<>();
    for (String name : work.step().interrupts().keySet()) {
      merge(all, spread(name, takesDown(work, name) ? Kind.DOWN : Kind.TOUCHED));
    }
    for (String name : work.step().degrades().keySet()) {
      merge(all, spread(name, Kind.DEGRADED));
    }
    return all;
  }

  /** How many hosts of a service one batch of a step takes away at once. */
  int outAtOnce(Work work, String service) {
    int touched = places.shared(work.step(), service);
    int hosts = places.hosts(work.step()).size();
    int batch = work.step().batch() == null ? 1 : work.step().batch().size(Math.max(1, hosts));
    return Math.min(touched, batch);
  }

  /** Whether a step that interrupts a service takes it down, or only some of its hosts away. */
  boolean takesDown(Work work, String name) {
    Service service = services.get(name);
    if (service == null || service.needs() == null || places.hosts(service).isEmpty()) {
      return true;
    }
    int out = outAtOnce(work, name);
    int spare = places.hosts(service).size() - service.needs().k();
    return out == 0 || out > spare || service.failOver() != null;
  }

  /** Whether no service of the plan depends on this one: users themselves do. */
  boolean isUsed(String name) {
    Service service = services.get(name);
    return service != null
        && (service.promise() != null
            || neededBy.getOrDefault(name, List.of()).isEmpty()
                && degradedBy.getOrDefault(name, List.of()).isEmpty());
  }

  private static void merge(Map<String, Harm> all, Map<String, Harm> more) {
    more.forEach((name, harm) -> all.merge(name, harm, Harms::worse));
  }

  private static Harm worse(Harm one, Harm other) {
    return other.kind().compareTo(one.kind()) > 0 ? other : one;
  }

  private Map<String, Harm> spread(String service, Kind kind) {
    return spreads.computeIfAbsent(new Start(service, kind), this::compute);
  }

  private Map<String, Harm> compute(Start start) {
    Map<String, Harm> all = new LinkedHashMap<>();
    Deque<Harm> open = new ArrayDeque<>();
    open.add(new Harm(start.service(), start.kind(), null, start.service()));
    while (!open.isEmpty()) {
      Harm harm = open.poll();
      Harm known = all.get(harm.service());
      if (known == null || known.kind().compareTo(harm.kind()) < 0) {
        all.put(harm.service(), harm);
        open.addAll(next(harm));
      }
    }
    return all;
  }

  private List<Harm> next(Harm harm) {
    if (harm.kind() == Kind.TOUCHED) {
      return List.of();
    }
    List<Harm> next = new ArrayList<>();
    for (String name : neededBy.getOrDefault(harm.service(), List.of())) {
      next.add(new Harm(name, harm.kind(), harm.service(), harm.root()));
    }
    for (String name : degradedBy.getOrDefault(harm.service(), List.of())) {
      next.add(new Harm(name, Kind.DEGRADED, harm.service(), harm.root()));
    }
    return next;
  }
}
