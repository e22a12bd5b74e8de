package io.s22.forecast.net;

/** What one service suffers, added up over the trials of each scramble. */
public final class ServiceSums {
  /** Seconds of the window in which it answers poorly. */
  public final double[] poor;

  /** The amount that a user is due who was there all the time. */
  public final double[] due;

  /** Minutes of interruption times users active then. */
  public final double[] userMinutes;

  /** The most users active in any minute of interruption. */
  public final double[] usersHit;

  /** The amount that all users are due. */
  public final double[] dueAll;

  ServiceSums(int scrambles) {
    poor = new double[scrambles];
    due = new double[scrambles];
    userMinutes = new double[scrambles];
    usersHit = new double[scrambles];
    dueAll = new double[scrambles];
  }
}
