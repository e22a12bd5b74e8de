package io.s22.plan.check;

import io.s22.plan.Effect;
import io.s22.plan.Plan;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What several rules want to know of a plan, worked out once. */
final class Facts {
  private final Plan plan;
  private final Map<String, DriverSpec> drivers;
  private final Works works;
  private final Places places;
  private final Times times;
  private final Harms harms;
  private final Writings writings;
  private final Guess guess = new Guess();
  private final Map<Integer, Map<String, Harms.Harm>> harmsOf = new HashMap<>();

  Facts(Plan plan, List<DriverSpec> drivers) {
    this.plan = plan;
    Map<String, DriverSpec> byName = new LinkedHashMap<>();
    drivers.forEach(driver -> byName.putIfAbsent(driver.name(), driver));
    this.drivers = byName;
    works = new Works(plan);
    places = new Places(plan);
    times = new Times(works, places, plan.window().opens().toLocalTime());
    harms = new Harms(plan.cluster().services(), places);
    writings = Writings.of(plan);
  }

  Plan plan() {
    return plan;
  }

  Map<String, DriverSpec> drivers() {
    return drivers;
  }

  /** The action a {@code uses} names, where it is known. */
  Optional<DriverSpec.Action> action(String uses) {
    Uses words = Uses.of(uses);
    return Optional.ofNullable(drivers.get(words.driver()))
        .flatMap(driver -> driver.action(words.action()));
  }

  /** Whether a step changes the cluster; true where its driver is not known. */
  boolean changes(Work work) {
    return action(work.step().uses()).map(DriverSpec.Action::changes).orElse(true);
  }

  Works works() {
    return works;
  }

  Places places() {
    return places;
  }

  Times times() {
    return times;
  }

  Harms harms() {
    return harms;
  }

  /** The services a step hurts. */
  Map<String, Harms.Harm> harmsOf(Work work) {
    return harmsOf.computeIfAbsent(work.number(), ignored -> harms.of(work));
  }

  /** How long a service suffers from the begin of {@code work} until another step has acted. */
  Spread untilActed(Work work, Effect effect) {
    Work later = effect.until() == null ? null : works.byKey().get(effect.until());
    double ends = times.slot(later == null ? work : later).end().mean();
    return Spread.exactly(Math.max(0, ends - times.slot(work).begin().mean()));
  }

  Guess guess() {
    return guess;
  }

  Writings writings() {
    return writings;
  }
}
