package io.s22.traffic.policy;

/** What a request meets. */
public sealed interface Ruling {
  /** It goes to a node of the route's pool. */
  record Pass(Route route) implements Ruling {}

  /** It goes on, and both sides are told that the service is degraded. */
  record PassDegraded(Route route, TimedGate gate) implements Ruling {}

  /** It is answered at once with the gate's message. */
  record Refuse(Route route, TimedGate gate) implements Ruling {}

  /** No route is meant for it. */
  record NoRoute() implements Ruling {}
}
