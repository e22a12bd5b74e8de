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
    return List.of(
        blend(holidays),
        new WeekSlots(holidays, true),
        new WeekSlots(holidays, false),
        new Calm(holidays),
        new Mstl(holidays),
        new SeasonalNaive());
  }

  /** What windows are put by where there is enough to learn from. */
  static Model profile(Holidays holidays) {
    return new Blend("week profile", List.of(blend(holidays), new Calm(holidays)), 1, 1);
  }

  private static Model blend(Holidays holidays) {
    Model medians = new WeekSlots(holidays, true);
    Model means = new WeekSlots(holidays, false);
    List<Model> parts = List.of(medians, means, new SeasonalNaive());
    return new Blend("blend", parts, MEDIANS, MEANS, LAST_WEEK);
  }
}
