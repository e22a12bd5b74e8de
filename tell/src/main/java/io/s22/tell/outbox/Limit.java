package io.s22.tell.outbox;

import io.s22.tell.notice.Medium;
import java.util.EnumMap;
import java.util.Map;

/**
 * How fast a channel may be used.
 *
 * @param perMinute of each of its queues, one for each severity
 * @param perEndpoint a minute, of one robot or one host, all severities together
 * @param atOnce how many are under way in a queue
 * @param atOnceEach how many are under way to one endpoint
 */
public record Limit(int perMinute, int perEndpoint, int atOnce, int atOnceEach) {
  public Limit {
    if (perMinute < 1 || perEndpoint < 1 || atOnce < 1 || atOnceEach < 1) {
      throw new IllegalArgumentException("a limit lets something through");
    }
  }

  /** What the makers of the channels write down; docs/announcements.md has the sources. */
  public static Map<Medium, Limit> usual() {
    Map<Medium, Limit> limits = new EnumMap<>(Medium.class);
    for (Medium medium : Medium.values()) {
      limits.put(medium, usual(medium));
    }
    return limits;
  }

  private static Limit usual(Medium medium) {
    return switch (medium) {
      case EMAIL -> new Limit(3_000, 1_000_000, 32, 32);
      case SMS -> new Limit(600, 1_000_000, 16, 16);
      case PUSH -> new Limit(6_000, 6_000, 64, 32);
      case WEBHOOK, CLOUDEVENTS -> new Limit(6_000, 600, 64, 4);
      case SLACK -> new Limit(600, 60, 32, 1);
      case DINGTALK, WECOM -> new Limit(20, 20, 8, 1);
      case FEISHU -> new Limit(100, 100, 8, 1);
    };
  }

  /** The same with another number a minute. */
  public Limit perMinute(int number) {
    return new Limit(number, Math.min(number, perEndpoint), atOnce, atOnceEach);
  }
}
