package io.s22.rehearsal.binding;

import io.s22.driver.balance.GateTimes;
import io.s22.run.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Instants of a plan as a gateway of this machine is to keep them: it lives in the machine's time,
 * so an hour of the plan from now is as far away for it as an hour of the rehearsal lasts.
 */
final class RealTimes {
  private static final List<String> WORDS = List.of("from", "until");

  private RealTimes() {}

  /**
   * Replaces the instants in a gate's parameters; what is no instant stays, for the driver to
   * refuse.
   */
  static void put(Map<String, Object> with, Clock plan, Clock wall) {
    Optional<String> zone = Optional.ofNullable(with.get("zone")).map(String::valueOf);
    boolean replaced = false;
    for (String word : WORDS) {
      if (with.get(word) instanceof String text) {
        try {
          Duration away = Duration.between(plan.now(), GateTimes.instant(text, zone));
          with.put(word, wall.now().plus(plan.waiting(away)).toString());
          replaced = true;
        } catch (DateTimeException none) {
          return;
        }
      }
    }
    if (replaced) {
      with.remove("zone");
    }
  }
}
