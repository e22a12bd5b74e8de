package io.s22.tell;

/** How a service is, from best to worst; the names of Statuspage's components. */
public enum ServiceState {
  OPERATIONAL,
  DEGRADED_PERFORMANCE,
  UNDER_MAINTENANCE,
  PARTIAL_OUTAGE,
  MAJOR_OUTAGE;

  /** As Statuspage writes it. */
  public String word() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }

  /** The worse of the two. */
  ServiceState or(ServiceState other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
