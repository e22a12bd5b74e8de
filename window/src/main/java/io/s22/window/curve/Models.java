package io.s22.window.curve;

import java.util.List;

/** The models that are tried. */
public final class Models {
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
    Model blend =
        new Blend("blend of medians, means and last week", List.of(medians, means, naive), 2, 2, 1);
    return List.of(blend, medians, means, mstl, naive);
  }
}
