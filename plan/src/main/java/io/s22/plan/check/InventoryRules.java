package io.s22.plan.check;

import io.s22.plan.Distribution;
import io.s22.plan.Host;
import io.s22.plan.Mark;
import io.s22.plan.Needs;
import io.s22.plan.Promise;
import io.s22.plan.Quantiles;
import io.s22.plan.Reliability;
import io.s22.plan.Service;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** Rules about hosts and services, taken by themselves. */
final class InventoryRules {
  static final List<Rule> ALL =
      List.of(
          Rule.error(
              "S22-2215",
              "An unknown jump host",
              "The host could not be reached.",
              InventoryRules::jumps),
          Rule.error(
              "S22-2222",
              "One name for a host, a group or a service at once",
              "A step on that name would work on something else than the reader thinks.",
              InventoryRules::sameName),
          Rule.error(
              "S22-2301",
              "Two hosts at one address",
              "A step would be done twice on one machine and never on the other.",
              InventoryRules::sameAddress),
          Rule.error(
              "S22-2303",
              "A service that counts its hosts wrongly",
              "The floor the run keeps would be reckoned from a wrong number.",
              InventoryRules::wrongCount),
          Rule.error(
              "S22-2312",
              "A fail-over that may take longer than its limit",
              "The promised limit is broken although everything goes as the plan itself expects.",
              InventoryRules::failOver),
          Rule.error(
              "S22-2313",
              "A host that fails all the time",
              "Nothing could be said of its services: it would be out before it is in.",
              InventoryRules::failing),
          Rule.error(
              "S22-2314",
              "Spares of a service that needs no number of its hosts",
              "Nobody could say which of them are at work and which wait.",
              InventoryRules::spares),
          Rule.warning(
              "S22-2311",
              "A redundant service in one zone",
              "All its hosts fail together, so needs k of n promises more than it can keep.",
              InventoryRules::oneZone),
          Rule.warning(
              "S22-2807",
              "A service that promises more than one it depends on",
              "It is down whenever the other is, so it cannot be up more often.",
              InventoryRules::promises));

  /** More faults of one host in a window are a slip of the pen, and take for ever to simulate. */
  private static final int MOST_FAULTS = 100_000;

  private InventoryRules() {}

  private static void jumps(Facts facts, Rule.Out out) {
    Set<String> known = facts.places().hosts().keySet();
    facts
        .plan()
        .cluster()
        .hosts()
        .forEach((name, host) -> {
          if (host.jump() != null && !known.contains(host.jump())) {
            out.add(
                host.at().of("jump"),
                "Host "
                    + Say.name(name)
                    + " is reached through "
                    + Say.name(host.jump())
                    + ", which is no host.",
                facts.guess().mend(host.jump(), known, "declare it under cluster: hosts."));
          }
        });
  }

  private static void sameName(Facts facts, Rule.Out out) {
    Set<String> hosts = facts.places().hosts().keySet();
    Map<String, List<String>> groups = facts.plan().cluster().groups();
    for (String group : groups.keySet()) {
      if (hosts.contains(group)) {
        Mark at = Say.member(facts.plan().cluster().at(), "groups", group);
        twice(group, "a group and a host", at, out);
      }
    }
    facts
        .plan()
        .cluster()
        .services()
        .forEach((name, service) -> {
          if (hosts.contains(name) || groups.containsKey(name)) {
            String other = hosts.contains(name) ? "a host" : "a group";
            twice(name, "a service and " + other, service.at().start(), out);
          }
        });
  }

  private static void twice(String name, String kinds, Mark at, Rule.Out out) {
    out.add(
        at,
        Say.name(name) + " is the name of " + kinds + ".",
        "Rename one of them, for example to " + Say.name(name + "-hosts") + ".");
  }

  private static void sameAddress(Facts facts, Rule.Out out) {
    Map<String, String> seen = new HashMap<>();
    facts
        .places()
        .hosts()
        .forEach((name, host) -> {
          String first = seen.putIfAbsent(address(name, host), name);
          if (first != null) {
            out.add(
                host.at().of("address"),
                "Hosts "
                    + Say.name(first)
                    + " and "
                    + Say.name(name)
                    + " have the same address, "
                    + address(name, host)
                    + ".",
                "Write the right address, or take one of the hosts out.");
          }
        });
  }

  private static String address(String name, Host host) {
    String where = host.address() == null ? name : host.address();
    String jump = host.jump() == null ? "" : " through " + host.jump();
    return where + (host.port() == null ? "" : " port " + host.port()) + jump;
  }

  private static void wrongCount(Facts facts, Rule.Out out) {
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

  private static void failing(Facts facts, Rule.Out out) {
    Set<Mark> said = new HashSet<>();
    double window = WindowRules.length(facts.plan().window()).toSeconds();
    facts
        .places()
        .hosts()
        .forEach((name, host) -> {
          Reliability faults = host.faults();
          boolean often =
              faults != null && Spread.seconds(faults.every()) * MOST_FAULTS < window + 1e-9;
          if (faults != null && often && said.add(faults.at().of("every"))) {
            out.add(
                faults.at().of("every"),
                "Host "
                    + Say.name(name)
                    + " fails every "
                    + Say.time(faults.every())
                    + ", more than "
                    + MOST_FAULTS
                    + " times in the window.",
                "Write the mean time between its failures, for example every: 4000h.");
          }
        });
  }

  private static void spares(Facts facts, Rule.Out out) {
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

  private static void failOver(Facts facts, Rule.Out out) {
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

  private static void oneZone(Facts facts, Rule.Out out) {
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

  private static void promises(Facts facts, Rule.Out out) {
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
