package io.s22.window.curve;

/** A way to tell the days to come from those before. */
public interface Model {
  /** Its name, for tables. */
  String name();

  /**
   * The values of the {@code days} days behind the last of {@code past}, one behind the other; no
   * NaN among them, and none below 0.
   */
  double[] forecast(DayGrid past, int days);
}
