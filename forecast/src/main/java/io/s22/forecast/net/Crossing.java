package io.s22.forecast.net;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The point of no return in the trials of a {@link FlatPass} (semantics 16), found from when every
 * host would begin if nobody were asked. Where the run goes on, all it changes is that some hosts
 * wait for the answer; where it turns back, the trial is odd.
 */
final class Crossing {
  /** How much earlier or later than in the block before the rule acts in most trials, seconds. */
  private static final double LATER = 450;

  private final Network net;
  private final FlatHosts hosts;
  private final Agenda agenda;
  private final @Nullable Precedence precedence;
  private final double start;
  private final double touched;
  private final boolean mayTie;
  private final int trials;
  private final double[][] spare;
  private final IntList waiting = new IntList();
  private final IntList everHeld = new IntList();
  private final double[] heldSince;

  /** As in {@link TurningBackRule}: the time to undo all, and when the rule acts. */
  private double reserve;

  private boolean asked;
  private double deadline;
  private double at;

  /** When the rule acts, after the block before: only a guess, for speed. */
  private double likely = Double.NaN;

  private double sum;
  private int found;

  /** Whether time was given back while somebody waited: then they are asked again. */
  private boolean mixed;

  Crossing(Network net, FlatHosts hosts, Releases releases, int trials) {
    this.net = net;
    this.hosts = hosts;
    this.trials = trials;
    this.agenda = new Agenda(net, hosts.begins, releases, trials);
    this.precedence = holds(net) ? new Precedence(net) : null;
    this.start = net.given == null ? 0 : net.given.now();
    this.touched = touched(net);
    this.mayTie = mayTie(net);
    this.spare = new double[net.tasks][0];
    this.heldSince = new double[net.tasks];
  }

  /** Whether the rule may still act. */
  static boolean acts(Network net) {
    return net.turns && (net.given == null || !net.given.goesOn());
  }

  /** Whether hosts may have to wait for an answer and then go on. */
  static boolean holds(Network net) {
    return acts(net) && !net.turnsBack;
  }

  /** What has been touched when the forecast is asked for would take so long to undo. */
  private static double touched(Network net) {
    Given given = net.given;
    double sum = 0;
    for (int task = 0; given != null && task < net.tasks; task++) {
      byte state = given.task()[task];
      sum += state == Given.OPEN || state == Given.UNDONE ? 0 : net.reserve[net.taskStep[task]];
    }
    return sum;
  }

  /** Whether hosts that take no time may begin one after the other at one instant. */
  private static boolean mayTie(Network net) {
    boolean may = false;
    for (int k = 0; k < net.steps; k++) {
      may |= net.reserve[k] > 0 && net.law[Network.ACT][k] == null;
    }
    return may;
  }

  /**
   * Looks at every trial of the block: marks the odd ones, and writes into {@link FlatHosts#held}
   * who has to wait until when.
   *
   * @return whether anyone has to wait
   */
  boolean find(Block block, int n) {
    double safe = net.close - net.totalReserve;
    sum = 0;
    found = 0;
    if (!Double.isNaN(likely)) {
      agenda.about(likely - LATER, likely + LATER, n);
    }
    for (int i = 0; i < n; i++) {
      if (block.finish[i] > safe && !block.odd[i]) {
        boolean turns = reached(i, block.finish[i]);
        block.odd[i] |= turns && (net.turnsBack || !hold(i));
      }
    }
    likely = found == 0 ? Double.NaN : sum / found;
    return everHeld.size > 0;
  }

  /**
   * The first place of those who have to wait.
   *
   * @param placeOf by step
   */
  int firstHeld(int[] placeOf) {
    int first = Integer.MAX_VALUE;
    for (int h = 0; h < everHeld.size; h++) {
      first = Math.min(first, placeOf[net.taskStep[everHeld.at[h]]]);
    }
    return first;
  }

  /** Forgets who has to wait. */
  void forget() {
    for (int h = 0; h < everHeld.size; h++) {
      int task = everHeld.at[h];
      Arrays.fill(hosts.held[task], Double.NEGATIVE_INFINITY);
      spare[task] = hosts.held[task];
      hosts.held[task] = new double[0];
    }
    everHeld.clear();
  }

  /** Goes through one trial; true when the rule acts, with those in {@link #waiting}. */
  private boolean reached(int i, double finish) {
    // In most trials the rule acts at about the same time: what comes later need not be sorted.
    boolean early = !Double.isNaN(likely) && likely + LATER < finish && near(i);
    if (!early) {
      agenda.fill(i, finish);
      if (!scan(Double.NEGATIVE_INFINITY) && !asked && at >= finish) {
        return false;
      }
    }
    sum += at;
    found++;
    return true;
  }

  private boolean near(int i) {
    agenda.fillNear(i);
    return scan(likely - LATER) || (asked && at <= likely + LATER);
  }

  /**
   * What is on the agenda, from {@code from} on; true when the rule has acted by its end. What
   * happened before is taken together, and must not have made the rule act.
   */
  private boolean scan(double from) {
    waiting.clear();
    reserve = touched + agenda.begun;
    asked = false;
    mixed = false;
    at = Math.max(start, net.close - reserve - net.turnWithin);
    if (at < from) {
      return false;
    }
    reserve -= agenda.over;
    at = Math.max(start, net.close - reserve - net.turnWithin);
    int x = 0;
    while (x < agenda.size) {
      double now = agenda.time[x];
      if (at < now) {
        if (asked || !askAt(at)) {
          return true;
        }
      } else {
        x = instant(x, now);
        if (asked && (at <= now || net.turnsBack)) {
          return true;
        }
      }
    }
    return false;
  }

  /** People are asked before the point of no return; false where that is now. */
  private boolean askAt(double now) {
    asked = true;
    deadline = Math.max(now, net.close - reserve);
    at = Math.max(now, Math.min(deadline, net.close - reserve));
    return at > now && !net.turnsBack;
  }

  /** All that happens at one instant; returns the place behind it. */
  private int instant(int first, double now) {
    int x = first;
    for (; x < agenda.size && agenda.time[x] == now && agenda.task[x] < 0; x++) {
      reserve -= agenda.released[-1 - agenda.task[x]];
      mixed |= waiting.size > 0;
    }
    double had = reserve;
    int held = waiting.size;
    for (; x < agenda.size && agenda.time[x] == now; x++) {
      begin(agenda.task[x], now);
    }
    if (waiting.size > held && !asked) {
      asked = true;
      deadline = Math.min(now + net.turnWithin, Math.max(now, net.close - had));
    }
    double point = net.close - reserve;
    at = Math.max(now, asked ? Math.min(deadline, point) : point - net.turnWithin);
    return x;
  }

  private void begin(int task, double now) {
    int step = net.taskStep[task];
    if (waitsForHeld(step, now)) {
      return;
    }
    double own = net.reserve[step];
    if (net.close - reserve - own >= now) {
      reserve += own;
    } else {
      heldSince[task] = now;
      waiting.add(task);
    }
  }

  private boolean waitsForHeld(int step, double now) {
    boolean waits = false;
    for (int w = 0; w < waiting.size && !waits; w++) {
      int other = net.taskStep[waiting.at[w]];
      waits =
          other == step
              ? heldSince[waiting.at[w]] < now
              : precedence != null && precedence.waits(step, other);
    }
    return waits;
  }

  /** Lets those that wait begin at {@link #at}; false where it is not as simple as that. */
  private boolean hold(int i) {
    boolean simple = waiting.size == 0 || !(mayTie || mixed);
    for (int w = 0; w < waiting.size && simple; w++) {
      int task = waiting.at[w];
      int step = net.taskStep[task];
      // Where a host fails while another of its batch waits, that one does not begin.
      simple = net.stepBatch[step] == 1 || !hosts.oneOfBatchFails(task, i, waiting);
      if (hosts.held[task].length == 0) {
        everHeld.add(task);
        hosts.held[task] = spare[task].length > 0 ? spare[task] : fresh();
      }
      hosts.held[task][i] = at;
    }
    return simple;
  }

  private double[] fresh() {
    double[] row = new double[trials];
    Arrays.fill(row, Double.NEGATIVE_INFINITY);
    return row;
  }
}
