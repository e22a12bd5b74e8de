package io.s22.forecast.net;

import static io.s22.forecast.net.Network.ACT;
import static io.s22.forecast.net.Network.PRECHECK;
import static io.s22.forecast.net.Network.VERIFY;

import io.s22.forecast.draw.Law;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A block of trials in one pass over the arrays, in topological order: what happens when nothing
 * contends and every host comes through in the end. Trials in which one does not are marked odd and
 * left to {@link EventSim}. Nothing is allocated.
 */
final class FlatPass {
  private static final double NEVER = Double.POSITIVE_INFINITY;

  private final Network net;
  private final Draws draws;
  private final Block block;
  private final HostWay way;
  private final @Nullable Given given;

  /** By effect, then trial: the span of the first attempt. */
  final double[][] effectStart;

  final double[][] effectEnd;

  private final double[] u;
  private final double[] d;
  private final double[] now;
  private final double[] out;
  private final double[] last;
  private final double[] failedAt;
  private final int[] failing;
  private int n;
  private int failures;

  FlatPass(Network net, Draws draws, Block block, Spans extras) {
    this.net = net;
    this.draws = draws;
    this.block = block;
    this.way = new HostWay(net, draws, extras, null);
    this.given = net.given;
    int effects = net.effectService.length;
    effectStart = new double[effects][block.size];
    effectEnd = new double[effects][block.size];
    u = new double[block.size];
    d = new double[block.size];
    now = new double[block.size];
    out = new double[block.size];
    last = new double[block.size];
    failedAt = new double[block.size];
    failing = new int[block.size];
  }

  void run(int trials) {
    n = trials;
    Arrays.fill(block.odd, 0, n, false);
    Arrays.fill(block.finish, 0, n, 0);
    int at = 0;
    for (int stage : net.stageOrder) {
      begin(stage);
      System.arraycopy(block.stageBegin[stage], 0, block.stageEnd[stage], 0, n);
      for (int k = net.stageStepFrom[stage]; k < net.stageStepFrom[stage + 1]; k++) {
        int step = net.stepOrder[at++];
        step(step, block.stageBegin[stage]);
        latest(block.stageEnd[stage], block.stepEnd[step]);
      }
      latest(block.finish, block.stageEnd[stage]);
    }
    if (net.turns) {
      double safe = net.close - net.totalReserve;
      for (int i = 0; i < n; i++) {
        block.odd[i] |= block.finish[i] > safe;
      }
    }
  }

  private void begin(int stage) {
    double[] ready = block.stageReady[stage];
    Arrays.fill(ready, 0, n, net.boxStart[stage]);
    Rows preds = net.stagePreds;
    for (int e = preds.from()[stage]; e < preds.from()[stage + 1]; e++) {
      latest(ready, block.stageEnd[preds.list()[e]]);
    }
    System.arraycopy(ready, 0, now, 0, n);
    if (given == null) {
      gates(net.stageGates, stage);
    } else if (!begun(stage)) {
      notBefore(now, given.now());
      gates(net.stageGates, stage);
    }
    System.arraycopy(now, 0, block.stageBegin[stage], 0, n);
  }

  private boolean begun(int stage) {
    boolean begun = false;
    for (int k = net.stageStepFrom[stage]; k < net.stageStepFrom[stage + 1]; k++) {
      begun |= given != null && given.step()[k] != Given.OPEN;
    }
    return begun;
  }

  private void step(int step, double[] stageBegin) {
    if (given != null && given.step()[step] == Given.ENDED) {
      Arrays.fill(block.stepReady[step], 0, n, given.stepBegan()[step]);
      Arrays.fill(block.stepEnd[step], 0, n, given.stepEnded()[step]);
      return;
    }
    System.arraycopy(stageBegin, 0, now, 0, n);
    Rows preds = net.stepPreds;
    for (int e = preds.from()[step]; e < preds.from()[step + 1]; e++) {
      latest(now, block.stepEnd[preds.list()[e]]);
    }
    System.arraycopy(now, 0, block.stepReady[step], 0, n);
    if (given == null || given.step()[step] == Given.OPEN) {
      if (given != null) {
        notBefore(now, given.now());
      }
      gates(net.stepGates, step);
    } else {
      Arrays.fill(now, 0, n, given.now());
    }
    batches(step);
    System.arraycopy(now, 0, block.stepEnd[step], 0, n);
  }

  private void batches(int step) {
    int task = net.stepTaskFrom[step];
    int end = net.stepTaskFrom[step + 1];
    int canaries = task + net.stepCanary[step];
    while (task < end) {
      int size = task < canaries ? 1 : Math.min(net.stepBatch[step], end - task);
      System.arraycopy(now, 0, last, 0, n);
      for (int h = task; h < task + size; h++) {
        host(h, h < canaries);
        latest(last, out);
      }
      System.arraycopy(last, 0, now, 0, n);
      task += size;
    }
  }

  private void host(int task, boolean canary) {
    byte state = given == null ? Given.OPEN : given.task()[task];
    boolean twice = canary && net.stepHasRollback[net.taskStep[task]];
    if (state == Given.ENDED) {
      System.arraycopy(now, 0, out, 0, n);
      silent(task);
    } else if (twice || state == Given.RUNNING) {
      oneByOne(task, twice, state == Given.RUNNING);
      silent(task);
    } else {
      forward(task);
    }
  }

  /** Canaries go forward, back and forward again; hosts under way go on from where they are. */
  private void oneByOne(int task, boolean twice, boolean underWay) {
    for (int i = 0; i < n; i++) {
      int round = 1;
      if (underWay && given != null) {
        round = given.round()[task];
        Legs.resume(way, task, given, i, NEVER);
      } else {
        way.forward(task, 1, now[i], i, NEVER, true);
      }
      boolean ok = way.ok;
      if (twice && ok && round == 1) {
        if (!underWay || given == null || given.phase()[task] != Network.UNDO) {
          way.back(task, 1, way.end, i);
          ok = way.ok;
        }
        way.forward(task, 2, way.end, i, NEVER, true);
        ok &= way.ok;
      }
      block.odd[i] |= !ok;
      out[i] = way.end;
    }
  }

  private void silent(int task) {
    for (int e = net.taskEffects[task]; e < net.taskEffects[task + 1]; e++) {
      Arrays.fill(effectStart[e], 0, n, 0);
      Arrays.fill(effectEnd[e], 0, n, 0);
    }
  }

  private void forward(int task) {
    int step = net.taskStep[task];
    System.arraycopy(now, 0, out, 0, n);
    failures = 0;
    phase(task, step, PRECHECK);
    for (int f = 0; f < failures; f++) {
      block.odd[failing[f]] = true;
    }
    failures = 0;
    beginEffects(task);
    phase(task, step, ACT);
    endEffects(task);
    int failedActs = failures;
    for (int f = 0; f < failedActs; f++) {
      failedAt[f] = out[failing[f]];
    }
    phase(task, step, VERIFY);
    for (int f = 0; f < failures; f++) {
      retry(task, step, failing[f], f < failedActs ? failedAt[f] : out[failing[f]]);
    }
  }

  private void retry(int task, int step, int i, double failed) {
    way.end = failed;
    way.ok = false;
    if (!way.over(step, 1, NEVER)) {
      way.attempts(task, 1, 2, i, NEVER, true);
    }
    block.odd[i] |= !way.ok;
    out[i] = way.end;
  }

  /** Adds one phase to {@link #out}, and its failures to the list. */
  private void phase(int task, int step, int phase) {
    Law law = net.law[phase][step];
    int variable = net.taskVar[task] + 2 * phase;
    if (law != null) {
      duration(law, variable, phase == ACT ? net.stepGroup[step] : -1);
      double cut = net.cut[phase][step];
      if (cut < NEVER) {
        cut(cut);
      }
      for (int i = 0; i < n; i++) {
        out[i] += d[i];
      }
    }
    double p = net.fails[phase][step];
    if (p > 0) {
      draws.uniforms(variable + 1, u, n);
      for (int i = 0; i < n; i++) {
        if (u[i] < p) {
          fail(i);
        }
      }
    }
  }

  private void duration(Law law, int variable, int group) {
    if (!law.fixed()) {
      draws.uniforms(variable, u, n);
      if (group >= 0) {
        draws.together(group, u, n);
      }
    }
    law.fill(u, d, n);
  }

  private void cut(double cut) {
    for (int i = 0; i < n; i++) {
      if (d[i] > cut) {
        d[i] = cut;
        fail(i);
      }
    }
  }

  private void fail(int i) {
    for (int f = 0; f < failures; f++) {
      if (failing[f] == i) {
        return;
      }
    }
    failing[failures++] = i;
  }

  private void beginEffects(int task) {
    for (int e = net.taskEffects[task]; e < net.taskEffects[task + 1]; e++) {
      System.arraycopy(out, 0, effectStart[e], 0, n);
    }
  }

  private void endEffects(int task) {
    for (int e = net.taskEffects[task]; e < net.taskEffects[task + 1]; e++) {
      Law law = net.effectLaw[e];
      if (law == null) {
        System.arraycopy(out, 0, effectEnd[e], 0, n);
      } else {
        duration(law, net.effectVar[e], -1);
        for (int i = 0; i < n; i++) {
          effectEnd[e][i] = effectStart[e][i] + d[i];
        }
      }
    }
  }

  /** Lets the gates of {@code owner} take their time out of {@link #now}; a no-go is odd. */
  private void gates(Rows gates, int owner) {
    for (int e = gates.from()[owner]; e < gates.from()[owner + 1]; e++) {
      int gate = gates.list()[e];
      Law law = net.gateLaw[gate];
      if (law != null) {
        duration(law, net.gateVar[gate], -1);
        double within = net.gateWithin[gate];
        for (int i = 0; i < n; i++) {
          block.odd[i] |= d[i] >= within && !net.gateLateGo[gate];
          now[i] += Math.min(d[i], within);
        }
      }
      refuse(gate);
    }
  }

  private void refuse(int gate) {
    double p = net.gateRefuses[gate];
    if (p > 0) {
      draws.uniforms(net.gateVar[gate] + 1, u, n);
      for (int i = 0; i < n; i++) {
        block.odd[i] |= u[i] < p;
      }
    }
  }

  private void notBefore(double[] times, double earliest) {
    for (int i = 0; i < n; i++) {
      times[i] = Math.max(times[i], earliest);
    }
  }

  private void latest(double[] times, double[] others) {
    for (int i = 0; i < n; i++) {
      times[i] = Math.max(times[i], others[i]);
    }
  }
}
