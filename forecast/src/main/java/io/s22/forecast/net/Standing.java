package io.s22.forecast.net;

import io.s22.forecast.draw.Law;
import io.s22.forecast.draw.Laws;
import io.s22.forecast.draw.Rest;
import io.s22.journal.Effect;
import io.s22.journal.RunState;
import io.s22.run.RunView;
import io.s22.run.RunView.HostView;
import io.s22.run.RunView.Progress;
import io.s22.run.RunView.StepView;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reads from a run's fold where each step and host stands. */
public final class Standing {
  private final Network net;
  private final RunView run;
  private final Laws laws;
  private final double now;
  private final byte[] step;
  private final double[] began;
  private final double[] ended;
  private final byte[] task;
  private final int[] phase;
  private final int[] round;
  private final int[] attempt;
  private final @Nullable Law[] rest;
  private boolean calm = true;

  private Standing(Network net, RunView run, Instant at, Laws laws) {
    this.net = net;
    this.run = run;
    this.laws = laws;
    this.now = Math.max(0, since(at));
    step = new byte[net.steps];
    began = new double[net.steps];
    ended = new double[net.steps];
    task = new byte[net.tasks];
    phase = new int[net.tasks];
    round = new int[net.tasks];
    attempt = new int[net.tasks];
    rest = new Law[net.tasks];
    Arrays.fill(began, Double.NaN);
    Arrays.fill(ended, Double.NaN);
  }

  /** {@code net} as it goes on from where {@code run} stands at {@code at}. */
  public static Network from(Network net, RunView run, Instant at, Laws laws) {
    Network copy = net.copy();
    copy.given = new Standing(net, run, at, laws).read();
    return copy;
  }

  private double since(Instant at) {
    return Laws.seconds(Duration.between(run.opens(), at));
  }

  private Given read() {
    for (int k = 0; k < net.steps; k++) {
      StepView view = run.steps().get(net.stepName[k]);
      if (view != null) {
        step(k, view);
      }
    }
    boolean goingBack = run.state() == RunState.ROLLING_BACK;
    boolean plain = calm && !goingBack;
    return new Given(
        now, goingBack, run.goesOn(), step, began, ended, task, phase, round, attempt, rest, plain);
  }

  private void step(int k, StepView view) {
    boolean undoing = view.progress() == Progress.UNDOING;
    boolean alone = undoing && goesBackAlone(k);
    step[k] = alone ? Given.UNDOING : state(view.progress());
    boolean left = step[k] == Given.FAILED && net.stepPolicy[k] == Network.GO_ON;
    calm &= (!undoing || alone) && (step[k] != Given.FAILED || left);
    if (view.started() != null) {
      began[k] = since(view.started());
    }
    if (view.ended() != null) {
      ended[k] = since(view.ended());
    }
    if (step[k] == Given.ENDED && Double.isNaN(began[k])) {
      began[k] = ended[k];
    }
    for (int t = net.stepTaskFrom[k]; t < net.stepTaskFrom[k + 1]; t++) {
      HostView host = view.hosts().get(net.taskHost[t]);
      if (host != null) {
        task(t, k, host);
      } else {
        task[t] = step[k] == Given.ENDED ? Given.ENDED : Given.OPEN;
      }
    }
  }

  /**
   * Whether a step that goes back does so for its own failure, and not with its stage or the run.
   */
  private boolean goesBackAlone(int k) {
    boolean alone = net.stepPolicy[k] == Network.BACK_STEP && run.state() != RunState.ROLLING_BACK;
    int stage = net.stepStage[k];
    for (int other = net.stageStepFrom[stage]; other < net.stageStepFrom[stage + 1]; other++) {
      StepView view = run.steps().get(net.stepName[other]);
      boolean came =
          view == null
              || view.progress() == Progress.WAITING
              || view.progress() == Progress.RUNNING
              || view.progress() == Progress.DONE;
      alone &= came || net.stepPolicy[other] != Network.BACK_STAGE;
    }
    return alone;
  }

  private void task(int t, int k, HostView host) {
    task[t] = state(host.progress());
    calm &= task[t] <= Given.ENDED || harmless(t, k);
    Effect current = host.current();
    Instant since = host.since();
    if (current == null || since == null) {
      // Between two effects: what comes next begins now.
      task[t] = task[t] == Given.RUNNING ? Given.OPEN : task[t];
      return;
    }
    task[t] = Given.RUNNING;
    phase[t] = number(current);
    round[t] = current.round();
    attempt[t] = current.attempt();
    Law law = net.law[phase[t]][k];
    double elapsed = Math.max(0, now - since(since));
    rest[t] = law == null ? null : Rest.of(law, elapsed, net.cut[phase[t]][k] - elapsed, laws);
  }

  /** What failed or went back on a host of a step that has ended, where no room is short. */
  private boolean harmless(int t, int k) {
    boolean ended = step[k] != Given.OPEN && step[k] != Given.RUNNING;
    return ended && (task[t] != Given.FAILED || net.taskFloors.size(t) == 0);
  }

  private static int number(Effect effect) {
    return switch (effect.phase()) {
      case PRECHECK -> Network.PRECHECK;
      case ACT -> Network.ACT;
      case VERIFY -> Network.VERIFY;
      case UNDO -> Network.UNDO;
    };
  }

  private static byte state(Progress progress) {
    return switch (progress) {
      case WAITING -> Given.OPEN;
      case RUNNING, UNDOING -> Given.RUNNING;
      case DONE -> Given.ENDED;
      case FAILED -> Given.FAILED;
      case UNDONE -> Given.UNDONE;
      case SKIPPED -> Given.SKIPPED;
    };
  }
}
