package io.s22.forecast.net;

import io.s22.forecast.draw.Law;
import io.s22.forecast.draw.Laws;
import io.s22.forecast.draw.Rest;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Where a simulated night stands in the middle: what a run may ask about before it has. An outlook
 * warms up with such questions, since other code is gone through than before the run.
 */
public final class Midway {
  private final Network net;
  private final Columns nights;
  private final int night;
  private final double now;
  private final byte[] step;
  private final double[] began;
  private final double[] ended;
  private final byte[] task;
  private final int[] phase;
  private final @Nullable Law[] rest;

  private Midway(Network net, Columns nights, int night, double share) {
    this.net = net;
    this.nights = nights;
    this.night = night;
    this.now = share * nights.finish[night];
    step = new byte[net.steps];
    began = new double[net.steps];
    ended = new double[net.steps];
    task = new byte[net.tasks];
    phase = new int[net.tasks];
    rest = new Law[net.tasks];
    Arrays.fill(began, Double.NaN);
    Arrays.fill(ended, Double.NaN);
    Arrays.fill(phase, Network.ACT);
  }

  /**
   * {@code net} as it goes on after a share of one of {@code nights}; as it is before the run where
   * that is not known: in a night that was rolled back, and where steps wait for crews or floors.
   *
   * @param nights simulated with all answers; {@code night} is one of those kept
   */
  public static Network of(Network net, Columns nights, int night, double share, Laws laws) {
    if (share == 0 || net.contended || nights.result[night] >= Block.ROLLED_BACK) {
      return net;
    }
    Network copy = net.copy();
    copy.given = new Midway(net, nights, night, share).read(laws);
    return copy;
  }

  /** The same where it has been decided at the point of no return to go on. */
  public static Network decided(Network midway) {
    return with(midway, true, true);
  }

  /** The same while something fails or goes back: event by event. */
  public static Network unsettled(Network midway) {
    return with(midway, false, false);
  }

  private static Network with(Network midway, boolean goesOn, boolean calm) {
    Given g = midway.given;
    if (g == null) {
      return midway;
    }
    Network copy = midway.copy();
    copy.given =
        new Given(
            g.now(),
            g.goingBack(),
            goesOn,
            g.step(),
            g.stepBegan(),
            g.stepEnded(),
            g.task(),
            g.phase(),
            g.round(),
            g.attempt(),
            g.rest(),
            calm);
    return copy;
  }

  private Given read(Laws laws) {
    for (int k : net.stepOrder) {
      if (nights.stepReady[k][night] < now) {
        step(k, laws);
      } else if (cannotBegin(k)) {
        step[k] = Given.SKIPPED;
      }
    }
    int[] ones = new int[net.tasks];
    Arrays.fill(ones, 1);
    return new Given(now, false, false, step, began, ended, task, phase, ones, ones, rest, true);
  }

  private boolean cannotBegin(int k) {
    boolean cannot = false;
    for (int e = net.stepPreds.from()[k]; e < net.stepPreds.from()[k + 1]; e++) {
      byte before = step[net.stepPreds.list()[e]];
      cannot |= before == Given.UNDONE || before == Given.SKIPPED;
    }
    return cannot;
  }

  private void step(int k, Laws laws) {
    began[k] = nights.stepReady[k][night];
    double end = nights.stepEnd[k][night];
    int first = net.stepTaskFrom[k];
    if (end > now) {
      step[k] = Given.RUNNING;
      task[first] = Given.RUNNING;
      Law law = net.law[Network.ACT][k];
      double elapsed = (now - began[k]) / 2;
      rest[first] = law == null ? null : Rest.of(law, elapsed, net.cut[Network.ACT][k], laws);
      return;
    }
    boolean undone = Double.isNaN(end);
    ended[k] = undone ? began[k] : end;
    step[k] = undone ? Given.UNDONE : Given.ENDED;
    Arrays.fill(task, first, net.stepTaskFrom[k + 1], step[k]);
  }
}
