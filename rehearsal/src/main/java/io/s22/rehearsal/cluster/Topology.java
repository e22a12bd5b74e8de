package io.s22.rehearsal.cluster;

import io.s22.plan.Inventory;
import io.s22.plan.Invocation;
import io.s22.plan.Parameter;
import io.s22.plan.Plan;
import io.s22.plan.Service;
import io.s22.plan.Stage;
import io.s22.plan.Step;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What of a plan's cluster is real in its rehearsal: the hosts that steps of {@code mariadb} and
 * {@code redis} work on, a few nodes of each service that was promised to users, and the routes
 * that are closed and opened.
 *
 * @param databases names of the MariaDB servers, the first leads; empty for none
 * @param database the service they are, or {@code database}
 * @param caches names of the Redis servers, the last leads; empty for none
 * @param cache the service they are, or {@code cache}
 * @param services the nodes that users ask
 * @param routes names of routes beside those of the services
 */
public record Topology(
    List<String> databases,
    String database,
    List<String> caches,
    String cache,
    List<Nodes> services,
    List<String> routes) {
  private static final int MOST_DATABASES = 3;
  private static final int MOST_CACHES = 6;
  private static final int MOST_NODES = 6;

  public Topology {
    databases = List.copyOf(databases);
    caches = List.copyOf(caches);
    services = List.copyOf(services);
    routes = List.copyOf(routes);
  }

  /** The nodes of one service. */
  public record Nodes(String service, Role role, List<String> hosts) {
    public Nodes {
      hosts = List.copyOf(hosts);
    }
  }

  /** Reads it out of {@code plan}. */
  public static Topology of(Plan plan) {
    Reading reading = new Reading(plan);
    Group databases = reading.group("mariadb", "database", MOST_DATABASES);
    Group caches = reading.group("redis", "cache", MOST_CACHES);
    Set<String> taken = new LinkedHashSet<>(databases.hosts());
    taken.addAll(caches.hosts());
    List<Nodes> services = reading.services(taken);
    return new Topology(
        databases.hosts().size() < 2 ? List.of() : databases.hosts(),
        databases.service(),
        caches.hosts().size() < 2 ? List.of() : caches.hosts(),
        caches.service(),
        services,
        reading.routes(services));
  }

  /** The service whose node {@code host} is, where it is a real one. */
  public boolean isNode(String host) {
    return services.stream().anyMatch(each -> each.hosts().contains(host));
  }

  private record Group(String service, List<String> hosts) {}

  private record Reading(Plan plan, Inventory inventory) {
    Reading(Plan plan) {
      this(plan, new Inventory(plan.cluster()));
    }

    /** The service that a driver's steps work on, whole; else just the hosts they name. */
    Group group(String driver, String name, int most) {
      Set<String> touched = new LinkedHashSet<>();
      for (Stage stage : plan.stages()) {
        for (Step step : stage.steps()) {
          if (step.uses().startsWith(driver + ".")) {
            touched.addAll(inventory.hosts(step.on()));
          }
        }
      }
      for (Map.Entry<String, Service> each : plan.cluster().services().entrySet()) {
        List<String> hosts = inventory.hostsOf(each.getValue());
        if (hosts.stream().anyMatch(touched::contains)) {
          return new Group(each.getKey(), hosts.stream().limit(most).toList());
        }
      }
      return new Group(name, touched.stream().limit(most).toList());
    }

    List<Nodes> services(Set<String> taken) {
      List<Nodes> services = new ArrayList<>();
      for (Map.Entry<String, Service> each : plan.cluster().services().entrySet()) {
        List<String> hosts =
            inventory.hostsOf(each.getValue()).stream()
                .filter(host -> !taken.contains(host))
                .limit(MOST_NODES)
                .toList();
        if (each.getValue().promise() != null && !hosts.isEmpty()) {
          services.add(new Nodes(each.getKey(), Role.of(each.getKey()), hosts));
        }
      }
      return services;
    }

    /** Routes that steps of the gateway name and that are no service's own. */
    List<String> routes(List<Nodes> services) {
      Set<String> named = new TreeSet<>();
      for (Stage stage : plan.stages()) {
        for (Step step : stage.steps()) {
          collect(step.uses(), step.with(), named);
          collect(step.rollback(), named);
          collect(step.verify(), named);
        }
      }
      // Users without nodes of their own, such as payments, come through the gateway too.
      plan.cluster()
          .services()
          .forEach((name, service) -> {
            if (service.on().isEmpty()) {
              named.add(name);
            }
          });
      services.forEach(each -> named.remove(each.service()));
      return List.copyOf(named);
    }

    private static void collect(
        @org.jspecify.annotations.Nullable Invocation invocation, Set<String> named) {
      if (invocation != null && invocation.uses() != null) {
        collect(invocation.uses(), invocation.with(), named);
      }
    }

    private static void collect(String uses, Map<String, Parameter> with, Set<String> named) {
      if (uses.startsWith("gateway.")
          && with.get("routes") instanceof Parameter.Sequence(var at, var items)) {
        for (Parameter item : items) {
          if (item instanceof Parameter.Scalar(var where, String text)) {
            named.add(text);
          }
        }
      }
    }
  }

  /** By service: its nodes. */
  public Map<String, List<String>> hostsByService() {
    Map<String, List<String>> all = new LinkedHashMap<>();
    services.forEach(each -> all.put(each.service(), each.hosts()));
    if (!databases.isEmpty()) {
      all.put(database, databases);
    }
    if (!caches.isEmpty()) {
      all.put(cache, caches);
    }
    return all;
  }
}
