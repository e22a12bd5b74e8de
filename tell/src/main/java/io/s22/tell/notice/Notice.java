package io.s22.tell.notice;

import io.s22.plan.Text;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Something the people of some services are to be told, once.
 *
 * @param event names it within its run, for ever: the same journal makes the same events
 * @param at when it is due
 * @param until from when on it is no longer worth telling; null for what is always
 * @param services those whose users it concerns
 * @param over the channels it goes over
 * @param severity the queue it goes in; its kind's, but where a person chose another
 */
public record Notice(
    String run,
    String event,
    NoticeKind kind,
    Instant at,
    @Nullable Instant until,
    List<String> services,
    Set<Medium> over,
    Severity severity,
    Facts facts) {
  /** How late a notice that has been overtaken may still be. */
  private static final Duration GRACE = Duration.ofMinutes(10);

  /** What is older than this is history, not news. */
  private static final Duration OLD = Duration.ofHours(24);

  public Notice {
    services = List.copyOf(services);
    over = Set.copyOf(over);
  }

  /** One that matters as much as its kind does. */
  public Notice(
      String run,
      String event,
      NoticeKind kind,
      Instant at,
      @Nullable Instant until,
      List<String> services,
      Set<Medium> over,
      Facts facts) {
    this(run, event, kind, at, until, services, over, kind.severity(), facts);
  }

  /**
   * What it says.
   *
   * @param opens the window as it stood then
   * @param oldOpens what it was before it moved; null where it did not
   * @param stage the stage it is about
   * @param says the plan's own words
   * @param counted for how long each service was away, as the contract counts
   * @param revision how often the window had changed by then
   */
  public record Facts(
      Instant opens,
      Instant closes,
      @Nullable Instant oldOpens,
      @Nullable Instant oldCloses,
      @Nullable Text stage,
      @Nullable Text says,
      @Nullable Text subject,
      Map<String, Duration> counted,
      int revision) {
    public Facts {
      counted = Collections.unmodifiableMap(new LinkedHashMap<>(counted));
    }
  }

  /** Whether telling it at {@code now} would tell people what no longer holds. */
  public boolean stale(Instant now) {
    if (now.isAfter(at.plus(OLD))) {
      return true;
    }
    Instant end = until;
    return end != null
        && !now.isBefore(end)
        && (kind == NoticeKind.UPDATE || now.isAfter(at.plus(GRACE)));
  }

  /** Its name over all runs. */
  public String name() {
    return run + "/" + event;
  }
}
