package io.s22.plan.check;

import io.s22.plan.Distribution;
import io.s22.plan.Host;
import io.s22.plan.Needs;
import io.s22.plan.Promise;
import io.s22.plan.Quantiles;
import io.s22.plan.Service;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** What is wrong with a service: its hosts, its spares, its fail-over, what it promises. */
final class ServiceRules {
  private ServiceRules() {}

  static void wrongCount(Facts facts, Rule.Out out) {
    facts
        .plan()
        .cluster()
        .services()
        .forEach((name, service) -> {
          Needs needs = service.needs();
          int hosts = facts.places().hosts(service).size();
          boolean known = service.on().stream().allMatch(facts.places()::knownHosts);
          if (needs != null && needs.n() != hosts && known) {
            out.add(
                service.at().of("needs"),
                "Service " + Say.name(name) + " needs " + needs + " hosts, but has " + hosts + ".",
                hosts == 0
                    ? "Write its hosts under on, or take needs out."
                    : "Write needs: "
                        + Math.min(needs.k(), hosts)
                        + " of "
                        + hosts
                        + ", or correct the hosts under on.");
          }
        });
  }

  static void spares(Facts facts, Rule.Out out) {
    facts
        .plan()
        .cluster()
        .services()
        .forEach((name, service) -> {
          if (service.sparesFail() != null && service.needs() == null) {
            out.add(
                service.at().of("spares-fail"),
                "Service " + Say.name(name) + " has spares-fail, but does not say what it needs.",
                "Write needs: 2 of 3, if two of its three hosts are at work.");
          }
        });
  }

  static void failOver(Facts facts, Rule.Out out) {
    facts
        .plan()
        .cluster()
        .services()
        .forEach((name, service) -> {
          if (service.failOver() != null && service.failOver().limit() != null) {
            Duration worst = worst(service.failOver().takes());
            if (worst.compareTo(service.failOver().limit()) > 0) {
              out.add(
                  service.failOver().at().of("limit"),
                  "The fail-over of service "
                      + Say.name(name)
                      + " may take "
                      + Say.time(worst)
                      + ", more than its limit, "
                      + Say.time(service.failOver().limit())
                      + ".",
                  "Write the limit that holds, or what the fail-over takes at the worst.");
            }
          }
        });
  }

  /** The longest it can take; the P99 of what has no longest. */
  private static Duration worst(Distribution takes) {
    return switch (takes) {
      case Distribution.Normal n -> Quantiles.of(n, 0.99);
      case Distribution.Lognormal l -> Quantiles.of(l, 0.99);
      case Distribution.Exponential e -> Quantiles.of(e, 0.99);
      case Distribution.Weibull w -> Quantiles.of(w, 0.99);
      case Distribution.Gamma g -> Quantiles.of(g, 0.99);
      case Distribution.Beta b -> b.worst();
      case Distribution.Fixed f -> f.value();
      case Distribution.Uniform u -> u.to();
      case Distribution.Triangular t -> t.worst();
      case Distribution.Pert p -> p.worst();
      case Distribution.Empirical e -> Quantiles.of(e, 1);
    };
  }

  static void oneZone(Facts facts, Rule.Out out) {
    facts
        .plan()
        .cluster()
        .services()
        .forEach((name, service) -> oneZone(facts, name, service, out));
  }

  private static void oneZone(Facts facts, String name, Service service, Rule.Out out) {
    List<Host> hosts =
        facts.places().hosts(service).stream()
            .map(facts.places().hosts()::get)
            .filter(Objects::nonNull)
            .toList();
    Set<String> zones = new HashSet<>();
    hosts.forEach(host -> zones.add(host.zone() == null ? "" : host.zone()));
    boolean redundant = service.needs() != null && service.needs().k() < service.needs().n();
    if (redundant && hosts.size() > 1 && zones.size() == 1 && !zones.contains("")) {
      out.add(
          service.at().of("on"),
          "All "
              + hosts.size()
              + " hosts of service "
              + Say.name(name)
              + " are in zone "
              + Say.name(zones.iterator().next())
              + ".",
          "Run it in two zones, or correct the zones of its hosts.");
    }
  }

  static void promises(Facts facts, Rule.Out out) {
    Map<String, Service> services = facts.plan().cluster().services();
    Map<String, Double> promised =
        services.entrySet().stream()
            .filter(entry -> availability(entry.getValue()) > 0)
            .collect(Collectors.toMap(Map.Entry::getKey, e -> availability(e.getValue())));
    services.forEach((name, service) -> {
      for (String needed : service.dependsOn()) {
        double own = promised.getOrDefault(name, 0.0);
        double other = promised.getOrDefault(needed, 1.0);
        if (other < own) {
          out.add(
              service.promise() == null
                  ? service.at().start()
                  : service.promise().at().of("availability"),
              "Service "
                  + Say.name(name)
                  + " promises "
                  + Say.percent(own)
                  + ", but depends on "
                  + Say.name(needed)
                  + ", which promises only "
                  + Say.percent(other)
                  + ".",
              "Promise at most "
                  + Say.percent(other)
                  + ", or write "
                  + needed
                  + " under degrades-without if it can do without it.");
        }
      }
    });
  }

  private static double availability(Service service) {
    Promise promise = service.promise();
    return promise == null || promise.availability() == null ? 0 : promise.availability().value();
  }
}
