package io.s22.forecast.draw;

/**
 * How long something still takes that has taken {@code elapsed} already.
 *
 * <p>Where it has taken longer than its law allows, the law is refuted: then what people's
 * estimates are known to scatter by holds, a lognormal around the law's median with the log-sd of
 * {@link #REFUTED}, given that it takes longer than it already has.
 */
public final class Rest implements Law {
  /** Log-sd of actual over estimated effort in 12,299 tasks (the SiP data set; see docs). */
  public static final double REFUTED = 0.95;

  private static final double SURE = 1 - 1e-9;

  private final Law law;
  private final double elapsed;
  private final double below;
  private final double most;

  private Rest(Law law, double elapsed, double below, double most) {
    this.law = law;
    this.elapsed = elapsed;
    this.below = below;
    this.most = most;
  }

  /**
   * The rest of {@code law}.
   *
   * @param most what is left until it is stopped; infinity where nothing stops it
   */
  public static Law of(Law law, double elapsed, double most, Laws laws) {
    double below = law.below(elapsed);
    if (below < SURE) {
      return new Rest(law, elapsed, below, most);
    }
    Law floor = laws.lognormal(Math.max(1e-3, law.at(0.5)), REFUTED);
    return new Rest(floor, elapsed, Math.min(floor.below(elapsed), SURE), most);
  }

  @Override
  public double at(double u) {
    double rest = law.at(below + u * (1 - below)) - elapsed;
    return Math.clamp(rest, 0, Math.max(0, most));
  }
}
