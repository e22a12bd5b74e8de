package io.s22.tell;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All the public is told at one instant: a pure function of plans, journals, posts and the present.
 *
 * @param zone the cluster's
 * @param updated when something was last told
 * @param promised by when the next update is due; null while no window is open
 * @param maintenances newest first
 */
public record Status(
    Site site,
    Instant now,
    ZoneId zone,
    ServiceState overall,
    List<ServiceStatus> services,
    List<Maintenance> maintenances,
    List<Incident> incidents,
    Instant updated,
    @Nullable Instant promised) {
  /** How long a page may go without a word while a window is open. */
  public static final Duration PROMISE = Duration.ofMinutes(5);

  public Status {
    services = List.copyOf(services);
    maintenances = List.copyOf(maintenances);
    incidents = List.copyOf(incidents);
  }

  /**
   * Whose page it is.
   *
   * @param name what stands on top
   * @param url where the page lives, without a slash at its end
   */
  public record Site(String id, String name, String url) {}

  /** The same with other services. */
  public Status withServices(List<ServiceStatus> others) {
    return new Status(site, now, zone, overall, others, maintenances, incidents, updated, promised);
  }

  /** Windows that are open or under way. */
  public List<Maintenance> active() {
    return maintenances.stream().filter(m -> m.active(now)).toList();
  }

  /** Windows to come, the next one first. */
  public List<Maintenance> upcoming() {
    return maintenances.stream()
        .filter(m -> m.upcoming(now))
        .sorted(java.util.Comparator.comparing(Maintenance::opens))
        .toList();
  }

  /** Windows that are over, newest first. */
  public List<Maintenance> past() {
    return maintenances.stream().filter(m -> m.phase().over()).toList();
  }

  /** Incidents that last. */
  public List<Incident> unresolved() {
    return incidents.stream().filter(i -> i.resolved() == null).toList();
  }

  /** Whether an update was promised and did not come. */
  public boolean promiseMissed() {
    return promised != null && now.isAfter(promised);
  }
}
