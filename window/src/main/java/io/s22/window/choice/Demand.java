package io.s22.window.choice;

import java.time.LocalDateTime;
import java.util.Map;

/**
 * Expected users in each minute of the time looked at.
 *
 * @param from the first minute, by the plan's zone
 * @param all users of anything, as windows are placed by
 * @param services users of each service, likewise; those not named are taken to be {@code all}
 * @param expected users of anything, as foretold with the least error
 * @param low their 10 % quantile
 * @param high their 90 % quantile
 */
public record Demand(
    LocalDateTime from,
    double[] all,
    Map<String, double[]> services,
    double[] expected,
    double[] low,
    double[] high) {
  public Demand {
    services = Map.copyOf(services);
  }

  /** A demand that is known for certain. */
  public static Demand certain(LocalDateTime from, double[] all, Map<String, double[]> services) {
    return new Demand(from, all, services, all, all, all);
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
