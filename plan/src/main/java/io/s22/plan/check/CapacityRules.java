package io.s22.plan.check;

import io.s22.plan.Batch;
import io.s22.plan.Service;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Rules about how many hosts are worked on at once. */
final class CapacityRules {
  static final List<Rule> ALL =
      List.of(
          Rule.error(
              "S22-2305",
              "A batch that takes a service below its floor",
              "Too few hosts would be left; the run would hold hosts back, or never begin.",
              CapacityRules::batches),
          Rule.warning(
              "S22-2306",
              "Steps side by side that together take a service below its floor",
              "The run makes them wait for each other, which no time box has reckoned with.",
              CapacityRules::sideBySide),
          Rule.warning(
              "S22-2307",
              "A batch larger than the number of hosts",
              "All hosts would be done at once, which is probably not what was meant.",
              CapacityRules::largeBatch),
          Rule.error(
              "S22-2308",
              "A canary of all hosts",
              "Nothing is left that the canary could protect.",
              CapacityRules::largeCanary),
          Rule.error(
              "S22-2309",
              "A canary without a way back",
              "A canary goes forward, back and forward; this one cannot go back.",
              CapacityRules::canaryBack),
          Rule.warning(
              "S22-2310",
              "A batch or canary without hosts",
              "A step without hosts is done once, on S22's own machine.",
              CapacityRules::noHosts));

  private CapacityRules() {}

  private static void batches(Facts facts, Rule.Out out) {
    Map<String, Service> services = facts.plan().cluster().services();
    for (Work work : facts.works().all()) {
      for (String name : work.step().interrupts().keySet()) {
        Service service = services.get(name);
        if (service != null && service.needs() != null) {
          batch(facts, work, name, service, out);
        }
      }
    }
  }

  private static void batch(Facts facts, Work work, String name, Service service, Rule.Out out) {
    int hosts = facts.places().hosts(service).size();
    int out1 = facts.harms().outAtOnce(work, name);
    int floor = service.needs() == null ? 0 : service.needs().k();
    int spare = hosts - floor;
    if (out1 == 0 || out1 <= spare || floor > hosts) {
      return;
    }
    String takes =
        "Step "
            + Say.name(work.name())
            + " takes "
            + out1
            + " of "
            + Say.count(hosts, "host")
            + " of service "
            + Say.name(name)
            + " away at once, but it needs "
            + floor
            + ".";
    out.add(
        work.step().batch() == null
            ? Say.member(work.step().at(), "interrupts", name)
            : work.at("batch"),
        takes,
        spare > 0
            ? "Write batch: " + spare + "."
            : "Give the service another host, need fewer, or say that it goes down: take needs out.");
  }

  private record Edge(double time, boolean begin, Work work) {}

  private static void sideBySide(Facts facts, Rule.Out out) {
    Map<String, List<Edge>> edges = new LinkedHashMap<>();
    for (Work work : facts.works().all()) {
      Times.Slot slot = facts.times().slot(work);
      for (String name : work.step().interrupts().keySet()) {
        if (facts.harms().outAtOnce(work, name) > 0) {
          List<Edge> list = edges.computeIfAbsent(name, ignored -> new ArrayList<>());
          list.add(new Edge(slot.begin().p90(), true, work));
          list.add(new Edge(slot.end().p90(), false, work));
        }
      }
    }
    edges.forEach((name, list) -> sweep(facts, name, list, out));
  }

  /** Walks through the night; reports the first moment at which too many hosts are out. */
  private static void sweep(Facts facts, String name, List<Edge> edges, Rule.Out out) {
    Service service = facts.plan().cluster().services().get(name);
    if (service == null || service.needs() == null) {
      return;
    }
    int spare = facts.places().hosts(service).size() - service.needs().k();
    edges.sort(Comparator.comparingDouble(Edge::time).thenComparing(Edge::begin));
    Set<Work> running = new LinkedHashSet<>();
    int atOnce = 0;
    for (Edge edge : edges) {
      int hosts = facts.harms().outAtOnce(edge.work(), name);
      atOnce += edge.begin() ? hosts : -hosts;
      if (!edge.begin()) {
        running.remove(edge.work());
        continue;
      }
      running.add(edge.work());
      if (running.size() > 1 && atOnce > spare && distinct(facts, running, service) > spare) {
        together(facts, name, service, running, edge, out);
        return;
      }
    }
  }

  /** How many hosts of the service the running steps can have out: no host is counted twice. */
  private static int distinct(Facts facts, Set<Work> running, Service service) {
    Set<String> own = new HashSet<>(facts.places().hosts(service));
    Set<String> touched = new HashSet<>();
    running.forEach(work ->
        facts.places().hosts(work.step()).stream().filter(own::contains).forEach(touched::add));
    return touched.size();
  }

  private static void together(
      Facts facts, String name, Service service, Set<Work> running, Edge edge, Rule.Out out) {
    if (service.needs() == null
        || running.stream()
            .anyMatch(work ->
                facts.harms().outAtOnce(work, name)
                    > facts.places().hosts(service).size() - service.needs().k())) {
      return;
    }
    List<String> names = running.stream().map(Work::name).toList();
    out.add(
        edge.work().at("step"),
        "Steps "
            + Say.names(names)
            + " run side by side from "
            + facts.times().clock(edge.time())
            + " on and together take more hosts of service "
            + Say.name(name)
            + " away than "
            + service.needs()
            + " allows.",
        "Let one wait for the other: after: " + names.getFirst() + ".");
  }

  private static void largeBatch(Facts facts, Rule.Out out) {
    for (Work work : facts.works().all()) {
      int hosts = facts.places().hosts(work.step()).size();
      if (hosts > 0 && work.step().batch() instanceof Batch.Count(int wanted) && wanted > hosts) {
        out.add(
            work.at("batch"),
            "Step "
                + Say.name(work.name())
                + " works on batches of "
                + wanted
                + ", but has only "
                + Say.count(hosts, "host")
                + ".",
            "Write batch: all if that is meant, or a smaller number.");
      }
    }
  }

  private static void largeCanary(Facts facts, Rule.Out out) {
    for (Work work : facts.works().all()) {
      int hosts = facts.places().hosts(work.step()).size();
      Integer canary = work.step().canary();
      if (canary != null && hosts > 0 && canary >= hosts) {
        out.add(
            work.at("canary"),
            "Step "
                + Say.name(work.name())
                + " sends "
                + Say.count(canary, "host")
                + " first, of "
                + Say.count(hosts, "host")
                + " in all.",
            hosts > 1 ? "Write canary: 1." : "Take canary out: there is nothing to go after it.");
      }
    }
  }

  private static void canaryBack(Facts facts, Rule.Out out) {
    for (Work work : facts.works().all()) {
      if (work.step().canary() != null && work.step().rollback() == null) {
        out.add(
            work.at("canary"),
            "Step " + Say.name(work.name()) + " has a canary, but no rollback.",
            "Write a rollback, or take canary out and use batch: 1.");
      }
    }
  }

  private static void noHosts(Facts facts, Rule.Out out) {
    for (Work work : facts.works().all()) {
      boolean batched = work.step().batch() != null || work.step().canary() != null;
      if (batched && work.step().on().isEmpty()) {
        out.add(
            work.at(work.step().batch() != null ? "batch" : "canary"),
            "Step " + Say.name(work.name()) + " has a batch or canary, but no hosts.",
            "Write its hosts under on, or take batch and canary out.");
      }
    }
  }
}
