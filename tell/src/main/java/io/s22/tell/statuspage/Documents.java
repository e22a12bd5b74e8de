package io.s22.tell.statuspage;

import io.s22.tell.Incident;
import io.s22.tell.Language;
import io.s22.tell.Maintenance;
import io.s22.tell.ServiceState;
import io.s22.tell.Status;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * The documents of {@code https://www.atlassian.com/software/statuspage} API v2, public part: its
 * field names, its enumerations; what it does not know stands under {@code s22}.
 */
public final class Documents {
  /** The paths of all documents below {@code api/v2/}. */
  public static final List<String> PATHS =
      List.of(
          "summary.json",
          "status.json",
          "components.json",
          "incidents.json",
          "incidents/unresolved.json",
          "scheduled-maintenances.json",
          "scheduled-maintenances/upcoming.json",
          "scheduled-maintenances/active.json");

  private static final JsonMapper JSON = JsonMapper.shared();

  /** What Statuspage hands out at the most. */
  private static final int MOST = 50;

  private final Status status;
  private final Shapes shapes;

  public Documents(Status status, Language language) {
    this.status = status;
    this.shapes = new Shapes(status, language);
  }

  /** Every document as UTF-8 JSON, by path. */
  public Map<String, byte[]> all() {
    Map<String, byte[]> all = new LinkedHashMap<>();
    PATHS.forEach(path -> all.put(path, JSON.writeValueAsBytes(document(path))));
    return all;
  }

  /**
   * One document.
   *
   * @throws IllegalArgumentException for a path that is not one of {@link #PATHS}
   */
  Map<String, Object> document(String path) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("page", shapes.page());
    switch (path) {
      case "summary.json" -> {
        document.put("components", shapes.components());
        document.put("incidents", incidents(status.unresolved()));
        document.put("scheduled_maintenances", windows(current()));
        document.put("status", indicator());
        document.put("s22", shapes.extras());
      }
      case "status.json" -> document.put("status", indicator());
      case "components.json" -> document.put("components", shapes.components());
      case "incidents.json" -> document.put("incidents", incidents(status.incidents()));
      case "incidents/unresolved.json" -> document.put("incidents", incidents(status.unresolved()));
      case "scheduled-maintenances.json" ->
          document.put("scheduled_maintenances", windows(status.maintenances()));
      case "scheduled-maintenances/upcoming.json" ->
          document.put("scheduled_maintenances", windows(status.upcoming()));
      case "scheduled-maintenances/active.json" ->
          document.put("scheduled_maintenances", windows(status.active()));
      default -> throw new IllegalArgumentException("no such document: " + path);
    }
    return document;
  }

  private List<Maintenance> current() {
    List<Maintenance> current = new ArrayList<>(status.active());
    current.addAll(status.upcoming());
    return current;
  }

  private List<Object> incidents(List<Incident> incidents) {
    return incidents.stream().limit(MOST).<Object>map(shapes::incident).toList();
  }

  private List<Object> windows(List<Maintenance> windows) {
    return windows.stream().limit(MOST).<Object>map(shapes::maintenance).toList();
  }

  private Map<String, Object> indicator() {
    boolean open = !status.active().isEmpty();
    Map<String, Object> indicator = new LinkedHashMap<>();
    indicator.put("indicator", indicator(status.overall(), open));
    indicator.put("description", description(status.overall(), open));
    return indicator;
  }

  private static String indicator(ServiceState overall, boolean open) {
    return switch (overall) {
      case OPERATIONAL -> open ? "maintenance" : "none";
      case DEGRADED_PERFORMANCE -> "minor";
      case UNDER_MAINTENANCE -> "maintenance";
      case PARTIAL_OUTAGE -> "major";
      case MAJOR_OUTAGE -> "critical";
    };
  }

  /** Statuspage's own sentences: clients show them, and some compare them. */
  private static String description(ServiceState overall, boolean open) {
    return switch (overall) {
      case OPERATIONAL -> open ? "Service Under Maintenance" : "All Systems Operational";
      case DEGRADED_PERFORMANCE -> "Partially Degraded Service";
      case UNDER_MAINTENANCE -> "Service Under Maintenance";
      case PARTIAL_OUTAGE -> "Partial System Outage";
      case MAJOR_OUTAGE -> "Major System Outage";
    };
  }
}
