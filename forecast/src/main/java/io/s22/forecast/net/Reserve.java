package io.s22.forecast.net;

import io.s22.forecast.draw.Law;
import io.s22.forecast.draw.Mix;
import java.util.Arrays;

/** How long it would take to undo everything touched so far and what is under way. */
public final class Reserve {
  private static final int SAMPLES = 1000;

  private Reserve() {}

  /** The 90 % quantile of the sum of the rollbacks, seconds; {@code net} knows where it stands. */
  public static double p90(Network net, long seed) {
    Given given = net.given;
    double[] sums = new double[SAMPLES];
    for (int task = 0; given != null && task < net.tasks; task++) {
      byte state = given.task()[task];
      int step = net.taskStep[task];
      Law law = net.law[Network.UNDO][step];
      boolean touched = state == Given.RUNNING || state == Given.ENDED || state == Given.FAILED;
      if (touched && law != null && net.stepHasRollback[step]) {
        add(sums, law, net.cut[Network.UNDO][step], Mix.key(seed, task, 90));
      }
    }
    Arrays.sort(sums);
    return sums[SAMPLES * 9 / 10];
  }

  private static void add(double[] sums, Law law, double cut, long key) {
    for (int i = 0; i < SAMPLES; i++) {
      sums[i] += Math.min(cut, law.at(Mix.uniform(key, i)));
    }
  }
}
