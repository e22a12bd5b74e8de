package io.s22.forecast.score;

import io.s22.forecast.draw.Gauss;
import java.util.Arrays;

/** Proper scoring rules (T. Gneiting and A. Raftery, JASA 102, 2007). Smaller is better. */
public final class Rules {
  private Rules() {}

  /**
   * Continuous ranked probability score of a sample, in the unit of the sample: E|X-y| - E|X-X'|/2.
   *
   * @param sample in any order
   * @param actual what happened
   */
  public static double crps(double[] sample, double actual) {
    double[] x = sample.clone();
    Arrays.sort(x);
    double n = x.length;
    double distance = 0;
    double spread = 0;
    for (int i = 0; i < x.length; i++) {
      distance += Math.abs(x[i] - actual) / n;
      spread += (2 * (i + 1) - n - 1) * x[i] / (n * n);
    }
    return distance - spread;
  }

  /** The same of a normal distribution, in closed form. */
  public static double crpsNormal(double mean, double sd, double actual) {
    double z = (actual - mean) / sd;
    return sd * (z * (2 * Gauss.exactBelow(z) - 1) + 2 * Gauss.density(z) - 1 / Math.sqrt(Math.PI));
  }

  /** The same of a single figure: how far it was off. */
  public static double crpsPoint(double planned, double actual) {
    return Math.abs(planned - actual);
  }

  /** Brier's score of a probability (Monthly Weather Review 78, 1950). */
  public static double brier(double probability, boolean happened) {
    double d = probability - (happened ? 1 : 0);
    return d * d;
  }

  /**
   * Probability integral transform: where in the forecast the truth lay; uniform over many nights
   * when forecasts are calibrated. Among ties {@code u} decides.
   */
  public static double pit(double[] sample, double actual, double u) {
    double below = 0;
    double equal = 0;
    for (double x : sample) {
      below += x < actual ? 1 : 0;
      equal += x == actual ? 1 : 0;
    }
    return (below + u * equal) / sample.length;
  }

  /** Whether the central interval of {@code level} holds what happened. */
  public static boolean inside(double[] sample, double actual, double level) {
    double[] x = sample.clone();
    Arrays.sort(x);
    double tail = (1 - level) / 2;
    return x[(int) (tail * (x.length - 1))] <= actual
        && actual <= x[(int) Math.ceil((1 - tail) * (x.length - 1))];
  }
}
