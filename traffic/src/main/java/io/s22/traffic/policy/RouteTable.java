package io.s22.traffic.policy;

import java.util.Comparator;
import java.util.List;

/**
 * A policy compiled for the hot path: routes by falling length of prefix, each with its gates and
 * its answers made beforehand, so that a ruling allocates nothing.
 */
public final class RouteTable {
  private static final Ruling NO_ROUTE = new Ruling.NoRoute();

  private final Entry[] entries;

  private record Entry(Route route, Ruling pass, Gate[] gates) {}

  private record Gate(TimedGate gate, Ruling refuse, Ruling degraded) {}

  public RouteTable(Policy policy) {
    Comparator<Route> longestFirst = Comparator.comparingInt(route -> -route.prefix().length());
    Comparator<Route> narrowestFirst =
        Comparator.comparing((Route route) -> -route.bodyOver())
            .thenComparing(route -> route.methods().isEmpty());
    this.entries =
        policy.routes().stream()
            .sorted(longestFirst.thenComparing(narrowestFirst))
            .map(route -> entry(route, policy.gates()))
            .toArray(Entry[]::new);
  }

  private static Entry entry(Route route, List<TimedGate> all) {
    Gate[] gates =
        all.stream()
            .filter(gate -> gate.route().equals(route.name()))
            .map(gate ->
                new Gate(
                    gate, new Ruling.Refuse(route, gate), new Ruling.PassDegraded(route, gate)))
            .toArray(Gate[]::new);
    return new Entry(route, new Ruling.Pass(route), gates);
  }

  /**
   * What a request meets at {@code now}.
   *
   * @param length the declared length of its body; -1 when it declares none but sends one
   */
  public Ruling rule(String method, String path, long length, long now) {
    for (Entry entry : entries) {
      if (matches(entry.route, method, path, length)) {
        return ruling(entry, method, now);
      }
    }
    return NO_ROUTE;
  }

  private static boolean matches(Route route, String method, String path, long length) {
    return path.startsWith(route.prefix())
        && endsAtBoundary(route.prefix(), path)
        && (route.methods().isEmpty() || route.methods().contains(method))
        && (route.bodyOver() < 0 || length < 0 || length > route.bodyOver());
  }

  /**
   * {@code /api} is meant for {@code /api}, {@code /api/x} and {@code /api?x}, not {@code /apix}.
   */
  private static boolean endsAtBoundary(String prefix, String path) {
    int end = prefix.length();
    return path.length() == end
        || prefix.charAt(end - 1) == '/'
        || path.charAt(end) == '/'
        || path.charAt(end) == '?';
  }

  /** Of several gates that hold, one that closes wins over one that degrades. */
  private static Ruling ruling(Entry entry, String method, long now) {
    Ruling ruling = entry.pass;
    for (Gate gate : entry.gates) {
      if (gate.gate.holds(now)) {
        boolean reading = "GET".equals(method) || "HEAD".equals(method) || "OPTIONS".equals(method);
        if (gate.gate.effect() == TimedGate.Effect.CLOSE || !reading) {
          return gate.refuse;
        }
        ruling = gate.degraded;
      }
    }
    return ruling;
  }
}
