package io.s22.tell.statuspage;

import io.s22.plan.Text;
import io.s22.tell.Incident;
import io.s22.tell.Interval;
import io.s22.tell.Language;
import io.s22.tell.Maintenance;
import io.s22.tell.ServiceState;
import io.s22.tell.ServiceStatus;
import io.s22.tell.Status;
import io.s22.tell.Update;
import io.s22.tell.Words;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The objects Statuspage's documents are made of. */
final class Shapes {
  /** States of updates in which nothing is changed or broken. */
  private static final Set<String> OVER =
      Set.of("scheduled", "completed", "resolved", "postmortem");

  private final Status status;
  private final Language language;

  Shapes(Status status, Language language) {
    this.status = status;
    this.language = language;
  }

  Map<String, Object> page() {
    Map<String, Object> page = new LinkedHashMap<>();
    page.put("id", status.site().id());
    page.put("name", status.site().name());
    page.put("url", status.site().url());
    page.put("time_zone", status.zone().getId());
    page.put("updated_at", time(status.updated()));
    return page;
  }

  List<Object> components() {
    List<Object> all = new ArrayList<>();
    for (ServiceStatus service : status.services()) {
      all.add(component(service, all.size() + 1));
    }
    return all;
  }

  private Map<String, Object> component(ServiceStatus service, int position) {
    Instant since = service.since();
    Map<String, Object> component = new LinkedHashMap<>();
    component.put("id", service.name());
    component.put("name", text(service.title()));
    component.put("status", service.state().word());
    component.put("created_at", time(first()));
    component.put("updated_at", time(since == null ? status.updated() : since));
    component.put("position", position);
    Text advice = service.advice();
    component.put("description", advice == null ? null : text(advice));
    component.put("showcase", true);
    component.put("start_date", null);
    component.put("group_id", null);
    component.put("page_id", status.site().id());
    component.put("group", false);
    component.put("only_show_if_degraded", false);
    component.put("s22", extras(service));
    return component;
  }

  private Instant first() {
    return status.maintenances().isEmpty()
        ? status.now()
        : status.maintenances().getLast().announced();
  }

  private Map<String, Object> extras(ServiceStatus service) {
    Map<String, Object> extras = new LinkedHashMap<>();
    extras.put("title", service.title().byLanguage());
    extras.put("why", text(service.why()));
    extras.put("try_again_at", time(service.tryAgain()));
    Interval next = service.next();
    extras.put("next_touch", next == null ? null : span(next));
    extras.put("away_seconds", service.away().toSeconds());
    extras.put("uptime_90_days", service.uptime().share());
    var measured = service.measured();
    extras.put("measured_availability", measured == null ? null : measured.availability());
    var band = service.forecast();
    extras.put(
        "expected_away_seconds",
        band == null ? null : Map.of("p50", band.p50().toSeconds(), "p90", band.p90().toSeconds()));
    return extras;
  }

  Map<String, Object> incident(Incident incident) {
    Map<String, Object> shape = new LinkedHashMap<>();
    Instant resolved = incident.resolved();
    String word =
        incident.updates().isEmpty() ? "identified" : incident.updates().getFirst().status();
    shape.put("id", incident.id());
    shape.put("name", text(incident.name()));
    shape.put("status", word);
    shape.put("created_at", time(incident.began()));
    shape.put("updated_at", time(latest(incident.updates(), incident.began())));
    shape.put("monitoring_at", null);
    shape.put("resolved_at", time(resolved));
    shape.put("impact", incident.impact().word());
    shape.put("shortlink", status.site().url() + "/#" + incident.run());
    shape.put("started_at", time(incident.began()));
    shape.put("page_id", status.site().id());
    shape.put(
        "incident_updates",
        updates(
            incident.id(), incident.updates(), incident.services(), meanwhile(incident.impact())));
    shape.put("components", named(incident.services()));
    shape.put("reminder_intervals", null);
    return shape;
  }

  Map<String, Object> maintenance(Maintenance window) {
    List<String> touched = window.touches().stream().map(Maintenance.Touch::service).toList();
    Map<String, Object> shape = new LinkedHashMap<>();
    shape.put("id", window.id());
    shape.put("name", text(window.title()));
    shape.put("status", window.phase().word());
    shape.put("created_at", time(window.announced()));
    shape.put("updated_at", time(latest(window.updates(), window.announced())));
    shape.put("monitoring_at", null);
    shape.put("resolved_at", time(window.ended()));
    shape.put("impact", "maintenance");
    shape.put("shortlink", status.site().url() + "/#" + window.id());
    Instant started = window.started();
    shape.put("started_at", time(started == null ? window.announced() : started));
    shape.put("page_id", status.site().id());
    shape.put(
        "incident_updates",
        updates(window.id(), window.updates(), touched, ServiceState.UNDER_MAINTENANCE));
    shape.put("components", named(touched));
    shape.put("reminder_intervals", null);
    shape.put("scheduled_for", time(window.opens()));
    shape.put("scheduled_until", time(window.closes()));
    shape.put("s22", extras(window));
    return shape;
  }

  private Map<String, Object> extras(Maintenance window) {
    Map<String, Object> extras = new LinkedHashMap<>();
    extras.put("title", window.title().byLanguage());
    extras.put("phase", window.phase().name().toLowerCase(java.util.Locale.ROOT));
    extras.put("simulated", window.simulated());
    extras.put("fallback", window.fallback().stream().map(Shapes::span).toList());
    extras.put("overrun_seconds", window.overrun(status.now()).toSeconds());
    var expected = window.expected();
    if (expected != null) {
      extras.put("p50_finish", time(expected.p50()));
      extras.put("p90_finish", time(expected.p90()));
      extras.put("overrun_probability", expected.overrun());
    }
    extras.put("moves", window.moves().size());
    extras.put("stages", window.stages().stream().map(this::stage).toList());
    return extras;
  }

  private Map<String, Object> stage(Maintenance.StageLine stage) {
    Map<String, Object> shape = new LinkedHashMap<>();
    shape.put("name", stage.name());
    shape.put("title", text(stage.title()));
    shape.put("progress", stage.progress().name().toLowerCase(java.util.Locale.ROOT));
    shape.put("planned", span(stage.planned()));
    shape.put("started_at", time(stage.from()));
    shape.put("ended_at", time(stage.to()));
    shape.put("steps", stage.steps().size());
    shape.put("steps_over", stage.steps().stream().filter(s -> s.progress().over()).count());
    return shape;
  }

  /** What the page knows and Statuspage has no word for. */
  Map<String, Object> extras() {
    Map<String, Object> extras = new LinkedHashMap<>();
    extras.put("generated_at", time(status.now()));
    extras.put("valid_until", time(status.now().plus(Status.PROMISE)));
    extras.put("next_update_by", time(status.promised()));
    extras.put("next_update_missed", status.promiseMissed());
    return extras;
  }

  /** The state a component is said to be in while an incident lasts. */
  private static ServiceState meanwhile(Incident.Impact impact) {
    return switch (impact) {
      case NONE -> ServiceState.OPERATIONAL;
      case MINOR -> ServiceState.DEGRADED_PERFORMANCE;
      case MAJOR -> ServiceState.PARTIAL_OUTAGE;
      case CRITICAL -> ServiceState.MAJOR_OUTAGE;
    };
  }

  /**
   * @param updates the newest first
   * @param meanwhile the state of the components between beginning and end
   */
  private List<Object> updates(
      String incident, List<Update> updates, List<String> services, ServiceState meanwhile) {
    List<Object> shapes = new ArrayList<>();
    ServiceState before = ServiceState.OPERATIONAL;
    for (Update update : updates.reversed()) {
      boolean open = !OVER.contains(update.status());
      ServiceState after = open ? meanwhile : ServiceState.OPERATIONAL;
      shapes.addFirst(update(incident, update, affected(services, before, after)));
      before = after;
    }
    return shapes;
  }

  private Map<String, Object> update(String incident, Update update, List<Object> affected) {
    Map<String, Object> shape = new LinkedHashMap<>();
    shape.put("id", update.id());
    shape.put("status", update.status());
    shape.put("body", text(update.body()));
    shape.put("incident_id", incident);
    shape.put("created_at", time(update.at()));
    shape.put("updated_at", time(update.at()));
    shape.put("display_at", time(update.at()));
    shape.put("affected_components", affected);
    shape.put("deliver_notifications", true);
    shape.put("custom_tweet", null);
    shape.put("tweet_id", null);
    return shape;
  }

  private List<Object> affected(List<String> services, ServiceState before, ServiceState after) {
    return status.services().stream()
        .filter(s -> services.contains(s.name()))
        .<Object>map(s -> {
          Map<String, Object> shape = new LinkedHashMap<>();
          shape.put("code", s.name());
          shape.put("name", text(s.title()));
          shape.put("old_status", before.word());
          shape.put("new_status", after.word());
          return shape;
        })
        .toList();
  }

  private List<Object> named(List<String> services) {
    return components().stream()
        .filter(c -> c instanceof Map<?, ?> map && services.contains(map.get("id")))
        .toList();
  }

  private static Map<String, Object> span(Interval interval) {
    Map<String, Object> span = new LinkedHashMap<>();
    span.put("from", time(interval.from()));
    span.put("to", time(interval.to()));
    return span;
  }

  private static Instant latest(List<Update> updates, Instant otherwise) {
    return updates.isEmpty() ? otherwise : updates.getFirst().at();
  }

  private String text(Text text) {
    return Words.line(text.in(language.locale()));
  }

  private static @Nullable String time(@Nullable Instant at) {
    return at == null ? null : Words.millis(at.truncatedTo(ChronoUnit.MILLIS));
  }
}
