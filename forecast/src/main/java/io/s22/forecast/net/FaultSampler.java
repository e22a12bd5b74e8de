package io.s22.forecast.net;

/**
 * Random faults of hosts in one trial (semantics 22): up for an exponential time, mended in a
 * sample of the repair time, again and again until the night is over. Hosts that name a crew wait
 * for it, first failed first mended.
 */
final class FaultSampler {
  /** Takes each outage. */
  interface Sink {
    void out(int service, int member, double from, double to);
  }

  private static final long STREAM = 1L << 32;

  private final ServiceGraph graph;
  private final Draws draws;
  private final double[] next;
  private final double[] since;
  private final boolean[] waits;
  private final int[] uses;

  FaultSampler(Network net, Draws draws) {
    this.graph = net.services;
    this.draws = draws;
    int hosts = graph.faultEvery().length;
    next = new double[hosts];
    since = new double[hosts];
    waits = new boolean[hosts];
    uses = new int[hosts];
  }

  void sample(int i, double from, double night, Sink sink) {
    for (int h = 0; h < next.length; h++) {
      if (graph.faultCrew()[h] < 0) {
        alone(h, i, from, night, sink);
      }
    }
    for (int crew = 0; crew < graph.repairers().length; crew++) {
      shared(crew, i, from, night, sink);
    }
  }

  private void alone(int h, int i, double from, double night, Sink sink) {
    uses[h] = 0;
    double t = from + up(h, i);
    while (t < night) {
      double end = t + repair(h, i);
      tell(h, t, end, sink);
      t = end + up(h, i);
    }
  }

  private double up(int h, int i) {
    return -graph.faultEvery()[h] * Math.log(draws.other(STREAM + h, ++uses[h], i));
  }

  private double repair(int h, int i) {
    return graph.faultMend()[h].at(draws.other(STREAM + h, ++uses[h], i));
  }

  private void tell(int h, double from, double to, Sink sink) {
    Rows members = graph.faultMember();
    for (int e = members.from()[h]; e < members.from()[h + 1]; e += 2) {
      sink.out(members.list()[e], members.list()[e + 1], from, to);
    }
  }

  /** A small event simulation: since is when a host failed, NaN while it is up. */
  private void shared(int crew, int i, double from, double night, Sink sink) {
    int free = graph.repairers()[crew];
    boolean any = false;
    for (int h = 0; h < next.length; h++) {
      if (graph.faultCrew()[h] == crew) {
        any = true;
        uses[h] = 0;
        next[h] = from + up(h, i);
        since[h] = Double.NaN;
        waits[h] = false;
      }
    }
    while (any) {
      int h = first(crew);
      double t = next[h];
      if (t >= night) {
        break;
      }
      if (Double.isNaN(since[h])) {
        since[h] = t;
        waits[h] = free == 0;
        next[h] = waits[h] ? Double.POSITIVE_INFINITY : t + repair(h, i);
        free -= waits[h] ? 0 : 1;
      } else {
        tell(h, since[h], t, sink);
        since[h] = Double.NaN;
        next[h] = t + up(h, i);
        int waiting = longestWaiting(crew);
        if (waiting >= 0) {
          waits[waiting] = false;
          next[waiting] = t + repair(waiting, i);
        } else {
          free++;
        }
      }
    }
    unmended(crew, night, sink);
  }

  private void unmended(int crew, double night, Sink sink) {
    for (int h = 0; h < next.length; h++) {
      if (graph.faultCrew()[h] == crew && !Double.isNaN(since[h])) {
        tell(h, since[h], Math.max(night, Math.min(next[h], 2 * night)), sink);
      }
    }
  }

  private int first(int crew) {
    int first = -1;
    for (int h = 0; h < next.length; h++) {
      if (graph.faultCrew()[h] == crew && (first < 0 || next[h] < next[first])) {
        first = h;
      }
    }
    return first;
  }

  private int longestWaiting(int crew) {
    int longest = -1;
    for (int h = 0; h < next.length; h++) {
      boolean candidate = graph.faultCrew()[h] == crew && waits[h];
      if (candidate && (longest < 0 || since[h] < since[longest])) {
        longest = h;
      }
    }
    return longest;
  }
}
