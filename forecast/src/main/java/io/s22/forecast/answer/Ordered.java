package io.s22.forecast.answer;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Order statistics of a million values without sorting them: counted into bins once, and only the
 * bins that are asked for are sorted. Values that are not numbers are left out.
 */
public final class Ordered {
  private static final int BINS = 8192;

  private final double[] values;
  private final double min;
  private final double max;
  private final double scale;
  private final int[] before = new int[BINS + 1];
  private final Map<Integer, double[]> sorted = new HashMap<>();

  public Ordered(double[] values) {
    this.values = values;
    double lowest = Double.POSITIVE_INFINITY;
    double highest = Double.NEGATIVE_INFINITY;
    for (double x : values) {
      lowest = x < lowest ? x : lowest;
      highest = x > highest ? x : highest;
    }
    min = lowest;
    max = highest;
    scale = highest > lowest ? BINS * (1 - 1e-12) / (highest - lowest) : 0;
    for (double x : values) {
      if (!Double.isNaN(x)) {
        before[bin(x) + 1]++;
      }
    }
    for (int b = 0; b < BINS; b++) {
      before[b + 1] += before[b];
    }
  }

  /** How many numbers there are. */
  public int size() {
    return before[BINS];
  }

  public double min() {
    return min;
  }

  public double max() {
    return max;
  }

  /** The p-quantile: the smallest value that a share p of all does not exceed. */
  public double quantile(double p) {
    int rank = Math.clamp((long) Math.ceil(p * size()) - 1, 0, size() - 1);
    int bin = Arrays.binarySearch(before, rank + 1);
    bin = bin < 0 ? -bin - 2 : firstWith(bin);
    return sorted.computeIfAbsent(bin, this::collect)[rank - before[bin]];
  }

  /** The bin that holds rank {@code before[at] - 1}: empty bins share the same running count. */
  private int firstWith(int at) {
    int b = at;
    while (before[b - 1] == before[at]) {
      b--;
    }
    return b - 1;
  }

  private double[] collect(int bin) {
    double[] found = new double[before[bin + 1] - before[bin]];
    int n = 0;
    for (double x : values) {
      if (!Double.isNaN(x) && bin(x) == bin) {
        found[n++] = x;
      }
    }
    Arrays.sort(found);
    return found;
  }

  private int bin(double x) {
    return (int) ((x - min) * scale);
  }

  /** Counts in {@code bins} bins from the least to {@code to}; the last takes what lies above. */
  public Histogram histogram(int bins, double to) {
    long[] counts = new long[bins];
    double width = (to - min) / bins;
    if (size() == 0 || width <= 0) {
      return new Histogram(size() == 0 ? 0 : min, 0, new long[] {size()});
    }
    for (double x : values) {
      if (!Double.isNaN(x)) {
        counts[(int) Math.min(bins - 1, (x - min) / width)]++;
      }
    }
    return new Histogram(min, width, counts);
  }
}
