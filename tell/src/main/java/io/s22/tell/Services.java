package io.s22.tell;

import io.s22.journal.Event;
import io.s22.journal.RunState;
import io.s22.plan.Guidance;
import io.s22.plan.Promise;
import io.s22.plan.Service;
import io.s22.plan.Text;
import io.s22.tell.ServiceStatus.Band;
import io.s22.tell.ServiceStatus.Measure;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How services are, by the runs that are open and by what was measured. */
final class Services {
  /** A measurement older than this says nothing of the present. */
  private static final Duration FRESH = Duration.ofMinutes(2);

  private static final Text NONE = Text.of("");
  private final List<RunStory> stories;
  private final Instant now;
  private final Uptimes uptimes;
  private final Map<String, Band> forecasts;

  /**
   * @param stories newest run first
   * @param forecasts by run and service: {@code run/service}
   */
  Services(List<RunStory> stories, Uptimes uptimes, Map<String, Band> forecasts, Instant now) {
    this.stories = stories;
    this.uptimes = uptimes;
    this.forecasts = forecasts;
    this.now = now;
  }

  /** Every service of a plan the page knows; the newest plan says how it is called. */
  List<ServiceStatus> all() {
    Map<String, RunStory> newest = new LinkedHashMap<>();
    for (RunStory story : stories) {
      story.plan().cluster().services().keySet().forEach(name -> newest.putIfAbsent(name, story));
    }
    return newest.entrySet().stream().map(e -> status(e.getKey(), e.getValue())).toList();
  }

  /** What one run makes of a service right now. */
  private record View(
      ServiceState state, Text why, @Nullable Instant since, @Nullable Instant again) {}

  private ServiceStatus status(String name, RunStory newest) {
    List<RunStory> mine =
        stories.stream().filter(s -> s.plan().cluster().services().containsKey(name)).toList();
    View view =
        mine.stream()
            .map(story -> view(name, story))
            .max(Comparator.comparing(View::state))
            .orElse(new View(ServiceState.OPERATIONAL, NONE, null, null));
    RunStory telling =
        mine.stream().filter(s -> !s.state().ended()).reduce((a, b) -> b).orElse(newest);
    Service service = service(name, newest);
    Measure measured = measure(name, telling);
    return new ServiceStatus(
        name,
        Maintenances.titled(service.title(), name),
        view.state(),
        view.why(),
        view.since(),
        view.again(),
        mine.stream()
            .map(story -> next(name, story))
            .filter(i -> i != null)
            .min(Comparator.comparing(Interval::from))
            .orElse(null),
        advice(name, telling),
        service(name, telling).promise(),
        measured,
        forecasts.get(telling.run() + "/" + name),
        telling
            .impact(now)
            .away(name)
            .within(new Interval(telling.opens(), now.plusMillis(1)))
            .length(),
        uptimes.of(name));
  }

  private static Service service(String name, RunStory story) {
    Service service = story.plan().cluster().services().get(name);
    if (service == null) {
      throw new IllegalArgumentException("no service of this plan: " + name);
    }
    return service;
  }

  private View view(String name, RunStory story) {
    if (story.state() == RunState.STUCK
        && isNewest(story)
        && Incidents.unfinished(story).contains(name)) {
      return new View(
          ServiceState.PARTIAL_OUTAGE,
          Words.both("a change could not be rolled back", "一项变更无法回退"),
          story.ended(),
          null);
    }
    if (story.started() == null || story.state().ended()) {
      return new View(ServiceState.OPERATIONAL, NONE, null, null);
    }
    View measured = measuredView(name, story);
    Impact impact = story.impact(now);
    for (Interval away : impact.away(name).list()) {
      if (!away.from().isAfter(now) && away.to().isAfter(now)) {
        return away(name, story, away);
      }
    }
    if (measured.state() != ServiceState.OPERATIONAL) {
      return measured;
    }
    for (Interval slow : impact.slow(name).list()) {
      if (!slow.from().isAfter(now) && slow.to().isAfter(now)) {
        Text why = Words.both("slower or limited while work goes on", "工作期间变慢或受限");
        return new View(ServiceState.DEGRADED_PERFORMANCE, why, slow.from(), again(name, story));
      }
    }
    return measured;
  }

  private boolean isNewest(RunStory story) {
    return stories.stream()
        .noneMatch(s ->
            s.plan().plan().equals(story.plan().plan())
                && s.openedAt().isAfter(story.openedAt())
                && s.state().ended());
  }

  private View away(String name, RunStory story, Interval away) {
    Promise promise = service(name, story).promise();
    Duration longest = promise == null ? null : promise.longestInterruption();
    Instant again = again(name, story);
    if (longest != null && Duration.between(away.from(), now).compareTo(longest) > 0) {
      Text why = Words.both("interrupted for longer than promised", "中断时间超过承诺");
      return new View(ServiceState.MAJOR_OUTAGE, why, away.from(), again);
    }
    if (now.isAfter(story.closes())) {
      Text why = Words.both("interrupted, and the window is over its time", "中断，且维护已超时");
      return new View(ServiceState.MAJOR_OUTAGE, why, away.from(), again);
    }
    Text why = Words.both("interrupted as planned", "按计划中断");
    return new View(ServiceState.UNDER_MAINTENANCE, why, away.from(), again);
  }

  private View measuredView(String name, RunStory story) {
    Event.Measured last =
        story.measured().stream()
            .filter(m -> m.service().equals(name) && m.to().plus(FRESH).isAfter(now))
            .reduce((one, later) -> later)
            .orElse(null);
    double failed =
        last == null || last.requests() == 0 ? 0 : (double) last.failed() / last.requests();
    Text why = Words.both("errors are measured that nobody planned", "测得计划外错误");
    if (last == null || failed < 0.05) {
      return new View(ServiceState.OPERATIONAL, NONE, null, null);
    }
    ServiceState state = failed < 0.5 ? ServiceState.PARTIAL_OUTAGE : ServiceState.MAJOR_OUTAGE;
    return new View(state, why, last.from(), null);
  }

  /** The end of the box that touches it now; the P90 of the whole where that has passed. */
  private @Nullable Instant again(String name, RunStory story) {
    Instant box =
        story.planned(name).stream()
            .filter(i -> !i.from().isAfter(now) && i.to().isAfter(now))
            .map(Interval::to)
            .max(Comparator.naturalOrder())
            .orElse(null);
    Event.Expected expected = story.expected();
    if (box != null || expected == null) {
      return box;
    }
    return expected.p90Finish().isAfter(now) ? expected.p90Finish() : null;
  }

  private @Nullable Interval next(String name, RunStory story) {
    if (story.state().ended()) {
      return null;
    }
    return story.planned(name).stream()
        .filter(i -> i.from().isAfter(now))
        .min(Comparator.comparing(Interval::from))
        .orElse(null);
  }

  private @Nullable Text advice(String name, RunStory story) {
    Guidance guidance = story.plan().tellUsers().get(name);
    if (guidance == null) {
      return null;
    }
    if (story.state().ended()) {
      return guidance.after();
    }
    return story.started() == null ? guidance.before() : guidance.during();
  }

  private static @Nullable Measure measure(String name, RunStory story) {
    List<Event.Measured> slices =
        story.measured().stream().filter(m -> m.service().equals(name)).toList();
    if (slices.isEmpty()) {
      return null;
    }
    return new Measure(
        slices.stream().mapToLong(Event.Measured::requests).sum(),
        slices.stream().mapToLong(Event.Measured::failed).sum(),
        slices.stream().mapToDouble(Event.Measured::p99Millis).max().orElse(0),
        slices.stream().mapToDouble(Event.Measured::longestGapMillis).max().orElse(0),
        slices.getLast().to());
  }
}
