package io.s22.forecast.net;

/**
 * The point of no return in one trial (semantics 16): people are asked some time before it, or when
 * the begin of a task would put it into the past; without an answer the plan's default holds.
 */
final class TurningBackRule {
  private final EventSim sim;
  private final Network net;
  private final TrialState now;
  private final double close;
  private final double turnWithin;
  private final double[] reserve;
  private final int[] taskStep;
  private boolean taken;
  private boolean asked;
  private boolean crossed;
  private double deadline;
  private double reserveBefore;

  /** When the rule has something to do as things stand; infinity: never. */
  double at;

  TurningBackRule(EventSim sim) {
    this.sim = sim;
    this.net = sim.net;
    this.now = sim.now;
    this.close = net.close;
    this.turnWithin = net.turnWithin;
    this.reserve = net.reserve;
    this.taskStep = net.taskStep;
  }

  void reset() {
    taken = !net.turns || (net.given != null && net.given.goesOn());
    asked = false;
    at = Double.POSITIVE_INFINITY;
  }

  /** Some tasks are about to be asked whether they may begin. */
  void open() {
    crossed = false;
    reserveBefore = now.reserve;
  }

  /** Whether {@code task} may begin now. */
  boolean allows(int task, double t) {
    double own = reserve[taskStep[task]];
    if (taken || own <= 0 || close - now.reserve - own >= t) {
      return true;
    }
    crossed = true;
    return false;
  }

  /** Whether the run turns back this very instant, so that nothing of it begins. */
  boolean stopsAll() {
    return crossed && !asked && !net.asks && net.turnsBack;
  }

  /** All have been asked, and those that may have begun; true when more may begin now. */
  boolean close(double t) {
    if (crossed && !asked && !taken) {
      asked = true;
      deadline = Math.min(t + turnWithin, Math.max(t, close - reserveBefore));
      changed(t);
      if (at <= t) {
        decide(t);
        return taken && sim.back.mode == GoingBack.FORWARD;
      }
    }
    return false;
  }

  /** The reserve changed: the point of no return moves. */
  void changed(double t) {
    if (!taken) {
      double point = close - now.reserve;
      at = Math.max(t, asked ? Math.min(deadline, point) : point - turnWithin);
    }
  }

  /** Whether people have been asked and have not decided. */
  boolean holds() {
    return asked && !taken;
  }

  /** The instant {@link #at} has come. */
  void reached(double t) {
    at = Double.POSITIVE_INFINITY;
    if (sim.back.mode != GoingBack.FORWARD) {
      return;
    }
    boolean due = asked;
    if (!asked) {
      asked = true;
      deadline = Math.max(t, close - now.reserve);
      changed(t);
      due = at <= t;
    }
    if (due) {
      decide(t);
    }
  }

  void decide(double t) {
    taken = true;
    now.freed = true;
    at = Double.POSITIVE_INFINITY;
    if (net.turnsBack) {
      sim.block.turned[sim.i] = true;
      sim.back.run(t, -1);
    }
  }
}
