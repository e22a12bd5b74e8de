package io.s22.forecast.net;

/**
 * What of an interruption is paid for, and whom it meets.
 *
 * @param after shorter interruptions do not count, seconds
 * @param announced whether interruption inside the announced window counts
 * @param users by service: users active at each minute from the window's opening, summed up (entry
 *     m is the sum over minutes before m); an empty row where no curve is known
 */
public record PayRule(double after, boolean announced, double[][] users) {
  /** Everything counts, and nothing is known of users. */
  public static PayRule plain(int services) {
    return new PayRule(0, true, new double[services][0]);
  }

  /** From when on an interruption is paid for; {@code to} where it is not. */
  double paidFrom(double from, double to, double close) {
    if (to - from < after) {
      return to;
    }
    return announced ? from : Math.min(to, Math.max(from, close));
  }

  double userMinutes(int service, double from, double to) {
    return users[service].length == 0 ? 0 : sum(users[service], to) - sum(users[service], from);
  }

  private static double sum(double[] sums, double t) {
    double minute = Math.clamp(t / 60, 0, sums.length - 1.0);
    int m = Math.min((int) minute, sums.length - 2);
    return m < 0 ? 0 : sums[m] + (minute - m) * (sums[m + 1] - sums[m]);
  }
}
