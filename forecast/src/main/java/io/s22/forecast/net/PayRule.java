package io.s22.forecast.net;

/**
 * What of an interruption is paid for, and whom it meets.
 *
 * @param after shorter interruptions do not count, seconds
 * @param until later interruption does not count, seconds from the window's opening
 * @param announced whether interruption inside the announced window counts
 * @param users by service: users active at each minute from the window's opening, summed up (entry
 *     m is the sum over minutes before m); an empty row where no curve is known
 */
public record PayRule(double after, double until, boolean announced, double[][] users) {
  /** Everything counts, and nothing is known of users. */
  public static PayRule plain(int services) {
    return new PayRule(0, Double.POSITIVE_INFINITY, true, new double[services][0]);
  }

  /** Until when an interruption may be paid for. */
  double paidTo(double to) {
    return Math.min(to, until);
  }

  /** From when on an interruption is paid for; {@link #paidTo} where it is not. */
  double paidFrom(double from, double to, double close) {
    double end = paidTo(to);
    if (end - from < after || end <= from) {
      return end;
    }
    return announced ? from : Math.min(end, Math.max(from, close));
  }

  double userMinutes(int service, double from, double to) {
    return users[service].length == 0 ? 0 : sum(users[service], to) - sum(users[service], from);
  }

  /** The most users active in any minute of an interruption: at least so many notice it. */
  double mostUsers(int service, double from, double to) {
    double[] sums = users[service];
    double most = 0;
    int last = (int) Math.min(sums.length - 1, Math.ceil(to / 60));
    for (int m = (int) Math.max(0, from / 60); m < last; m++) {
      most = Math.max(most, sums[m + 1] - sums[m]);
    }
    return most;
  }

  private static double sum(double[] sums, double t) {
    double minute = Math.clamp(t / 60, 0, sums.length - 1.0);
    int m = Math.min((int) minute, sums.length - 2);
    return m < 0 ? 0 : sums[m] + (minute - m) * (sums[m + 1] - sums[m]);
  }
}
