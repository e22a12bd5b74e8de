package io.s22.plan.check;

import io.s22.plan.Host;
import io.s22.plan.Mark;
import io.s22.plan.Reliability;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

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
              ServiceRules::wrongCount),
          Rule.error(
              "S22-2312",
              "A fail-over that may take longer than its limit",
              "The promised limit is broken although everything goes as the plan itself expects.",
              ServiceRules::failOver),
          Rule.error(
              "S22-2313",
              "A host that fails all the time",
              "Nothing could be said of its services: it would be out before it is in.",
              InventoryRules::failing),
          Rule.error(
              "S22-2314",
              "Spares of a service that needs no number of its hosts",
              "Nobody could say which of them are at work and which wait.",
              ServiceRules::spares),
          Rule.warning(
              "S22-2311",
              "A redundant service in one zone",
              "All its hosts fail together, so needs k of n promises more than it can keep.",
              ServiceRules::oneZone),
          Rule.warning(
              "S22-2807",
              "A service that promises more than one it depends on",
              "It is down whenever the other is, so it cannot be up more often.",
              ServiceRules::promises));

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
}
