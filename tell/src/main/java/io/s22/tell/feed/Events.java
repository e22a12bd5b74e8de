package io.s22.tell.feed;

import io.s22.tell.Language;
import io.s22.tell.Maintenance;
import io.s22.tell.Status;
import io.s22.tell.WindowPhase;
import io.s22.tell.Words;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** Windows as schema.org events, for search engines and assistants (JSON-LD 1.1). */
public final class Events {
  private static final String SCHEMA = "https://schema.org/";

  private Events() {}

  /** One document with all windows. */
  public static byte[] jsonLd(Status status, Language language) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("@context", SCHEMA);
    List<Map<String, Object>> graph =
        status.maintenances().stream().map(w -> event(status, w, language)).toList();
    document.put("@graph", graph);
    return JsonMapper.shared().writeValueAsBytes(document);
  }

  private static Map<String, Object> event(Status status, Maintenance window, Language language) {
    Map<String, Object> event = new LinkedHashMap<>();
    event.put("@type", "Event");
    event.put("@id", status.site().url() + "/#w-" + window.id());
    event.put("name", Words.line(window.title().in(language.locale())));
    event.put("startDate", window.opens().toString());
    event.put("endDate", window.closes().toString());
    event.put("eventStatus", SCHEMA + state(window));
    if (!window.moves().isEmpty()) {
      event.put("previousStartDate", window.moves().getFirst().oldOpens().toString());
    }
    event.put("eventAttendanceMode", SCHEMA + "OnlineEventAttendanceMode");
    event.put("location", Map.of("@type", "VirtualLocation", "url", status.site().url() + "/"));
    event.put(
        "organizer", Map.of("@type", "Organization", "name", Words.line(status.site().name())));
    return event;
  }

  private static String state(Maintenance window) {
    if (window.phase() == WindowPhase.CANCELLED) {
      return "EventCancelled";
    }
    return window.moves().isEmpty() ? "EventScheduled" : "EventRescheduled";
  }
}
