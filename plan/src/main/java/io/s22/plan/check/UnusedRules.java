package io.s22.plan.check;

import io.s22.plan.Host;
import io.s22.plan.Mark;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Rules about what is declared and never used: often the other half of a slip of the pen. */
final class UnusedRules {
  static final List<Rule> ALL =
      List.of(
          Rule.warning(
              "S22-2903",
              "A host that nothing uses",
              "It was probably forgotten in a service, a group or a step.",
              UnusedRules::hosts),
          Rule.warning(
              "S22-2904",
              "A group that nothing uses",
              "It was probably forgotten in a service or a step.",
              UnusedRules::groups),
          Rule.warning(
              "S22-2905",
              "A variable or secret that nothing uses",
              "It was probably forgotten in a command, or is left over.",
              UnusedRules::values),
          Rule.warning(
              "S22-2906",
              "A crew that nothing uses",
              "Steps that should wait for each other probably do not.",
              UnusedRules::crews),
          Rule.warning(
              "S22-2907",
              "Durations that go together, of which there is only one",
              "What is done once goes together with nothing: the kind was probably misspelt.",
              UnusedRules::kinds));

  private UnusedRules() {}

  private static void hosts(Facts facts, Rule.Out out) {
    Set<String> used = new HashSet<>();
    facts.plan().cluster().services().values().forEach(s -> used.addAll(facts.places().hosts(s)));
    facts.works().all().forEach(work -> used.addAll(facts.places().hosts(work.step())));
    Map<String, Host> hosts = facts.places().hosts();
    hosts.values().stream().map(Host::jump).filter(j -> j != null).forEach(used::add);
    hosts.forEach((name, host) -> {
      if (!used.contains(name)) {
        out.add(
            Say.member(facts.plan().cluster().at(), "hosts", name),
            "Host " + Say.name(name) + " is in no service and no step.",
            "Name it where it belongs, or take it out.");
      }
    });
  }

  private static void groups(Facts facts, Rule.Out out) {
    Map<String, List<String>> groups = facts.places().groups();
    Set<String> used = new HashSet<>();
    facts.plan().cluster().services().values().forEach(s -> used.addAll(s.on()));
    facts.works().all().forEach(work -> used.addAll(work.step().on()));
    Set<String> direct = Set.copyOf(used);
    Graph graph = new Graph(groups);
    groups.keySet().stream().filter(direct::contains).forEach(g -> used.addAll(graph.reach(g)));
    unused(
        groups.keySet(),
        used,
        name -> Say.member(facts.plan().cluster().at(), "groups", name),
        "Group ",
        " is in no service and no step.",
        out);
  }

  private static void values(Facts facts, Rule.Out out) {
    Set<String> variables = new HashSet<>();
    Set<String> secrets = new HashSet<>();
    facts.writings().all().stream()
        .flatMap(writing -> writing.references().stream())
        .forEach(reference -> (reference.secret() ? secrets : variables).add(reference.name()));
    unused(
        facts.plan().variables().keySet(),
        variables,
        name -> Say.member(facts.plan().at(), "variables", name),
        "Variable ",
        " is used nowhere.",
        out);
    unused(
        facts.plan().secrets().keySet(),
        secrets,
        name -> Say.member(facts.plan().at(), "secrets", name),
        "Secret ",
        " is used nowhere.",
        out);
  }

  private static void crews(Facts facts, Rule.Out out) {
    Set<String> used = new HashSet<>();
    facts.works().all().stream()
        .map(work -> work.step().crew())
        .filter(crew -> crew != null)
        .forEach(used::add);
    facts.places().hosts().values().stream()
        .map(Host::faults)
        .filter(faults -> faults != null && faults.crew() != null)
        .forEach(faults -> used.add(String.valueOf(faults.crew())));
    unused(
        facts.plan().crews().keySet(),
        used,
        name -> Say.member(facts.plan().at(), "crews", name),
        "Crew ",
        " is needed by no step.",
        out);
  }

  /** A kind, as {@code alike} names it, is the driver and action of what is done at least twice. */
  private static void kinds(Facts facts, Rule.Out out) {
    facts
        .plan()
        .alike()
        .keySet()
        .forEach(kind -> {
          int times =
              facts.works().all().stream()
                  .filter(work -> kind.equals(work.step().uses()))
                  .mapToInt(work -> Math.max(1, facts.places().hosts(work.step()).size()))
                  .sum();
          if (times < 2) {
            out.add(
                Say.member(facts.plan().at(), "alike", kind),
                Say.name(kind) + (times == 0 ? " is done by no step." : " is done once only."),
                "Write a driver and action, as under uses, that is done on two hosts or more.");
          }
        });
  }

  @FunctionalInterface
  private interface Where {
    Mark of(String name);
  }

  private static void unused(
      Collection<String> names,
      Set<String> used,
      Where where,
      String kind,
      String what,
      Rule.Out out) {
    for (String name : names) {
      if (!used.contains(name)) {
        out.add(
            where.of(name),
            kind + Say.name(name) + what,
            "Use it where it belongs, or take it out.");
      }
    }
  }
}
