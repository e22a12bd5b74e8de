package io.s22.forecast.net;

import java.util.Arrays;

/**
 * What touches services in one trial: for each service a list of spans in which it, or one of its
 * hosts, is out, and one of those in which it is degraded. First come, first kept: they mostly come
 * in order of time.
 */
final class Entries {
  private static final int MANY = 1 << 20;

  /** By service: the first entry of its list, or -1. */
  final int[] headOut;

  final int[] headPoor;

  private final int[] tailOut;
  private final int[] tailPoor;
  private int size;
  private int[] next = new int[256];
  private int[] member = new int[256];
  private double[] from = new double[256];
  private double[] to = new double[256];

  /** Members out at the same time, at the most; see {@link #crowd}. */
  private final int[] most;

  private final int[] crowd;
  private final double[] since;
  private final double[] until;

  Entries(int services) {
    headOut = new int[services];
    headPoor = new int[services];
    tailOut = new int[services];
    tailPoor = new int[services];
    most = new int[services];
    crowd = new int[services];
    since = new double[services];
    until = new double[services];
  }

  void clear() {
    size = 0;
    Arrays.fill(headOut, -1);
    Arrays.fill(headPoor, -1);
    Arrays.fill(until, Double.NEGATIVE_INFINITY);
    Arrays.fill(since, Double.NEGATIVE_INFINITY);
    Arrays.fill(most, 0);
    Arrays.fill(crowd, 0);
  }

  /**
   * @param of the service's member that is out, or -1 where it is the service itself
   */
  void add(boolean degrades, int service, int of, double start, double end) {
    if (size == next.length) {
      next = Arrays.copyOf(next, 2 * size);
      member = Arrays.copyOf(member, 2 * size);
      from = Arrays.copyOf(from, 2 * size);
      to = Arrays.copyOf(to, 2 * size);
    }
    if (!degrades && of >= 0) {
      crowd(service, start, end);
    }
    int[] head = degrades ? headPoor : headOut;
    int[] tail = degrades ? tailPoor : tailOut;
    if (head[service] < 0) {
      head[service] = size;
    } else {
      next[tail[service]] = size;
    }
    tail[service] = size;
    next[size] = -1;
    member[size] = of;
    from[size] = start;
    to[size++] = end;
  }

  /**
   * Counts, of the outages of a service's members in the order in which they come, how many may
   * overlap: each crowd begins when all before it are over.
   */
  private void crowd(int service, double start, double end) {
    if (start >= until[service]) {
      since[service] = start;
      crowd[service] = 0;
    }
    // One that begins before its crowd may meet those before it, too.
    crowd[service] += start >= since[service] ? 1 : MANY;
    most[service] = Math.max(most[service], crowd[service]);
    until[service] = Math.max(until[service], end);
  }

  /** No more members of a service than these are out at the same time. */
  int together(int service) {
    return most[service];
  }

  int next(int entry) {
    return next[entry];
  }

  int member(int entry) {
    return member[entry];
  }

  double from(int entry) {
    return from[entry];
  }

  double to(int entry) {
    return to[entry];
  }
}
