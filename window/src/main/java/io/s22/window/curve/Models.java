package io.s22.window.curve;

import java.util.List;

/** The models that are tried. */
public final class Models {
  private static final double MEDIANS = 4;
  private static final double MEANS = 1;
  private static final double LAST_WEEK = 0.5;

  private Models() {}

  /** The baseline. */
  public static Model baseline() {
    return new SeasonalNaive();
  }

  /** All candidates; the first is preferred where others are hardly better. */
  public static List<Model> candidates(Holidays holidays) {
    Model medians = new WeekSlots(holidays, true);
    Model means = new WeekSlots(holidays, false);
    Model naive = new SeasonalNaive();
    Model mstl = new Mstl(holidays);
    Model blend = new Blend("blend", List.of(medians, means, naive), MEDIANS, MEANS, LAST_WEEK);
    return List.of(blend, medians, means, mstl, naive);
  }
}
