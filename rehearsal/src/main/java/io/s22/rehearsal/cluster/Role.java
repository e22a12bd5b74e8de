package io.s22.rehearsal.cluster;

import java.util.Locale;

/** What the nodes of a service are in a rehearsal. */
public enum Role {
  /** Writes and reads orders in the database. */
  API("api", "/api", "/health"),
  /** Keeps files. */
  FILES("files", "/files", "/health"),
  /** Carries numbered messages over WebSockets. */
  REALTIME("realtime", "/realtime", "/health");

  private final String word;
  private final String prefix;
  private final String health;

  Role(String word, String prefix, String health) {
    this.word = word;
    this.prefix = prefix;
    this.health = health;
  }

  /** What the node's program calls it. */
  String word() {
    return word;
  }

  /** The path its users ask. */
  public String prefix() {
    return prefix;
  }

  String health() {
    return health;
  }

  /** By what the service is called: a plan does not say what a service does. */
  static Role of(String service) {
    String name = service.toLowerCase(Locale.ROOT);
    if (name.matches(".*(message|chat|real-?time|socket|push).*")) {
      return REALTIME;
    }
    return name.matches(".*(file|storage|upload|blob|image).*") ? FILES : API;
  }
}
