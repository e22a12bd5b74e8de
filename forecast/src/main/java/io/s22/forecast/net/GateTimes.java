package io.s22.forecast.net;

import io.s22.forecast.draw.Law;
import org.jspecify.annotations.Nullable;

/** How long the gates before a stage or step take in one trial, and what they come to. */
final class GateTimes {
  private final Network net;
  private final Draws draws;

  /** Whether the gates that were asked last let pass. */
  boolean go;

  GateTimes(Network net, Draws draws) {
    this.net = net;
    this.draws = draws;
  }

  /** The time the gates of {@code owner} take; {@link #go} says what they came to. */
  double ask(Rows gates, int owner, int i) {
    go = true;
    double delay = 0;
    for (int e = gates.from()[owner]; e < gates.from()[owner + 1] && go; e++) {
      int gate = gates.list()[e];
      double takes = takes(net.gateLaw[gate], net.gateVar[gate], i);
      if (takes >= net.gateWithin[gate]) {
        delay += net.gateWithin[gate];
        go = net.gateLateGo[gate];
      } else {
        delay += takes;
        double p = net.gateRefuses[gate];
        go = p <= 0 || draws.uniform(net.gateVar[gate] + 1, 1, i) >= p;
      }
    }
    return delay;
  }

  private double takes(@Nullable Law law, int variable, int i) {
    if (law == null) {
      return 0;
    }
    return law.fixed() ? law.at(0.5) : law.at(draws.uniform(variable, 1, i));
  }
}
