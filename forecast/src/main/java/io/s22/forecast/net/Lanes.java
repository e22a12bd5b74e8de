package io.s22.forecast.net;

/** Loops over the trials of a block, so plain that the compiler makes vector code of them. */
final class Lanes {
  private Lanes() {}

  static void copy(double[] from, double[] to, int n) {
    System.arraycopy(from, 0, to, 0, n);
  }

  static void add(double[] x, double[] y, int n) {
    for (int i = 0; i < n; i++) {
      x[i] += y[i];
    }
  }

  static void add(double[] x, double y, int n) {
    for (int i = 0; i < n; i++) {
      x[i] += y;
    }
  }

  /** The later of each; what is NaN stays so. */
  static void latest(double[] x, double[] y, int n) {
    for (int i = 0; i < n; i++) {
      x[i] = Math.max(x[i], y[i]);
    }
  }

  /** The later of each; where {@code y} is NaN nothing changes. */
  static void latestKnown(double[] x, double[] y, int n) {
    for (int i = 0; i < n; i++) {
      x[i] = y[i] > x[i] ? y[i] : x[i];
    }
  }

  static void notBefore(double[] x, double earliest, int n) {
    for (int i = 0; i < n; i++) {
      x[i] = Math.max(x[i], earliest);
    }
  }

  /** Adds {@code y} to each sum where {@code x} lies below {@code most}. */
  static void addBelow(double[] x, double most, double y, double[] sums, int n) {
    for (int i = 0; i < n; i++) {
      sums[i] += x[i] < most ? y : 0;
    }
  }

  /** Whether any lies between the two, or on one of them. */
  static boolean anyWithin(double[] x, double from, double to, int n) {
    boolean any = false;
    for (int i = 0; i < n && !any; i++) {
      any = x[i] >= from && x[i] <= to;
    }
    return any;
  }

  /** Sets {@code bit} for those above {@code most}. */
  static void above(double[] x, double most, int[] marks, int bit, int n) {
    for (int i = 0; i < n; i++) {
      marks[i] |= x[i] > most ? bit : 0;
    }
  }

  /** Marks where {@code x} is {@code y}. */
  static void meet(double[] x, double[] y, boolean[] marks, int n) {
    for (int i = 0; i < n; i++) {
      marks[i] |= x[i] == y[i];
    }
  }

  /** Marks where {@code x} is {@code y} and {@code where} holds. */
  static void meet(double[] x, double[] y, boolean[] where, boolean[] marks, int n) {
    for (int i = 0; i < n; i++) {
      marks[i] |= where[i] & x[i] == y[i];
    }
  }

  /** Marks where {@code x} is {@code y}. */
  static void meet(int[] x, int y, boolean[] marks, int n) {
    for (int i = 0; i < n; i++) {
      marks[i] |= x[i] == y;
    }
  }

  /** How many are marked. */
  static int count(boolean[] marks, int n) {
    int count = 0;
    for (int i = 0; i < n; i++) {
      count += marks[i] ? 1 : 0;
    }
    return count;
  }
}
