package io.s22.forecast.net;

import java.util.Arrays;

/** For each service a sorted list of spans that do not overlap, all in two arrays. */
final class SpanPool {
  private double[] from = new double[256];
  private double[] to = new double[256];
  private int size;
  private final int[] first;
  private final int[] end;

  SpanPool(int services) {
    first = new int[services];
    end = new int[services];
  }

  void clear() {
    size = 0;
  }

  /** Begins the list of {@code s}: spans may now be added in any order. */
  void open(int s) {
    first[s] = size;
    end[s] = size;
    opened = size;
  }

  private int opened;

  boolean openIsEmpty() {
    return size == opened;
  }

  void add(double a, double b) {
    if (size == from.length) {
      from = Arrays.copyOf(from, 2 * size);
      to = Arrays.copyOf(to, 2 * size);
    }
    int hole = size++;
    while (hole > opened && from[hole - 1] > a) {
      from[hole] = from[hole - 1];
      to[hole] = to[hole - 1];
      hole--;
    }
    from[hole] = a;
    to[hole] = b;
  }

  void addAll(SpanPool others, int s) {
    for (int x = others.first[s]; x < others.end[s]; x++) {
      add(others.from[x], others.to[x]);
    }
  }

  /** Ends the list of {@code s}: overlapping spans become one. */
  void close(int s) {
    int last = opened - 1;
    for (int x = opened; x < size; x++) {
      if (last >= opened && from[x] <= to[last]) {
        to[last] = Math.max(to[last], to[x]);
      } else {
        last++;
        from[last] = from[x];
        to[last] = to[x];
      }
    }
    size = last + 1;
    end[s] = size;
  }

  int first(int s) {
    return first[s];
  }

  int end(int s) {
    return end[s];
  }

  double from(int x) {
    return from[x];
  }

  double to(int x) {
    return to[x];
  }
}
