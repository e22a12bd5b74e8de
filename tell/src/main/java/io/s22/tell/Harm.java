package io.s22.tell;

import io.s22.plan.Effect;
import io.s22.plan.Inventory;
import io.s22.plan.Plan;
import io.s22.plan.Service;
import io.s22.plan.Step;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What a plan as written does to users at the worst, by docs/semantics.md, 19 to 21; the words of
 * network operators for it (https://github.com/maint-notification/maintnote-std). The worse last.
 */
public enum Harm {
  NO_IMPACT,
  /** Hosts are taken away, and enough remain. */
  REDUCED_REDUNDANCY,
  DEGRADED,
  OUTAGE;

  /** As calendars say it: {@code REDUCED-REDUNDANCY}. */
  public String word() {
    return name().replace('_', '-');
  }

  private Harm or(Harm other) {
    return compareTo(other) >= 0 ? this : other;
  }

  /** The harm of each service that is touched, by its own steps or by those it depends on. */
  static Map<String, Harm> of(Plan plan) {
    Inventory inventory = new Inventory(plan.cluster());
    Map<String, Harm> harms = new HashMap<>();
    plan.stages().stream()
        .flatMap(stage -> stage.steps().stream())
        .forEach(step -> {
          step.degrades().keySet().forEach(name -> harms.merge(name, DEGRADED, Harm::or));
          step.interrupts()
              .keySet()
              .forEach(
                  name -> harms.merge(name, interrupted(plan, inventory, step, name), Harm::or));
        });
    boolean spreads = true;
    while (spreads) {
      spreads = false;
      for (Map.Entry<String, Service> each : plan.cluster().services().entrySet()) {
        Harm before = harms.getOrDefault(each.getKey(), NO_IMPACT);
        Harm after = before.or(inherited(each.getValue(), harms));
        if (after != before) {
          harms.put(each.getKey(), after);
          spreads = true;
        }
      }
    }
    return harms;
  }

  private static Harm inherited(Service service, Map<String, Harm> harms) {
    Harm worst = NO_IMPACT;
    for (String needed : service.dependsOn()) {
      worst = worst.or(harms.getOrDefault(needed, NO_IMPACT));
    }
    for (String wanted : service.degradesWithout()) {
      Harm its = harms.getOrDefault(wanted, NO_IMPACT);
      worst = worst.or(its == OUTAGE ? DEGRADED : its);
    }
    return worst;
  }

  private static Harm interrupted(Plan plan, Inventory inventory, Step step, String name) {
    Service service = plan.cluster().services().get(name);
    Effect effect = step.interrupts().get(name);
    boolean closed = effect != null && effect.until() != null;
    if (closed || service == null || service.needs() == null || service.failOver() != null) {
      return OUTAGE;
    }
    Set<String> own = new HashSet<>(inventory.hostsOf(service));
    var acting = inventory.hosts(step.on());
    if (acting.isEmpty() || !own.containsAll(acting)) {
      return OUTAGE;
    }
    int atOnce = step.batch() == null ? 1 : step.batch().size(acting.size());
    return atOnce > own.size() - service.needs().k() ? OUTAGE : REDUCED_REDUNDANCY;
  }
}
