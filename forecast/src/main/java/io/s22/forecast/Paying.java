package io.s22.forecast;

import io.s22.forecast.draw.Laws;
import io.s22.forecast.net.Network;
import io.s22.forecast.net.PayRule;
import io.s22.plan.Compensation;
import io.s22.plan.Plan;
import java.util.Map;

/** What of an interruption is paid for, from the plan's compensation and the activity curves. */
final class Paying {
  private Paying() {}

  static PayRule rule(Plan plan, Network net, Map<String, double[]> activity) {
    Compensation pays = plan.compensation();
    double after = pays == null || pays.after() == null ? 0 : Laws.seconds(pays.after());
    boolean announced = pays == null || pays.countsAnnounced() == null || pays.countsAnnounced();
    double until =
        pays == null || pays.countsFor() == null
            ? Double.POSITIVE_INFINITY
            : Laws.seconds(pays.countsFor());
    String[] names = net.services.names();
    double[][] users = new double[names.length][];
    for (int s = 0; s < names.length; s++) {
      users[s] = sums(activity.getOrDefault(names[s], new double[0]));
    }
    return new PayRule(after, until, announced, users);
  }

  private static double[] sums(double[] perMinute) {
    if (perMinute.length == 0) {
      return perMinute;
    }
    double[] sums = new double[perMinute.length + 1];
    for (int m = 0; m < perMinute.length; m++) {
      sums[m + 1] = sums[m] + perMinute[m];
    }
    return sums;
  }
}
