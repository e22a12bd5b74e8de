package io.s22.forecast.draw;

import java.util.function.DoubleUnaryOperator;

/**
 * A quantile function as a table of cubics, about 3 ns a look-up.
 *
 * <p>Cells are laid out by the bits of min(u, 1-u): eight in each octave, from the tail to the
 * middle, so that the tails are resolved as finely as the middle. In each cell the cubic goes
 * through four exact values; for log u the error is below 1e-6. Outside 2^-25 the exact function is
 * asked.
 */
public final class QuantileTable {
  private static final int OCTAVES = 24;
  private static final int CELLS = 8;
  private static final int SIDE = OCTAVES * CELLS;
  private static final long LOW_BITS = (1L << 49) - 1;
  private static final long ONE = 0x3FF0000000000000L;
  private static final long HALF = Double.doubleToRawLongBits(Math.nextDown(0.5));

  /** What the leading bits of the smallest p in the table are, exponent and three of the rest. */
  private static final int FIRST = (1022 - OCTAVES) * CELLS;

  private static final double SMALLEST = 0x1.0p-25;

  private final DoubleUnaryOperator low;
  private final DoubleUnaryOperator high;
  private final double[] cubics = new double[2 * SIDE * 4];

  /**
   * @param low p to the p-quantile, for p up to 1/2
   * @param high p to the (1-p)-quantile, for p up to 1/2
   */
  public QuantileTable(DoubleUnaryOperator low, DoubleUnaryOperator high) {
    this.low = low;
    this.high = high;
    for (int cell = 0; cell < SIDE; cell++) {
      fit(cell, low, cell);
      fit(cell, high, SIDE + cell);
    }
  }

  private void fit(int cell, DoubleUnaryOperator q, int at) {
    double base = Math.scalb(1.0, -1 - OCTAVES + cell / CELLS);
    double from = base * (1 + (cell % CELLS) / (double) CELLS);
    double width = base / CELLS;
    double y0 = q.applyAsDouble(from);
    double y1 = q.applyAsDouble(from + width / 3);
    double y2 = q.applyAsDouble(from + width * 2 / 3);
    double y3 = q.applyAsDouble(from + width);
    int c = at * 4;
    cubics[c] = y0;
    cubics[c + 1] = -5.5 * y0 + 9 * y1 - 4.5 * y2 + y3;
    cubics[c + 2] = 9 * y0 - 22.5 * y1 + 18 * y2 - 4.5 * y3;
    cubics[c + 3] = -4.5 * y0 + 13.5 * y1 - 13.5 * y2 + 4.5 * y3;
  }

  /** The {@code u}-quantile, {@code u} strictly between 0 and 1. */
  public double at(double u) {
    double fromMiddle = u - 0.5;
    double p = 0.5 - Math.abs(fromMiddle);
    return p < SMALLEST ? tail(u) : inTable(cubics, fromMiddle, p);
  }

  private double tail(double u) {
    return u < 0.5 ? low.applyAsDouble(u) : high.applyAsDouble(1 - u);
  }

  /** Without a branch: whether u lies below or above the middle cannot be foreseen. */
  private static double inTable(double[] cubics, double fromMiddle, double p) {
    long bits = Math.min(Double.doubleToRawLongBits(p), HALF);
    int side = (int) ~(Double.doubleToRawLongBits(fromMiddle) >> 63) & SIDE;
    int c = ((int) (bits >>> 49) - FIRST + side) * 4;
    double s = Double.longBitsToDouble(((bits & LOW_BITS) << 3) | ONE) - 1;
    return cubics[c] + s * (cubics[c + 1] + s * (cubics[c + 2] + s * cubics[c + 3]));
  }

  /** {@code out[i] = shift + scale * at(u[i])}. */
  void fill(double[] u, double[] out, int n, double shift, double scale) {
    double[] table = cubics;
    for (int i = 0; i < n; i++) {
      double fromMiddle = u[i] - 0.5;
      double p = 0.5 - Math.abs(fromMiddle);
      double at = p < SMALLEST ? tail(u[i]) : inTable(table, fromMiddle, p);
      out[i] = shift + scale * at;
    }
  }
}
