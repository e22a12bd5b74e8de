package io.s22.plan.check;

import io.s22.plan.Service;
import io.s22.plan.Stage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Rules about circles, and about names that are given twice. */
final class OrderRules {
  static final List<Rule> ALL =
      List.of(
          Rule.error(
              "S22-2120",
              "Stages that wait for each other",
              "None of them could ever begin.",
              OrderRules::stages),
          Rule.error(
              "S22-2121",
              "Steps that wait for each other",
              "None of them could ever begin.",
              OrderRules::steps),
          Rule.error(
              "S22-2122",
              "Services that depend on each other",
              "If one were down, none of them could ever come up again.",
              OrderRules::services),
          Rule.error(
              "S22-2220",
              "Two steps of one name",
              "The journal, approvals and after could not tell them apart.",
              OrderRules::sameStep),
          Rule.error(
              "S22-2221",
              "Two stages of one name",
              "The journal, approvals and after could not tell them apart.",
              OrderRules::sameStage));

  private OrderRules() {}

  private static void stages(Facts facts, Rule.Out out) {
    for (List<String> cycle : facts.works().stageGraph().cycles()) {
      Stage stage = Objects.requireNonNull(facts.works().stages().get(cycle.getFirst()));
      out.add(
          stage.at().of("after"),
          "Stages wait for each other: " + Say.chain(cycle) + ".",
          "Take one of these names out of an after.");
    }
  }

  private static void steps(Facts facts, Rule.Out out) {
    for (List<String> cycle : facts.works().stepGraph().cycles()) {
      Work work = Objects.requireNonNull(facts.works().byKey().get(cycle.getFirst()));
      out.add(
          work.at("after"),
          "Steps of stage "
              + Say.name(work.stage().stage())
              + " wait for each other: "
              + Say.chain(cycle)
              + ".",
          "Take one of these names out of an after.");
    }
  }

  private static void services(Facts facts, Rule.Out out) {
    Map<String, Service> services = facts.plan().cluster().services();
    Map<String, List<String>> needs = new LinkedHashMap<>();
    services.forEach((name, service) -> needs.put(name, service.dependsOn()));
    for (List<String> cycle : new Graph(needs).cycles()) {
      Service first = Objects.requireNonNull(services.get(cycle.getFirst()));
      out.add(
          first.at().of("depends-on"),
          "Services depend on each other: " + Say.chain(cycle) + ".",
          "Take one out of depends-on, or write it under degrades-without.");
    }
  }

  private static void sameStep(Facts facts, Rule.Out out) {
    for (Work work : facts.works().all()) {
      if (!work.key().equals(work.name())) {
        out.add(
            work.at("step"),
            "There is another step named " + Say.name(work.name()) + " before this one.",
            "Give each step a name of its own, for example " + Say.name(work.name() + "-2") + ".");
      }
    }
  }

  private static void sameStage(Facts facts, Rule.Out out) {
    Set<String> seen = new HashSet<>();
    List<Stage> again = new ArrayList<>(facts.plan().stages());
    again.removeIf(stage -> seen.add(stage.stage()));
    for (Stage stage : again) {
      out.add(
          stage.at().of("stage"),
          "There is another stage named " + Say.name(stage.stage()) + " before this one.",
          "Give each stage a name of its own, for example " + Say.name(stage.stage() + "-2") + ".");
    }
  }
}
