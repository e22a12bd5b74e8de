package io.s22.forecast.net;

import java.util.Arrays;

/** A binary heap of events by time; at the same time, first in first out. */
final class EventHeap {
  private double[] time = new double[64];
  private long[] payload = new long[64];
  private long[] order = new long[64];
  private int size;
  private long counter;

  void clear() {
    size = 0;
    counter = 0;
  }

  boolean isEmpty() {
    return size == 0;
  }

  double time() {
    return time[0];
  }

  void push(double at, int kind, int id, int stamp) {
    if (size == time.length) {
      time = Arrays.copyOf(time, 2 * size);
      payload = Arrays.copyOf(payload, 2 * size);
      order = Arrays.copyOf(order, 2 * size);
    }
    int hole = size++;
    long number = counter++;
    while (hole > 0) {
      int parent = (hole - 1) >>> 1;
      if (time[parent] <= at) {
        break;
      }
      move(parent, hole);
      hole = parent;
    }
    put(hole, at, ((long) kind << 56) | ((long) id << 24) | (stamp & 0xFFFFFF), number);
  }

  /** Removes the first event; its fields are read with {@link #kind}, {@link #id}, ... */
  long pop() {
    long first = payload[0];
    int last = --size;
    double at = time[last];
    long what = payload[last];
    long number = order[last];
    int hole = 0;
    for (int child = 1; child < last; child = 2 * hole + 1) {
      if (child + 1 < last && before(child + 1, child)) {
        child++;
      }
      if (at < time[child] || (at == time[child] && number < order[child])) {
        break;
      }
      move(child, hole);
      hole = child;
    }
    put(hole, at, what, number);
    return first;
  }

  static int kind(long event) {
    return (int) (event >>> 56);
  }

  static int id(long event) {
    return (int) (event >>> 24);
  }

  static int stamp(long event) {
    return (int) (event & 0xFFFFFF);
  }

  private boolean before(int a, int b) {
    return time[a] < time[b] || (time[a] == time[b] && order[a] < order[b]);
  }

  private void move(int from, int to) {
    time[to] = time[from];
    payload[to] = payload[from];
    order[to] = order[from];
  }

  private void put(int at, double when, long what, long number) {
    time[at] = when;
    payload[at] = what;
    order[at] = number;
  }
}
