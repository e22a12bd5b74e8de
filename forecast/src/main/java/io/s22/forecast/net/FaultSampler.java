package io.s22.forecast.net;

import java.util.Arrays;

/**
 * Random faults of hosts in one trial (semantics 22): up for an exponential time, mended in a
 * sample of the repair time, again and again until the night is over. Hosts that name a crew wait
 * for it, first failed first mended; spares fail less often than those at work, whom they replace.
 */
final class FaultSampler {
  /** Takes each outage. */
  interface Sink {
    void out(int service, int member, double from, double to);
  }

  private static final long STREAM = 1L << 32;
  private static final int EVERYBODY = -2;

  private final ServiceGraph graph;
  private final Draws draws;
  private final double[] next;
  private final double[] since;
  private final boolean[] waits;
  private final boolean[] works;
  private final int[] atWork;
  private final int[] free;
  private final int[] uses;

  FaultSampler(Network net, Draws draws) {
    this.graph = net.services;
    this.draws = draws;
    int hosts = graph.faultEvery().length;
    next = new double[hosts];
    since = new double[hosts];
    waits = new boolean[hosts];
    works = new boolean[hosts];
    atWork = new int[graph.poolWorks().length];
    free = new int[graph.repairers().length];
    uses = new int[hosts];
  }

  void sample(int i, double from, double night, Sink sink) {
    for (int h = 0; h < next.length; h++) {
      if (graph.faultCrew()[h] < 0 && graph.faultPool()[h] < 0) {
        alone(h, i, from, night, sink);
      }
    }
    if (atWork.length > 0) {
      together(EVERYBODY, i, from, night, sink);
      return;
    }
    for (int crew = 0; crew < graph.repairers().length; crew++) {
      together(crew, i, from, night, sink);
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

  /**
   * A small event simulation of hosts that wait for each other: those of one crew, or, where spares
   * wait for those at work, of all crews (everybody).
   */
  private void together(int crew, int i, double from, double night, Sink sink) {
    System.arraycopy(graph.repairers(), 0, free, 0, free.length);
    boolean any = begin(crew, i, from);
    while (any) {
      int h = first(crew);
      double t = next[h];
      if (t >= night) {
        break;
      }
      if (Double.isNaN(since[h])) {
        fails(h, i, t);
      } else {
        tell(h, since[h], t, sink);
        mended(h, i, t);
      }
    }
    unmended(crew, night, sink);
  }

  private boolean begin(int crew, int i, double from) {
    boolean any = false;
    Arrays.fill(atWork, 0);
    for (int h = 0; h < next.length; h++) {
      if (takesPart(h, crew)) {
        any = true;
        uses[h] = 0;
        since[h] = Double.NaN;
        waits[h] = false;
        up(h, i, from);
      }
    }
    return any;
  }

  private boolean takesPart(int h, int crew) {
    int own = graph.faultCrew()[h];
    return crew == EVERYBODY ? own >= 0 || graph.faultPool()[h] >= 0 : own == crew;
  }

  /** Host h is in from t on: at work, or as a spare where enough are. */
  private void up(int h, int i, double t) {
    int pool = graph.faultPool()[h];
    boolean isSpare = pool >= 0 && atWork[pool] >= graph.poolWorks()[pool];
    works[h] = !isSpare;
    if (pool >= 0 && !isSpare) {
      atWork[pool]++;
    }
    double rate = isSpare ? graph.poolFails()[pool] : 1;
    next[h] = rate > 0 ? t + up(h, i) / rate : Double.POSITIVE_INFINITY;
  }

  private void fails(int h, int i, double t) {
    int crew = graph.faultCrew()[h];
    since[h] = t;
    waits[h] = crew >= 0 && free[crew] == 0;
    next[h] = waits[h] ? Double.POSITIVE_INFINITY : t + repair(h, i);
    if (crew >= 0 && !waits[h]) {
      free[crew]--;
    }
    int pool = graph.faultPool()[h];
    if (pool >= 0 && works[h]) {
      atWork[pool]--;
      replace(pool, i, t);
    }
  }

  /** The first spare goes to work; what is left of its time is drawn anew: it has no memory. */
  private void replace(int pool, int i, double t) {
    for (int h = 0; h < next.length; h++) {
      if (graph.faultPool()[h] == pool && Double.isNaN(since[h]) && !works[h]) {
        up(h, i, t);
        return;
      }
    }
  }

  private void mended(int h, int i, double t) {
    since[h] = Double.NaN;
    up(h, i, t);
    int crew = graph.faultCrew()[h];
    if (crew >= 0) {
      int waiting = longestWaiting(crew);
      if (waiting >= 0) {
        waits[waiting] = false;
        next[waiting] = t + repair(waiting, i);
      } else {
        free[crew]++;
      }
    }
  }

  private void unmended(int crew, double night, Sink sink) {
    for (int h = 0; h < next.length; h++) {
      if (takesPart(h, crew) && !Double.isNaN(since[h])) {
        tell(h, since[h], Math.max(night, Math.min(next[h], 2 * night)), sink);
      }
    }
  }

  private int first(int crew) {
    int first = -1;
    for (int h = 0; h < next.length; h++) {
      if (takesPart(h, crew) && (first < 0 || next[h] < next[first])) {
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
