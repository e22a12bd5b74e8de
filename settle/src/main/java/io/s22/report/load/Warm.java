package io.s22.report.load;

import java.util.List;

/**
 * The part of a load test that is judged: from the moment on at which it has reached nine tenths of
 * what it reaches in its second half (programs warm up, threads come one by one), at least the
 * first tenth and at most the first half left out.
 */
final class Warm {
  private static final double LEAST = 0.1;
  private static final double REACHED = 0.9;
  private static final int TOGETHER = 3;

  private Warm() {}

  /** How many slices at the beginning are not judged. */
  static int up(List<Double> slices) {
    int half = slices.size() / 2;
    int first = (int) Math.round(slices.size() * LEAST);
    double usual = median(slices.subList(half, slices.size()));
    for (int i = first; i < half; i++) {
      double here =
          slices.subList(i, Math.min(slices.size(), i + TOGETHER)).stream()
              .mapToDouble(Double::doubleValue)
              .average()
              .orElse(0);
      if (here >= REACHED * usual) {
        return i;
      }
    }
    return half;
  }

  /** Those that are judged. */
  static double[] after(List<Double> slices, int cold) {
    return slices.stream()
        .skip(Math.min(cold, slices.size()))
        .mapToDouble(Double::doubleValue)
        .toArray();
  }

  private static double median(List<Double> values) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    return sorted.length == 0
        ? Double.NaN
        : (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
  }
}
