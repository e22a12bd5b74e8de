package io.s22.plan.check;

import io.s22.plan.Announcement;
import io.s22.plan.At;
import io.s22.plan.Gate;
import io.s22.plan.Mark;
import io.s22.plan.Reliability;
import io.s22.plan.Service;
import io.s22.plan.Stage;
import io.s22.plan.Step;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Rules about names that nothing bears. */
final class ReferenceRules {
  static final List<Rule> ALL =
      List.of(
          Rule.error(
              "S22-2201",
              "An unknown host, group or service in on",
              "The step would not be done where it should.",
              ReferenceRules::places),
          Rule.error(
              "S22-2202",
              "An unknown host or group in the inventory",
              "The service or group would be smaller than it looks.",
              ReferenceRules::inventory),
          Rule.error(
              "S22-2203",
              "An unknown service",
              "What is said of it would hold for nothing: no promise, no blackout, no notice.",
              ReferenceRules::services),
          Rule.error(
              "S22-2204",
              "An unknown stage in after",
              "The stage would not wait for what it should wait for.",
              ReferenceRules::stages),
          Rule.error(
              "S22-2205",
              "An unknown step in after",
              "The step would not wait for what it should wait for.",
              ReferenceRules::steps),
          Rule.error(
              "S22-2206", "An unknown role", "Nobody would be asked.", ReferenceRules::roles),
          Rule.error(
              "S22-2207",
              "An unknown crew",
              "The step would wait for somebody who does not exist.",
              ReferenceRules::crews));

  private ReferenceRules() {}

  private static void places(Facts facts, Rule.Out out) {
    for (Work work : facts.works().all()) {
      Map<Mark, List<String>> unknown =
          unknown(work.step().on(), work.step().at(), "on", facts.places()::known);
      unknown.forEach((at, names) ->
          out.add(
              at,
              "Step "
                  + Say.name(work.name())
                  + " works on "
                  + Say.names(names)
                  + ", which is no host, group or service.",
              facts
                  .guess()
                  .mend(
                      names.getFirst(),
                      facts.places().names(),
                      "declare it under cluster: hosts or groups.")));
    }
  }

  /** Unknown names by place; those of one range stand in one place. */
  private static Map<Mark, List<String>> unknown(
      List<String> names, At at, String key, Predicate<String> known) {
    Map<Mark, List<String>> unknown = new LinkedHashMap<>();
    for (int i = 0; i < names.size(); i++) {
      if (!known.test(names.get(i))) {
        unknown
            .computeIfAbsent(at.of(key + "[" + i + "]"), ignored -> new ArrayList<>())
            .add(names.get(i));
      }
    }
    return unknown;
  }

  private static void inventory(Facts facts, Rule.Out out) {
    At cluster = facts.plan().cluster().at();
    facts
        .plan()
        .cluster()
        .groups()
        .forEach((name, members) ->
            members(facts, "Group " + Say.name(name), members, cluster, "groups." + name, out));
    facts
        .plan()
        .cluster()
        .services()
        .forEach((name, service) ->
            members(facts, "Service " + Say.name(name), service.on(), service.at(), "on", out));
  }

  private static void members(
      Facts facts, String whose, List<String> members, At at, String key, Rule.Out out) {
    unknown(members, at, key, facts.places()::knownHosts)
        .forEach((place, names) ->
            out.add(
                place,
                whose + " names " + Say.names(names) + ", which is no host or group.",
                facts
                    .guess()
                    .mend(
                        names.getFirst(),
                        facts.places().names(),
                        "declare it under cluster: hosts.")));
  }

  private static void services(Facts facts, Rule.Out out) {
    Map<String, Service> all = facts.plan().cluster().services();
    all.forEach((name, service) -> {
      String whose = "Service " + Say.name(name);
      list(facts, whose, "depends-on", service.dependsOn(), service.at(), out);
      list(facts, whose, "degrades-without", service.degradesWithout(), service.at(), out);
    });
    facts
        .plan()
        .blackouts()
        .forEach((name, blackout) ->
            list(
                facts,
                "Blackout " + Say.name(name),
                "protects",
                blackout.protects(),
                blackout.at(),
                out));
    for (Announcement announcement : facts.plan().announcements()) {
      list(facts, "An announcement", "to", announcement.to(), announcement.at(), out);
    }
    keys(
        facts, "The plan", "tell-users", facts.plan().tellUsers().keySet(), facts.plan().at(), out);
    for (Work work : facts.works().all()) {
      Step step = work.step();
      String whose = "Step " + Say.name(step.step());
      keys(facts, whose, "interrupts", step.interrupts().keySet(), step.at(), out);
      keys(facts, whose, "degrades", step.degrades().keySet(), step.at(), out);
    }
  }

  private static void list(
      Facts facts, String whose, String key, List<String> names, At at, Rule.Out out) {
    for (int i = 0; i < names.size(); i++) {
      service(facts, whose, key, names.get(i), at.of(key + "[" + i + "]"), out);
    }
  }

  private static void keys(
      Facts facts, String whose, String key, Set<String> names, At at, Rule.Out out) {
    for (String name : names) {
      service(facts, whose, key, name, Say.member(at, key, name), out);
    }
  }

  private static void service(
      Facts facts, String whose, String key, String name, Mark at, Rule.Out out) {
    Set<String> known = facts.plan().cluster().services().keySet();
    if (!known.contains(name)) {
      out.add(
          at,
          whose + " names " + Say.name(name) + " under " + key + ", which is no service.",
          facts.guess().mend(name, known, "declare it under cluster: services."));
    }
  }

  private static void stages(Facts facts, Rule.Out out) {
    Set<String> known = facts.works().stages().keySet();
    for (Stage stage : facts.plan().stages()) {
      List<String> after = stage.after() == null ? List.of() : stage.after();
      for (int i = 0; i < after.size(); i++) {
        if (!known.contains(after.get(i))) {
          out.add(
              stage.at().of("after[" + i + "]"),
              "Stage "
                  + Say.name(stage.stage())
                  + " waits for "
                  + Say.name(after.get(i))
                  + ", which is no stage.",
              facts.guess().mend(after.get(i), known, "take it out."));
        }
      }
    }
  }

  private static void steps(Facts facts, Rule.Out out) {
    for (Stage stage : facts.plan().stages()) {
      Set<String> known = Set.copyOf(stage.steps().stream().map(Step::step).distinct().toList());
      for (Step step : stage.steps()) {
        List<String> after = step.after() == null ? List.of() : step.after();
        for (int i = 0; i < after.size(); i++) {
          if (!known.contains(after.get(i))) {
            unknownStep(facts, stage, step, after.get(i), known, i, out);
          }
        }
      }
    }
  }

  private static void unknownStep(
      Facts facts,
      Stage stage,
      Step step,
      String name,
      Collection<String> known,
      int place,
      Rule.Out out) {
    Work elsewhere = facts.works().byKey().get(name);
    String where =
        elsewhere == null
            ? ", which is no step."
            : ", which is a step of another stage, " + Say.name(elsewhere.stage().stage()) + ".";
    out.add(
        step.at().of("after[" + place + "]"),
        "Step " + Say.name(step.step()) + " waits for " + Say.name(name) + where,
        elsewhere == null
            ? facts.guess().mend(name, known, "take it out.")
            : "Let stage "
                + Say.name(stage.stage())
                + " wait for stage "
                + Say.name(elsewhere.stage().stage())
                + " instead.");
  }

  private static void roles(Facts facts, Rule.Out out) {
    for (Gate gate : Gates.all(facts)) {
      if (gate.approval() != null) {
        role(facts, "A gate", gate.approval(), gate.at().of("approval"), out);
      }
    }
    if (facts.plan().turningBack() != null && facts.plan().turningBack().asks() != null) {
      Mark at = facts.plan().turningBack().at().of("asks");
      role(facts, "turning-back", facts.plan().turningBack().asks(), at, out);
    }
  }

  private static void role(Facts facts, String whose, String role, Mark at, Rule.Out out) {
    Set<String> known = facts.plan().people().keySet();
    if (!known.contains(role)) {
      out.add(
          at,
          whose + " asks " + Say.name(role) + ", which is no role.",
          facts.guess().mend(role, known, "declare it under people: " + role + ": [name]."));
    }
  }

  private static void crews(Facts facts, Rule.Out out) {
    for (Work work : facts.works().all()) {
      if (work.step().crew() != null) {
        crew(facts, "Step " + Say.name(work.name()), work.step().crew(), work.at("crew"), out);
      }
    }
    Set<Mark> said = new HashSet<>();
    facts
        .places()
        .hosts()
        .forEach((name, host) -> {
          Reliability faults = host.faults();
          if (faults != null && faults.crew() != null && said.add(faults.at().of("crew"))) {
            String whose = "The repair of host " + Say.name(name);
            crew(facts, whose, faults.crew(), faults.at().of("crew"), out);
          }
        });
  }

  private static void crew(Facts facts, String whose, String crew, Mark at, Rule.Out out) {
    Set<String> known = facts.plan().crews().keySet();
    if (!known.contains(crew)) {
      out.add(
          at,
          whose + " needs crew " + Say.name(crew) + ", which is unknown.",
          facts.guess().mend(crew, known, "declare it under crews: {" + crew + ": 1}."));
    }
  }
}
