package io.s22.tell;

import io.s22.tell.ServiceStatus.Band;
import io.s22.tell.Status.Site;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Makes the status: the one way from journals to everything the public sees. */
public final class Statuses {
  /** How long windows that are over stay on the page. */
  private static final Duration MEMORY = Duration.ofDays(Uptimes.DAYS);

  private Statuses() {}

  /**
   * The status at {@code now}.
   *
   * @param stories one for each run, folded up to now
   * @param posts what was posted beside the journals
   * @param forecasts how long a service is expected to be away, by {@code run/service}
   */
  public static Status of(
      Site site,
      List<RunStory> stories,
      List<Post> posts,
      Map<String, Band> forecasts,
      Instant now) {
    List<RunStory> known =
        stories.stream()
            .filter(s -> s.ended() == null || s.ended().isAfter(now.minus(MEMORY)))
            .sorted(Comparator.comparing(RunStory::openedAt).reversed())
            .toList();
    ZoneId zone = known.isEmpty() ? ZoneOffset.UTC : known.getFirst().plan().zone();
    List<Maintenance> windows = known.stream().map(s -> Maintenances.of(s, posts)).toList();
    List<ServiceStatus> services =
        new Services(known, new Uptimes(known, zone, now), forecasts, now).all();
    ServiceState overall =
        services.stream()
            .map(ServiceStatus::state)
            .reduce(ServiceState.OPERATIONAL, ServiceState::or);
    Instant updated =
        windows.stream()
            .flatMap(w -> w.updates().stream())
            .map(Update::at)
            .max(Comparator.naturalOrder())
            .orElse(now);
    return new Status(
        site,
        now,
        zone,
        overall,
        services,
        windows,
        Incidents.of(known, now),
        updated,
        promised(windows, now));
  }

  /** The newest word about an open window, and five minutes. */
  private static @org.jspecify.annotations.Nullable Instant promised(
      List<Maintenance> windows, Instant now) {
    return windows.stream()
        .filter(w -> w.active(now))
        .map(w -> latest(w.updates().getFirst().at(), w.opens()).plus(Status.PROMISE))
        .min(Comparator.naturalOrder())
        .orElse(null);
  }

  private static Instant latest(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
