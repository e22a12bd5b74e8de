package io.s22.plan.check;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Every rule there is. A new family of rules is added here, and nowhere else. */
public final class Rules {
  /** A family: rules about one thing. */
  public record Family(String title, List<Rule> rules) {
    public Family {
      rules = List.copyOf(rules);
    }
  }

  private static final List<Family> FAMILIES =
      List.of(
          new Family("Windows and blackouts", WindowRules.ALL),
          new Family("The choice of a window", ChoosingRules.ALL),
          new Family("Nights in which the clocks are changed", DaylightRules.ALL),
          new Family("Time boxes", BoxRules.ALL),
          new Family("Deadlines", DeadlineRules.ALL),
          new Family("The way back", RollbackRules.ALL),
          new Family("Blackouts against the work", BlackoutRules.ALL),
          new Family("Order and names", OrderRules.ALL),
          new Family("Unknown names", ReferenceRules.ALL),
          new Family("Effects on services", EffectRules.ALL),
          new Family("Drivers and parameters", DriverRules.ALL),
          new Family("Hosts and services", InventoryRules.ALL),
          new Family("Capacity", CapacityRules.ALL),
          new Family("Steps", StepRules.ALL),
          new Family("Durations", DurationRules.ALL),
          new Family("Gates and people", GateRules.ALL),
          new Family("Versions", VersionRules.ALL),
          new Family("Promises", PromiseRules.ALL),
          new Family("Users", UserRules.ALL),
          new Family("Variables and secrets", SecretRules.ALL),
          new Family("What is left over", UnusedRules.ALL));

  private Rules() {}

  /** All families, in the order of the overview. */
  public static List<Family> families() {
    return FAMILIES;
  }

  /** All rules, by code. */
  public static List<Rule> all() {
    Stream<Rule> all = FAMILIES.stream().flatMap(family -> family.rules().stream());
    return all.sorted(Comparator.comparing(Rule::code)).toList();
  }
}
