package io.s22.forecast.net;

/**
 * The point of no return in one trial (semantics 16): reached when the window's close is nearer
 * than the reserve, or when the begin of a task would make it so; then the plan's default holds.
 */
final class TurningBackRule {
  private final EventSim sim;
  private boolean taken;
  private boolean deciding;

  /** When the point of no return is reached as things stand; infinity: never. */
  double at;

  TurningBackRule(EventSim sim) {
    this.sim = sim;
  }

  void reset() {
    taken = !sim.net.turns;
    deciding = false;
    at = Double.POSITIVE_INFINITY;
  }

  /** Whether {@code task} may begin now; if not, a decision is under way. */
  boolean allows(int task, double t) {
    if (taken) {
      return true;
    }
    Network net = sim.net;
    double with = sim.now.reserve + net.reserve[net.taskStep[task]];
    if (net.close - with >= t) {
      return true;
    }
    if (deciding) {
      return false;
    }
    deciding = true;
    double limit = Math.max(t, net.close - sim.now.reserve);
    at = Math.min(t + net.turnWithin, limit);
    if (at <= t) {
      decide(t);
      return !net.turnsBack;
    }
    return false;
  }

  /** The reserve changed: the point of no return moves. */
  void changed(double t) {
    if (!taken && !deciding && sim.net.turnsBack) {
      at = Math.max(t, sim.net.close - sim.now.reserve);
    }
  }

  /** Whether a task waits for the decision. */
  boolean holds() {
    return deciding && !taken;
  }

  void reached(double t) {
    at = Double.POSITIVE_INFINITY;
    if (sim.back.mode == GoingBack.FORWARD) {
      decide(t);
    }
  }

  private void decide(double t) {
    taken = true;
    at = Double.POSITIVE_INFINITY;
    if (sim.net.turnsBack) {
      sim.block.turned[sim.i] = true;
      sim.back.run(t, -1);
    }
  }
}
