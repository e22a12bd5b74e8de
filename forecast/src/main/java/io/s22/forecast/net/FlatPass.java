package io.s22.forecast.net;

import io.s22.forecast.draw.Law;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A block of trials in one pass over the arrays, in topological order: what happens when nothing
 * contends and what fails for good concerns its own step only. Trials in which more than that
 * happens are marked odd and left to {@link EventSim}. Nothing is allocated.
 *
 * <p>A step that is skipped has NaN for its begin and its end, one that is undone for its end: NaN
 * goes through sums and maxima, so that the steps which wait for it are skipped without a branch.
 */
final class FlatPass {
  private final Network net;
  private final Draws draws;
  private final Block block;
  private final Spans spans;
  private final FlatHosts hosts;
  private final StepAlone alone;
  private final Releases releases;
  private final Crossing crossing;
  private final RunBack runBack;
  private final @Nullable Given given;
  private final boolean[] mayFail;
  private final boolean[] mayEndGone;
  private final boolean[] partly;
  private final double[] u;
  private final double[] d;
  private final double[] now;
  private final double[] failedAt;
  private final Outcomes outcomes;
  private final Halfway halfway;
  private final int[] firstStepOf;

  /** By step: the place of its stage in the order of stages. */
  private final int[] placeOf;

  /** The place before which {@link #halfway} is kept: where the block before had to wait first. */
  private int kept;

  private boolean again;
  private int n;

  FlatPass(Network net, Draws draws, Block block, Spans spans) {
    this.net = net;
    this.draws = draws;
    this.block = block;
    this.spans = spans;
    this.given = net.given;
    HostWay way = new HostWay(net, draws, spans, null);
    releases = new Releases(block.size);
    hosts = new FlatHosts(net, draws, block.size, Crossing.holds(net));
    alone = new StepAlone(net, way, hosts, releases);
    crossing = new Crossing(net, hosts, releases, block.size);
    runBack = new RunBack(net, block, spans, hosts, way, alone);
    failedAt = new double[block.size];
    outcomes = new Outcomes(net, hosts, block.size);
    mayFail = new boolean[net.steps];
    mayEndGone = new boolean[net.steps];
    partly = new boolean[block.size];
    u = new double[block.size];
    d = new double[block.size];
    now = new double[block.size];
    halfway = new Halfway(block, spans, partly, failedAt);
    firstStepOf = new int[net.stages + 1];
    placeOf = new int[net.steps];
    for (int o = 0; o < net.stages; o++) {
      int first = net.stageStepFrom[net.stageOrder[o]];
      int end = net.stageStepFrom[net.stageOrder[o] + 1];
      firstStepOf[o + 1] = firstStepOf[o] + end - first;
      Arrays.fill(placeOf, first, end, o);
    }
    for (int k = 0; k < net.steps; k++) {
      mayFail[k] = mayFail(k);
    }
  }

  private boolean mayFail(int step) {
    boolean may = false;
    for (int phase = Network.PRECHECK; phase <= Network.UNDO; phase++) {
      may |= net.fails[phase][step] > 0 || net.cut[phase][step] < Double.POSITIVE_INFINITY;
    }
    return may;
  }

  /** What the first attempts did to services. */
  FlatHosts hosts() {
    return hosts;
  }

  void run(int trials) {
    n = trials;
    Arrays.fill(block.odd, 0, n, false);
    again = false;
    begin();
    walk(0);
    if (Crossing.acts(net) && crossing.find(block, n)) {
      again = true;
      again(crossing.firstHeld(placeOf));
      crossing.forget();
    }
    for (int i = 0; i < n; i++) {
      block.result[i] = partly[i] ? Block.PARTLY_DONE : Block.DONE;
      block.turned[i] = false;
      if (block.blame[i] >= 0 && !block.odd[i]) {
        block.odd[i] = !runBack.run(i, block.blame[i], failedAt[i]);
      }
    }
  }

  /** Walks again from where the first host has to wait. */
  private void again(int firstHeld) {
    if (firstHeld >= kept) {
      halfway.restore(n);
      walk(kept);
    } else {
      spans.clear();
      begin();
      walk(0);
    }
    kept = firstHeld;
  }

  private void begin() {
    releases.clear();
    Arrays.fill(block.finish, 0, n, 0);
    Arrays.fill(block.back, 0, n, 0);
    Arrays.fill(partly, 0, n, false);
    Arrays.fill(failedAt, 0, n, Double.POSITIVE_INFINITY);
    Arrays.fill(block.blame, 0, n, -1);
  }

  /** Walks from the stage at place {@code from} on. */
  private void walk(int from) {
    int at = firstStepOf[from];
    for (int o = from; o < net.stages; o++) {
      if (o == kept && !again) {
        halfway.keep(n);
      }
      int stage = net.stageOrder[o];
      begin(stage);
      Lanes.copy(block.stageBegin[stage], block.stageEnd[stage], n);
      for (int k = net.stageStepFrom[stage]; k < net.stageStepFrom[stage + 1]; k++) {
        int step = net.stepOrder[at++];
        step(step, block.stageBegin[stage]);
        if (mayEndGone[step]) {
          Lanes.latestKnown(block.stageEnd[stage], now, n);
        } else {
          Lanes.latest(block.stageEnd[stage], now, n);
        }
      }
      Lanes.latest(block.finish, block.stageEnd[stage], n);
    }
  }

  private void begin(int stage) {
    double[] ready = block.stageReady[stage];
    Arrays.fill(ready, 0, n, net.boxStart[stage]);
    Rows preds = net.stagePreds;
    for (int e = preds.from()[stage]; e < preds.from()[stage + 1]; e++) {
      Lanes.latest(ready, block.stageEnd[preds.list()[e]], n);
    }
    Lanes.copy(ready, now, n);
    if (given == null) {
      gates(net.stageGates, stage);
    } else if (!begun(stage)) {
      Lanes.notBefore(now, given.now(), n);
      gates(net.stageGates, stage);
    }
    Lanes.copy(now, block.stageBegin[stage], n);
  }

  private boolean begun(int stage) {
    boolean begun = false;
    for (int k = net.stageStepFrom[stage]; k < net.stageStepFrom[stage + 1]; k++) {
      begun |= given != null && given.step()[k] != Given.OPEN;
    }
    return begun;
  }

  /** Leaves in {@link #now} when the step ended, in whatever way; NaN where it was skipped. */
  private void step(int step, double[] stageBegin) {
    byte state = given == null ? Given.OPEN : given.step()[step];
    mayEndGone[step] = false;
    if (given != null && state == Given.UNDOING) {
      undoing(step, given);
      return;
    }
    if (given != null && state != Given.OPEN && state != Given.RUNNING) {
      ended(step, given, state);
      return;
    }
    Lanes.copy(stageBegin, now, n);
    Rows preds = net.stepPreds;
    for (int e = preds.from()[step]; e < preds.from()[step + 1]; e++) {
      int before = preds.list()[e];
      Lanes.latest(now, block.stepEnd[before], n);
      mayEndGone[step] |= mayEndGone[before];
    }
    Lanes.copy(now, block.stepReady[step], n);
    if (given != null && state == Given.RUNNING) {
      underWay(step, given);
      return;
    }
    if (given != null) {
      Lanes.notBefore(now, given.now(), n);
    }
    gates(net.stepGates, step);
    open(step);
  }

  /** A step that is under way; its hosts that have not begun are drawn like any others. */
  private void underWay(int step, Given from) {
    if (!again) {
      hosts.draw(step, n);
    }
    int[] marks = hosts.marks(step);
    for (int i = 0; i < n; i++) {
      if (!again || !outcomes.recall(alone, step, i, from.now())) {
        alone.resume(step, i, from);
        outcomes.note(alone, step, i, from.now());
      }
      marks[i] |= alone.clean ? 0 : -1;
      take(step, i);
    }
  }

  /** A step that goes back for its own failure. */
  private void undoing(int step, Given from) {
    Arrays.fill(block.stepReady[step], 0, n, from.stepBegan()[step]);
    for (int i = 0; i < n; i++) {
      alone.resumeUndoing(step, i, from);
      take(step, i);
    }
  }

  /** A step that has ended before the forecast was asked for. */
  private void ended(int step, Given before, byte state) {
    boolean passes = state == Given.ENDED || state == Given.FAILED;
    double end = before.stepEnded()[step];
    Arrays.fill(block.stepReady[step], 0, n, before.stepBegan()[step]);
    Arrays.fill(block.stepEnd[step], 0, n, passes ? end : Double.NaN);
    Arrays.fill(now, 0, n, end);
    mayEndGone[step] = !passes || Double.isNaN(end);
    if (state != Given.ENDED) {
      Arrays.fill(partly, 0, n, true);
    }
  }

  private void open(int step) {
    if (!again) {
      hosts.draw(step, n);
    }
    double[] began = block.stepBegin[step];
    Lanes.copy(now, began, n);
    hosts.walk(step, now);
    Lanes.copy(now, block.stepEnd[step], n);
    if (mayFail[step]) {
      fail(step, began, hosts.marks(step));
    }
  }

  private void fail(int step, double[] began, int[] marks) {
    for (int i = 0; i < n; i++) {
      if (marks[i] != 0 && !block.odd[i] && !Double.isNaN(began[i])) {
        if (!again || !outcomes.recall(alone, step, i, began[i])) {
          hosts.forget(step, i);
          alone.run(step, i, began[i]);
          outcomes.note(alone, step, i, began[i]);
        }
        take(step, i);
      }
    }
  }

  /** Takes over what became of the step in one trial. */
  private void take(int step, int i) {
    now[i] = alone.end;
    block.stepEnd[step][i] = alone.passes ? alone.end : Double.NaN;
    block.odd[i] |= alone.odd;
    block.back[i] += alone.back;
    partly[i] |= !alone.clean;
    mayEndGone[step] |= !alone.passes;
    if (alone.runGoesBack) {
      block.odd[i] |= alone.end == failedAt[i];
      block.blame[i] = alone.end < failedAt[i] ? step : block.blame[i];
      failedAt[i] = Math.min(failedAt[i], alone.end);
    }
  }

  /** Lets the gates of {@code owner} take their time out of {@link #now}; a no-go is odd. */
  private void gates(Rows gates, int owner) {
    for (int e = gates.from()[owner]; e < gates.from()[owner + 1]; e++) {
      int gate = gates.list()[e];
      Law law = net.gateLaw[gate];
      if (law != null) {
        wait(gate, law);
      }
      refuse(gate);
    }
  }

  private void wait(int gate, Law law) {
    if (!law.fixed()) {
      draws.uniforms(net.gateVar[gate], u, n);
    }
    law.fill(u, d, n);
    double within = net.gateWithin[gate];
    for (int i = 0; i < n; i++) {
      block.odd[i] |= d[i] >= within && !net.gateLateGo[gate] && !Double.isNaN(now[i]);
      now[i] += Math.min(d[i], within);
    }
  }

  private void refuse(int gate) {
    double p = net.gateRefuses[gate];
    if (p > 0) {
      draws.uniforms(net.gateVar[gate] + 1, u, n);
      for (int i = 0; i < n; i++) {
        block.odd[i] |= u[i] < p && !Double.isNaN(now[i]);
      }
    }
  }
}
