package io.s22.forecast.net;

/**
 * One step in one trial, host by host: where an attempt fails, or where the step is under way when
 * the forecast is asked for. A failure that concerns more than the step is left to {@link
 * EventSim}.
 */
final class StepAlone {
  private static final double NEVER = Double.POSITIVE_INFINITY;

  private final Network net;
  private final HostWay way;
  private final FlatHosts hosts;
  private final Releases releases;
  private final double[] touch;
  private final boolean[] failed;
  private final boolean[] wentBack;
  private final IntList order = new IntList();
  private boolean anyFailed;

  private double stop = NEVER;
  private boolean drawn;

  /** Whether this trial must go event by event. */
  boolean odd;

  /** Whether the failure takes the whole run back, from {@link #end} on. */
  boolean runGoesBack;

  /** When the step ended; whether those that wait for it may go on; whether all went well. */
  double end;

  boolean passes;
  boolean clean;

  /** How long undoing it took. */
  double back;

  StepAlone(Network net, HostWay way, FlatHosts hosts, Releases releases) {
    this.net = net;
    this.way = way;
    this.hosts = hosts;
    this.releases = releases;
    this.touch = new double[net.tasks];
    this.failed = new boolean[net.tasks];
    this.wentBack = new boolean[net.tasks];
  }

  /** All of {@code step} from {@code begin} on, in trial {@code i}. */
  void run(int step, int i, double begin) {
    reset(step, i);
    drawn = true;
    settle(step, i, batches(step, i, net.stepTaskFrom[step], begin));
  }

  /**
   * What of {@code step} has begun before {@code stopped}, when nothing begins any more; {@link
   * #end} is when the last host under way has ended.
   */
  void until(int step, int i, double begin, double stopped) {
    reset(step, i);
    stop = stopped;
    drawn = hosts.kept;
    stopped(step, i, underWay(step, i, begin));
  }

  /** {@code ended}: when the last host under way has. */
  private void stopped(int step, int i, double ended) {
    double stopped = stop;
    odd |= ended == stopped;
    end = Math.max(stopped, ended);
    if (anyFailed && ended < stopped && net.stepPolicy[step] == Network.BACK_STEP) {
      undoneBefore(step, i, ended);
    }
    stop = NEVER;
  }

  /** A step that was undone for its own failure: wholly, or it is not that simple. */
  private void undoneBefore(int step, int i, double from) {
    double stopped = end;
    end = from;
    if (net.stepHasRollback[step]) {
      undo(step, i);
    }
    odd |= end >= stopped;
    end = stopped;
    for (int task = net.stepTaskFrom[step]; task < net.stepTaskFrom[step + 1]; task++) {
      touch[task] = Double.NaN;
    }
  }

  /** The failure itself: all that {@code step} did until {@link #end}, without what follows. */
  void failing(int step, int i, double begin) {
    reset(step, i);
    drawn = hosts.kept;
    end = underWay(step, i, begin);
  }

  private double underWay(int step, int i, double begin) {
    return batches(step, i, net.stepTaskFrom[step], begin);
  }

  /** The touched hosts of a step in the order in which they go back. */
  IntList touched(int step) {
    order.clear();
    for (int task = net.stepTaskFrom[step + 1] - 1; task >= net.stepTaskFrom[step]; task--) {
      if (!Double.isNaN(touch[task])) {
        insert(task);
      }
    }
    return order;
  }

  /** Which way back of {@code task} the next is. */
  int nextBack(int task) {
    return wentBack[task] ? 2 : 1;
  }

  /** The rest of a step that is under way, whose other hosts were drawn last. */
  void resume(int step, int i, Given given) {
    reset(step, i);
    drawn = true;
    settle(step, i, underWay(step, i, given));
  }

  /** As {@link #until}, of a step that is under way when the forecast is asked for. */
  void resumeUntil(int step, int i, Given given, double stopped) {
    reset(step, i);
    drawn = hosts.kept;
    stop = stopped;
    stopped(step, i, underWay(step, i, given));
  }

  /** As {@link #failing}, of a step that is under way when the forecast is asked for. */
  void resumeFailing(int step, int i, Given given) {
    reset(step, i);
    drawn = hosts.kept;
    end = underWay(step, i, given);
  }

  /** The rest of the way back of a step that failed before the forecast was asked for. */
  void resumeUndoing(int step, int i, Given given) {
    reset(step, i);
    end = given.now();
    passes = false;
    clean = false;
    for (int task = net.stepTaskFrom[step]; task < net.stepTaskFrom[step + 1]; task++) {
      byte state = given.task()[task];
      boolean touched = state == Given.ENDED || state == Given.FAILED;
      touch[task] = touched ? given.stepBegan()[step] : Double.NaN;
      if (state == Given.RUNNING) {
        Legs.resume(way, task, given, i, NEVER);
        wentBack(step, i);
      }
    }
    if (!odd) {
      undo(step, i);
    }
  }

  /** What was touched of a step that had ended before the forecast was asked for. */
  void ended(int step, Given given) {
    for (int task = net.stepTaskFrom[step]; task < net.stepTaskFrom[step + 1]; task++) {
      byte state = given.task()[task];
      boolean touched = state != Given.OPEN && state != Given.UNDONE;
      touch[task] = touched ? given.stepBegan()[step] : Double.NaN;
      wentBack[task] = false;
    }
  }

  private double underWay(int step, int i, Given given) {
    int first = net.stepTaskFrom[step];
    int last = first - 1;
    for (int task = first; task < net.stepTaskFrom[step + 1]; task++) {
      last = given.task()[task] != Given.OPEN ? task : last;
    }
    int next = first;
    while (next <= last) {
      next += batch(step, next);
    }
    double done = given.now();
    for (int task = first; task < next; task++) {
      done = Math.max(done, goOn(task, i, given));
    }
    return batches(step, i, next, done);
  }

  private double goOn(int task, int i, Given given) {
    byte state = given.task()[task];
    if (state == Given.OPEN) {
      return host(task, i, given.now());
    }
    touch[task] = state == Given.UNDONE ? Double.NaN : given.stepBegan()[net.taskStep[task]];
    if (state != Given.RUNNING) {
      return given.now();
    }
    boolean undoes = given.phase()[task] == Network.UNDO;
    Legs.resume(way, task, given, i, stop);
    if (way.end >= stop) {
      odd |= undoes;
      touch[task] = Double.NaN;
    }
    note(task);
    int leg = undoes ? 1 : given.round()[task] == 2 ? 2 : 0;
    return legs(task, i, leg);
  }

  private void reset(int step, int i) {
    odd = false;
    runGoesBack = false;
    anyFailed = false;
    back = 0;
    for (int task = net.stepTaskFrom[step]; task < net.stepTaskFrom[step + 1]; task++) {
      touch[task] = Double.NaN;
      failed[task] = false;
      wentBack[task] = false;
      if (hosts.begins[task].length > 0) {
        hosts.begins[task][i] = Double.NaN;
      }
    }
  }

  private int batch(int step, int next) {
    boolean canary = next - net.stepTaskFrom[step] < net.stepCanary[step];
    return canary ? 1 : Math.min(net.stepBatch[step], net.stepTaskFrom[step + 1] - next);
  }

  /** Batch after batch until one fails, or nothing begins any more; returns the last end. */
  private double batches(int step, int i, int first, double begin) {
    double t = begin;
    int next = first;
    while (next < net.stepTaskFrom[step + 1] && !anyFailed && t < stop) {
      double done = t;
      int to = next + batch(step, next);
      for (; next < to; next++) {
        done = Math.max(done, host(next, i, t));
      }
      t = done;
    }
    return t;
  }

  private void settle(int step, int i, double at) {
    end = at;
    clean = !anyFailed;
    passes = clean || net.stepPolicy[step] == Network.GO_ON;
    if (!clean) {
      fail(step, i);
    }
  }

  private double host(int task, int i, double ready) {
    double begin = hosts.held[task].length > 0 ? Math.max(ready, hosts.held[task][i]) : ready;
    if (begin >= stop) {
      // It waits for an answer that comes too late. Just after, so that it is no tie.
      return Math.nextUp(stop);
    }
    if (hosts.begins[task].length > 0) {
      hosts.begins[task][i] = begin;
    }
    if (drawn && hosts.comesThrough(task, i, begin) && hosts.ends < stop) {
      touch[task] = hosts.actBegins;
      way.effects(task, 1, hosts.actBegins, hosts.actEnds, true, i);
      return hosts.ends;
    }
    way.forward(task, 1, begin, i, stop, true);
    note(task);
    return legs(task, i, 0);
  }

  /** Takes over when the host's first act began, and whether it came through. */
  private void note(int task) {
    touch[task] = Double.isNaN(way.touched) ? touch[task] : way.touched;
    failed[task] = !way.ok;
  }

  /** A canary's further ways: forward, back, forward again. */
  private double legs(int task, int i, int leg) {
    int step = net.taskStep[task];
    boolean canary = task - net.stepTaskFrom[step] < net.stepCanary[step];
    odd |= way.end == stop;
    if (canary && net.stepHasRollback[step] && leg < 2 && way.ok && way.end < stop) {
      if (leg == 0) {
        way.back(task, 1, way.end, i);
      }
      odd |= !way.ok || way.end >= stop;
      wentBack[task] = true;
      touch[task] = Double.NaN;
      way.forward(task, 2, way.end, i, stop, true);
      note(task);
    } else {
      odd |= leg == 1;
    }
    anyFailed |= failed[task];
    if (failed[task] && Double.isNaN(touch[task])) {
      releases.add(i, way.end, net.reserve[step]);
    }
    return way.end;
  }

  /** What follows a failure; {@link #end} is when the last host under way had ended. */
  private void fail(int step, int i) {
    byte policy = net.stepPolicy[step];
    runGoesBack = policy == Network.BACK_RUN;
    if (runGoesBack) {
      return;
    }
    odd |= policy == Network.BACK_STAGE;
    boolean undoes = policy == Network.BACK_STEP && net.stepHasRollback[step];
    for (int task = net.stepTaskFrom[step]; task < net.stepTaskFrom[step + 1]; task++) {
      // A host that stays failed counts as out: others may have to wait for room.
      boolean stays = failed[task] && (!undoes || Double.isNaN(touch[task]));
      odd |= stays && net.taskFloors.size(task) > 0;
    }
    if (undoes && !odd) {
      undo(step, i);
    }
  }

  private void undo(int step, int i) {
    touched(step);
    for (int o = 0; o < order.size && !odd; o++) {
      int task = order.at[o];
      double begin = end;
      way.back(task, nextBack(task), begin, i);
      wentBack(step, i);
    }
  }

  private void wentBack(int step, int i) {
    odd |= !way.ok;
    back += way.end - end;
    end = way.end;
    releases.add(i, end, net.reserve[step]);
  }

  private void insert(int task) {
    order.add(task);
    int hole = order.size - 1;
    while (hole > 0 && touch[task] > touch[order.at[hole - 1]]) {
      order.at[hole] = order.at[hole - 1];
      hole--;
    }
    order.at[hole] = task;
  }
}
