package io.s22.forecast.answer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

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
    int rank = rank(p);
    int bin = binOf(rank);
    double[] found = sorted.get(bin);
    if (found == null) {
      prepare(p);
      found = Objects.requireNonNull(sorted.get(bin));
    }
    return found[rank - before[bin]];
  }

  /** Collects in one pass what several quantiles need. */
  public void prepare(double... shares) {
    int[] slot = new int[BINS];
    List<double[]> found = new ArrayList<>();
    for (double p : shares) {
      int bin = binOf(rank(p));
      if (slot[bin] == 0 && !sorted.containsKey(bin)) {
        double[] members = new double[before[bin + 1] - before[bin]];
        found.add(members);
        slot[bin] = found.size();
        sorted.put(bin, members);
      }
    }
    if (!found.isEmpty()) {
      collect(slot, found);
    }
  }

  private int rank(double p) {
    return Math.clamp((long) Math.ceil(p * size()) - 1, 0, size() - 1);
  }

  private int binOf(int rank) {
    int bin = Arrays.binarySearch(before, rank + 1);
    return bin < 0 ? -bin - 2 : firstWith(bin);
  }

  /** The bin that holds rank {@code before[at] - 1}: empty bins share the same running count. */
  private int firstWith(int at) {
    int b = at;
    while (before[b - 1] == before[at]) {
      b--;
    }
    return b - 1;
  }

  private void collect(int[] slot, List<double[]> found) {
    int[] filled = new int[found.size()];
    for (double x : values) {
      int s = Double.isNaN(x) ? 0 : slot[bin(x)];
      if (s > 0) {
        found.get(s - 1)[filled[s - 1]++] = x;
      }
    }
    found.forEach(Ordered::sort);
  }

  /** Where a service is hardly ever down, most values are the same. */
  private static void sort(double[] members) {
    boolean same = true;
    for (int i = 1; i < members.length && same; i++) {
      same = members[i] == members[0];
    }
    if (!same) {
      Arrays.sort(members);
    }
  }

  private int bin(double x) {
    return (int) ((x - min) * scale);
  }

  /**
   * How many of the values from {@code from} to before {@code to} lie above {@code q[i - 1]} and
   * not above {@code q[i]}, where {@code q} rises; the last: how many lie above all.
   */
  public long[] within(double[] q, int from, int to) {
    int[] firstOfBin = new int[BINS];
    for (int b = 0, k = 0; b < BINS; b++) {
      while (k < q.length && bin(q[k]) < b) {
        k++;
      }
      firstOfBin[b] = k;
    }
    long[] counts = new long[q.length + 1];
    for (int i = from; i < to; i++) {
      double x = values[i];
      if (!Double.isNaN(x)) {
        int k = firstOfBin[bin(x)];
        while (k < q.length && q[k] < x) {
          k++;
        }
        counts[k]++;
      }
    }
    return counts;
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
