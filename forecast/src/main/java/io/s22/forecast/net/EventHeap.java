package io.s22.forecast.net;

import java.util.Arrays;

/**
 * A binary heap of events by time; at the same time, first in first out. The next event stands
 * beside the heap: where one thing follows the other, most events never enter it.
 */
final class EventHeap {
  private double[] time = new double[64];
  private long[] payload = new long[64];
  private long[] order = new long[64];
  private int size;
  private long counter;
  private boolean hasNext;
  private double nextTime;
  private long nextPayload;
  private long nextOrder;

  void clear() {
    size = 0;
    counter = 0;
    hasNext = false;
  }

  boolean isEmpty() {
    return size == 0 && !hasNext;
  }

  double time() {
    return hasNext ? nextTime : time[0];
  }

  void push(double at, int kind, int id, int stamp) {
    long what = ((long) kind << 56) | ((long) id << 24) | (stamp & 0xFFFFFF);
    long number = counter++;
    if (hasNext ? at < nextTime : size == 0 || at < time[0]) {
      if (hasNext) {
        add(nextTime, nextPayload, nextOrder);
      }
      hasNext = true;
      nextTime = at;
      nextPayload = what;
      nextOrder = number;
    } else {
      add(at, what, number);
    }
  }

  private void add(double at, long what, long number) {
    if (size == time.length) {
      time = Arrays.copyOf(time, 2 * size);
      payload = Arrays.copyOf(payload, 2 * size);
      order = Arrays.copyOf(order, 2 * size);
    }
    int hole = size++;
    while (hole > 0) {
      int parent = (hole - 1) >>> 1;
      if (time[parent] < at || (time[parent] == at && order[parent] < number)) {
        break;
      }
      move(parent, hole);
      hole = parent;
    }
    put(hole, at, what, number);
  }

  /** Removes the first event; its fields are read with {@link #kind}, {@link #id}, ... */
  long pop() {
    if (hasNext) {
      hasNext = false;
      return nextPayload;
    }
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
