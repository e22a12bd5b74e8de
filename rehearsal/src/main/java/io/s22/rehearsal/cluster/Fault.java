package io.s22.rehearsal.cluster;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What can be wrong with a node of a service on purpose. */
public enum Fault {
  /** Its process is gone. */
  KILLED(""),
  /** Every answer takes a second and a half. */
  SLOW("{\"delayMillis\": 1500}"),
  /** Every second answer is an error. */
  FAILING("{\"failEvery\": 2}"),
  /** Every second answer is not true. */
  WRONG("{\"wrongEvery\": 2}"),
  /** Its health check says no. */
  UNHEALTHY("{\"unhealthy\": true}");

  private final String switches;

  Fault(String switches) {
    this.switches = switches;
  }

  /** The body that sets a node's fault switches so. */
  String switches() {
    return switches;
  }

  /** The fault of that word. */
  public static Optional<Fault> of(String word) {
    return Arrays.stream(values()).filter(each -> each.toString().equals(word)).findFirst();
  }

  /** All words. */
  public static List<String> words() {
    return Arrays.stream(values()).map(Fault::toString).toList();
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
