package io.s22.forecast;

import io.s22.forecast.draw.Laws;
import io.s22.forecast.net.Network;
import io.s22.forecast.net.PayRule;
import io.s22.plan.Compensation;
import io.s22.plan.Compensation.Minutes;
import io.s22.plan.Plan;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is paid for interruption, from the plan's compensation and the activity curves. */
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
    double[] perMinute = new double[names.length];
    for (int s = 0; s < names.length; s++) {
      users[s] = sums(activity.getOrDefault(names[s], new double[0]));
      perMinute[s] = pays == null ? 0 : pays.perMinute(names[s]).amount().doubleValue();
    }
    return new PayRule(after, until, announced, users, perMinute, minutes(pays), most(pays));
  }

  private static Minutes minutes(@Nullable Compensation pays) {
    return pays == null || pays.minutes() == null ? Minutes.EXACT : pays.minutes();
  }

  private static double most(@Nullable Compensation pays) {
    return pays == null || pays.atMost() == null
        ? Double.POSITIVE_INFINITY
        : pays.atMost().amount().doubleValue();
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
