package io.s22.forecast.net;

import io.s22.plan.Compensation.Minutes;

/**
 * What of an interruption is paid for, how much, and whom it meets.
 *
 * @param after shorter interruptions do not count, seconds
 * @param until later interruption does not count, seconds from the window's opening
 * @param announced whether interruption inside the announced window counts
 * @param users by service: users active at each minute from the window's opening, summed up (entry
 *     m is the sum over minutes before m); an empty row where no curve is known
 * @param perMinute by service: what a user is due for a minute
 * @param minutes how minutes are rounded
 * @param most a user is due at most
 */
public record PayRule(
    double after,
    double until,
    boolean announced,
    double[][] users,
    double[] perMinute,
    Minutes minutes,
    double most) {
  private static final double EVER = Double.POSITIVE_INFINITY;

  /** Everything counts, nothing is paid, and nothing is known of users. */
  public static PayRule plain(int services) {
    double[][] nobody = new double[services][0];
    return new PayRule(0, EVER, true, nobody, new double[services], Minutes.EXACT, EVER);
  }

  /** The amount a user is due for so many seconds that are paid for. */
  double due(int service, double seconds) {
    double counted =
        switch (minutes) {
          case EXACT -> seconds / 60;
          case STARTED -> Math.ceil(seconds / 60);
          case FULL -> Math.floor(seconds / 60);
        };
    return Math.min(most, counted * perMinute[service]);
  }

  /**
   * What all users are due for this service. Who was there how long is not known: where minutes are
   * rounded, or one who was there all the time is due more than the plan's most, everybody's part
   * changes as his does.
   *
   * @param seconds that are paid for
   * @param userMinutes those of all users in them
   */
  double dueAll(int service, double seconds, double userMinutes) {
    double exact = seconds / 60 * perMinute[service];
    double part = exact > 0 ? due(service, seconds) / exact : 0;
    return userMinutes * perMinute[service] * part;
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
