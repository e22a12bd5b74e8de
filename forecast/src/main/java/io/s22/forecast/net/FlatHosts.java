package io.s22.forecast.net;

import static io.s22.forecast.net.Network.ACT;
import static io.s22.forecast.net.Network.PRECHECK;
import static io.s22.forecast.net.Network.SECOND;
import static io.s22.forecast.net.Network.UNDO;
import static io.s22.forecast.net.Network.VERIFY;

import io.s22.forecast.draw.Law;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The hosts of one step in a block of trials, batch by batch, as if every first attempt came
 * through. Trials in which one does not are marked, and left to {@link StepAlone}.
 */
final class FlatHosts {
  /** Rows of a task: three phases, a canary's way back, and its second three. */
  private static final int ROWS = 7;

  private static final int BACK = 3;
  private static final int AGAIN = 4;

  /** The first way forward; a canary's way back is 0, its second forward 1. */
  private static final int FIRST = -1;

  private final Network net;
  private final Draws draws;

  /** Whether the durations drawn are kept for a second walk. */
  final boolean kept;

  private final double[][] rows;
  private final int[][] flaws;
  private final double[] u;
  private final double[] out;
  private final double[] last;
  private final int size;
  private int n;

  /** After {@link #comesThrough}. */
  double actBegins;

  double actEnds;
  double ends;

  /**
   * By place, then trial: the span of a first attempt. The places of effect e: e for the first way
   * forward; of a canary's way back and its second forward, those from {@link #placeBack} on.
   */
  final double[][] effectStart;

  final double[][] effectEnd;

  /** By effect: the first of the two places of its canary's further ways; 0 where it has none. */
  final int[] placeBack;

  /** By task, then trial: when it begins; an empty row where nobody asks. */
  final double[][] begins;

  /** By task, then trial: not before this; an empty row where nothing holds it up. */
  final double[][] held;

  FlatHosts(Network net, Draws draws, int size, boolean kept) {
    this.net = net;
    this.draws = draws;
    this.size = size;
    this.kept = kept;
    int most = 0;
    for (int k = 0; k < net.steps; k++) {
      most = Math.max(most, net.stepTaskFrom[k + 1] - net.stepTaskFrom[k]);
    }
    rows = new double[(kept ? net.tasks : most) * ROWS][0];
    flaws = new int[kept ? net.steps : 1][0];
    u = new double[size];
    out = new double[size];
    last = new double[size];
    int effects = net.effectService.length;
    placeBack = new int[effects];
    int places = effects;
    for (int t = 0; t < net.tasks; t++) {
      for (int e = net.taskEffects[t]; e < net.taskEffects[t + 1]; e++) {
        placeBack[e] = goesTwice(t) ? places : 0;
        places += goesTwice(t) ? 2 : 0;
      }
    }
    effectStart = new double[places][size];
    effectEnd = new double[places][size];
    begins = new double[net.tasks][0];
    held = new double[net.tasks][0];
    for (int t = 0; Crossing.acts(net) && t < net.tasks; t++) {
      begins[t] = net.reserve[net.taskStep[t]] > 0 ? new double[size] : begins[t];
      // A host that a step left out which ended before the forecast was asked for never begins.
      Arrays.fill(begins[t], Double.NaN);
    }
  }

  /** Draws what the hosts of {@code step} take and whether they come through. */
  void draw(int step, int trials) {
    n = trials;
    int[] marks = marks(step);
    Arrays.fill(marks, 0, n, 0);
    for (int task = net.stepTaskFrom[step]; task < net.stepTaskFrom[step + 1]; task++) {
      if (net.given == null || net.given.task()[task] == Given.OPEN) {
        int row = row(task);
        for (int phase = PRECHECK; phase <= VERIFY; phase++) {
          draw(task, phase, 0, row + phase, marks);
        }
        if (goesTwice(task)) {
          draw(task, UNDO, 0, row + BACK, marks);
          for (int phase = PRECHECK; phase <= VERIFY; phase++) {
            draw(task, phase, SECOND, row + AGAIN + phase, marks);
          }
        }
      }
    }
  }

  /** By trial: not 0 where a host of {@code step} does not come through at once. */
  int[] marks(int step) {
    int at = kept ? step : 0;
    if (flaws[at].length == 0) {
      flaws[at] = new int[size];
    }
    return flaws[at];
  }

  /**
   * Whether a host of the batch of {@code task} does not come through, other than those that are
   * {@code waiting}: these begin together.
   */
  boolean oneOfBatchFails(int task, int i, IntList waiting) {
    int step = net.taskStep[task];
    int regular = net.stepTaskFrom[step] + net.stepCanary[step];
    if (task < regular) {
      return false;
    }
    int first = task - (task - regular) % net.stepBatch[step];
    int bits = 0;
    for (int h = 0; h < net.stepBatch[step] && first + h < net.stepTaskFrom[step + 1]; h++) {
      bits |= waiting.has(first + h) ? 0 : bit(first + h);
    }
    return (marks(step)[i] & bits) != 0;
  }

  /** Its host's bit in the marks of a step; of more than 32 hosts some share one. */
  private int bit(int task) {
    return 1 << (task - net.stepTaskFrom[net.taskStep[task]]);
  }

  /**
   * Lets {@code task} go forward in one trial where it comes through at once: {@link #actBegins},
   * {@link #actEnds} and {@link #ends}. Of the step that was drawn last, or of any where durations
   * are kept.
   */
  boolean comesThrough(int task, int i, double begin) {
    int step = net.taskStep[task];
    if ((marks(step)[i] & bit(task)) != 0 || goesTwice(task)) {
      return false;
    }
    int row = row(task);
    actBegins = begin + taken(step, PRECHECK, rows[row], i);
    actEnds = actBegins + taken(step, ACT, rows[row + ACT], i);
    ends = actEnds + taken(step, VERIFY, rows[row + VERIFY], i);
    return true;
  }

  private double taken(int step, int phase, double[] row, int i) {
    Law law = net.law[phase][step];
    return law == null ? 0 : law.fixed() ? law.at(0.5) : row[i];
  }

  /** Whether a canary goes back and forward again. */
  private boolean goesTwice(int task) {
    int step = net.taskStep[task];
    return task - net.stepTaskFrom[step] < net.stepCanary[step] && net.stepHasRollback[step];
  }

  private int row(int task) {
    return (kept ? task : task - net.stepTaskFrom[net.taskStep[task]]) * ROWS;
  }

  private void draw(int task, int phase, int round, int row, int[] marks) {
    int step = net.taskStep[task];
    Law law = net.law[phase][step];
    int variable = net.taskVar[task] + 2 * phase + round;
    double cut = net.cut[phase][step];
    if (law != null && !law.fixed()) {
      if (rows[row].length == 0) {
        rows[row] = new double[size];
      }
      duration(law, variable, phase == ACT ? net.stepGroup[step] : -1, rows[row]);
      if (cut < Double.POSITIVE_INFINITY) {
        Lanes.above(rows[row], cut, marks, bit(task), n);
      }
    } else if (law != null && law.at(0.5) > cut) {
      for (int i = 0; i < n; i++) {
        marks[i] |= bit(task);
      }
    }
    double p = net.fails[phase][step];
    if (p > 0) {
      draws.below(variable + 1, p, marks, bit(task), u, n);
    }
  }

  private void duration(Law law, int variable, int group, double[] to) {
    if (!law.fixed()) {
      draws.uniforms(variable, u, n);
      if (group >= 0) {
        draws.together(group, u, n);
      }
    }
    law.fill(u, to, n);
  }

  /** Lets the hosts of {@code step} take their time out of {@code now}. */
  void walk(int step, double[] now) {
    int task = net.stepTaskFrom[step];
    int end = net.stepTaskFrom[step + 1];
    int canaries = task + net.stepCanary[step];
    while (task < end) {
      int batch = task < canaries ? 1 : Math.min(net.stepBatch[step], end - task);
      if (batch == 1) {
        host(task, step, now);
      } else {
        Lanes.copy(now, last, n);
        for (int h = task; h < task + batch; h++) {
          Lanes.copy(now, out, n);
          host(h, step, out);
          Lanes.latest(last, out, n);
        }
        Lanes.copy(last, now, n);
      }
      task += batch;
    }
  }

  private void host(int task, int step, double[] x) {
    if (held[task].length > 0) {
      Lanes.latest(x, held[task], n);
    }
    if (begins[task].length > 0) {
      Lanes.copy(x, begins[task], n);
    }
    int row = row(task);
    forward(task, step, row, x, FIRST);
    if (goesTwice(task)) {
      beginEffects(task, x, 0);
      take(step, UNDO, rows[row + BACK], x);
      endEffects(task, x, 0);
      forward(task, step, row + AGAIN, x, 1);
    }
  }

  private void forward(int task, int step, int row, double[] x, int way) {
    take(step, PRECHECK, rows[row], x);
    beginEffects(task, x, way);
    take(step, ACT, rows[row + ACT], x);
    endEffects(task, x, way);
    take(step, VERIFY, rows[row + VERIFY], x);
  }

  private int place(int effect, int way) {
    return way == FIRST ? effect : placeBack[effect] + way;
  }

  private void beginEffects(int task, double[] x, int way) {
    for (int e = net.taskEffects[task]; e < net.taskEffects[task + 1]; e++) {
      Lanes.copy(x, effectStart[place(e, way)], n);
    }
  }

  private void take(int step, int phase, double[] row, double[] x) {
    Law law = net.law[phase][step];
    if (law != null && law.fixed()) {
      Lanes.add(x, law.at(0.5), n);
    } else if (law != null) {
      Lanes.add(x, row, n);
    }
  }

  private void endEffects(int task, double[] x, int way) {
    for (int e = net.taskEffects[task]; e < net.taskEffects[task + 1]; e++) {
      @Nullable Law law = net.effectLaw[e];
      double[] to = effectEnd[place(e, way)];
      if (net.effectSwitch[e] >= 0 && net.effectOpens[e] == (way == 0)) {
        Arrays.fill(to, 0, n, Double.POSITIVE_INFINITY);
      } else if (law == null) {
        Lanes.copy(x, to, n);
      } else if (way == FIRST) {
        duration(law, net.effectVar[e], -1, to);
        Lanes.add(to, effectStart[e], n);
      } else {
        later(e, law, way, to);
      }
    }
  }

  private void later(int e, Law law, int way, double[] to) {
    long use = way == 0 ? HostWay.UNDOING + 1 : HostWay.SECOND_ROUND + 1;
    double[] from = effectStart[place(e, way)];
    for (int i = 0; i < n; i++) {
      double u = law.fixed() ? 0.5 : draws.uniform(net.effectVar[e], use, i);
      to[i] = from[i] + law.at(u);
    }
  }

  /** Whether a host of {@code step} has to wait for an answer in trial {@code i}. */
  boolean waits(int step, int i) {
    boolean waits = false;
    for (int task = net.stepTaskFrom[step]; task < net.stepTaskFrom[step + 1]; task++) {
      waits |= held[task].length > 0 && held[task][i] > Double.NEGATIVE_INFINITY;
    }
    return waits;
  }

  /** What the first attempts of {@code step} did to services in trial {@code i} is void. */
  void forget(int step, int i) {
    int to = net.taskEffects[net.stepTaskFrom[step + 1]];
    for (int e = net.taskEffects[net.stepTaskFrom[step]]; e < to; e++) {
      effectEnd[e][i] = Double.NaN;
      if (placeBack[e] > 0) {
        effectEnd[placeBack[e]][i] = Double.NaN;
        effectEnd[placeBack[e] + 1][i] = Double.NaN;
      }
    }
  }
}
