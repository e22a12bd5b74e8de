package io.s22.window.choice;

import java.time.LocalDateTime;
import java.util.Map;

/**
 * Expected users in each minute of the time looked at.
 *
 * @param from the first minute, by the plan's zone
 * @param all users of anything
 * @param services users of each service; those not named are taken to be {@code all}
 */
public record Demand(LocalDateTime from, double[] all, Map<String, double[]> services) {
  public Demand {
    services = Map.copyOf(services);
  }

  /** The users of a service, minute by minute. */
  public double[] of(String service) {
    return services.getOrDefault(service, all);
  }

  /** How many minutes there are. */
  public int minutes() {
    return all.length;
  }
}
