package io.s22.forecast.net;

import java.util.Arrays;

/** Spans in which effects hold, first come first kept, in arrays that are used again and again. */
final class Spans implements HostWay.Sink {
  int[] head;
  int[] next = new int[256];
  int[] effect = new int[256];
  double[] start = new double[256];
  double[] end = new double[256];
  private int size;

  Spans(int trials) {
    head = new int[trials];
  }

  void clear() {
    size = 0;
    Arrays.fill(head, -1);
  }

  int size() {
    return size;
  }

  /** Forgets all but the first {@code count}; {@code heads} by trial as they were then. */
  void shrink(int count, int[] heads) {
    size = count;
    System.arraycopy(heads, 0, head, 0, head.length);
  }

  void forget(int i) {
    head[i] = -1;
  }

  @Override
  public void add(int ofEffect, int i, double from, double to) {
    if (size == next.length) {
      next = Arrays.copyOf(next, 2 * size);
      effect = Arrays.copyOf(effect, 2 * size);
      start = Arrays.copyOf(start, 2 * size);
      end = Arrays.copyOf(end, 2 * size);
    }
    next[size] = head[i];
    effect[size] = ofEffect;
    start[size] = from;
    end[size] = to;
    head[i] = size++;
  }

  /** Forgets spans of trial {@code i} by effects from {@code from} on that begin at {@code at}. */
  void cut(int i, int from, int to, double at) {
    for (int x = head[i]; x >= 0; x = next[x]) {
      if (effect[x] >= from && effect[x] < to && start[x] >= at) {
        end[x] = Double.NaN;
      }
    }
  }
}
