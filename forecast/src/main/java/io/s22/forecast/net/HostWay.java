package io.s22.forecast.net;

import static io.s22.forecast.net.Network.ACT;
import static io.s22.forecast.net.Network.PRECHECK;
import static io.s22.forecast.net.Network.SECOND;
import static io.s22.forecast.net.Network.UNDO;
import static io.s22.forecast.net.Network.VERIFY;

import io.s22.forecast.draw.Law;
import org.jspecify.annotations.Nullable;

/**
 * One host's way through a step in one trial (semantics 8 to 10): precheck, then act and verify
 * until an attempt succeeds. The results stand in fields, so that nothing is allocated.
 */
final class HostWay {
  /** Added to the number of a draw that belongs to a canary's second round, to a way back. */
  static final long SECOND_ROUND = 1 << 20;

  static final long UNDOING = 1 << 21;

  /** Takes each span in which an effect holds. */
  interface Sink {
    void add(int effect, int i, double start, double end);
  }

  private final Network net;
  private final Draws draws;
  private final Sink sink;
  private final @Nullable FirstTries tries;
  private final int[] taskEffects;
  private final @Nullable Law[] effectLaw;
  private final int[] taskVar;
  private final int[] taskStep;

  /** When it ended; whether it is done; when its first act began, NaN where none did. */
  double end;

  boolean ok;
  double touched;

  /**
   * @param tries first attempts that are already drawn; null where none are
   */
  HostWay(Network net, Draws draws, Sink sink, @Nullable FirstTries tries) {
    this.net = net;
    this.draws = draws;
    this.sink = sink;
    this.tries = tries;
    this.taskEffects = net.taskEffects;
    this.effectLaw = net.effectLaw;
    this.taskVar = net.taskVar;
    this.taskStep = net.taskStep;
  }

  /** Forward for the first time, with nothing to stop it. */
  void forward(int task, double begin, int i) {
    FirstTries first = tries;
    int place = first == null ? 0 : first.place(task, i);
    if (first == null || !first.comesThrough(place)) {
      forward(task, 1, begin, i, Double.POSITIVE_INFINITY, true);
      return;
    }
    touched = begin + first.at(place, PRECHECK);
    double acted = touched + first.at(place, ACT);
    end = acted + first.at(place, VERIFY);
    ok = true;
    effects(task, 1, touched, acted, true, i);
  }

  /** Forward from {@code begin}; no phase begins at {@code stop} or later. */
  void forward(int task, int round, double begin, int i, double stop, boolean log) {
    touched = Double.NaN;
    end = begin;
    ok = false;
    if (!phase(task, PRECHECK, round, 1, i)) {
      // What begins at the very instant of the stop has begun before it.
      attempts(task, round, 1, i, end == begin ? Math.max(stop, Math.nextUp(begin)) : stop, log);
    }
  }

  /** Attempt {@code first} and later ones, beginning at {@link #end}. */
  void attempts(int task, int round, int first, int i, double stop, boolean log) {
    ok = false;
    int step = taskStep[task];
    for (int a = first; end < stop; a++) {
      if (Double.isNaN(touched)) {
        touched = end;
      }
      double begin = end;
      boolean failed = phase(task, ACT, round, a, i);
      if (log) {
        effects(task, (round - 1) * SECOND_ROUND + a, begin, end, !failed, i);
      }
      if (failed ? over(step, a, stop) : verified(task, step, round, a, i, stop)) {
        return;
      }
    }
  }

  /** Verifies attempt {@code a}; true when nothing more happens on this host. */
  private boolean verified(int task, int step, int round, int a, int i, double stop) {
    if (net.law[VERIFY][step] == null && net.fails[VERIFY][step] <= 0) {
      ok = true;
      return true;
    }
    if (end >= stop) {
      return true;
    }
    if (phase(task, VERIFY, round, a, i)) {
      return over(step, a, stop);
    }
    ok = true;
    return true;
  }

  /** Waits after failed attempt {@code a}; true when no further one begins. */
  boolean over(int step, int a, double stop) {
    if (a >= net.stepAttempts[step]) {
      return true;
    }
    double next = end + net.stepWaits[step][a - 1];
    if (next >= stop) {
      return true;
    }
    end = next;
    return false;
  }

  /** Goes on from the phase that is under way at the given instant. */
  void resume(int task, Given given, int i, double stop, boolean log) {
    int step = taskStep[task];
    int round = given.round()[task];
    int a = given.attempt()[task];
    int phase = given.phase()[task];
    touched = phase == PRECHECK ? Double.NaN : given.now();
    Law rest = given.rest()[task];
    end =
        given.now() + (rest == null ? 0 : rest.at(draws.uniform(takes(task, phase, round), 1, i)));
    boolean failed = fails(task, phase, round, a, i);
    if (log && phase == ACT) {
      effects(task, (round - 1) * SECOND_ROUND + a, given.now(), end, !failed, i);
    }
    ok = false;
    if (failed) {
      if (phase != PRECHECK && !over(step, a, stop)) {
        attempts(task, round, a + 1, i, stop, log);
      }
    } else if (phase == PRECHECK) {
      attempts(task, round, 1, i, stop, log);
    } else if (phase == VERIFY) {
      ok = true;
    } else if (!verified(task, step, round, a, i, stop)) {
      attempts(task, round, a + 1, i, stop, log);
    }
  }

  /** Back, on occasion {@code use} counted from 1. */
  void back(int task, long use, double begin, int i) {
    end = begin;
    ok = !phase(task, UNDO, 1, use, i);
    effects(task, UNDOING + use, begin, end, ok, i);
  }

  /** The rest of a way back that is under way at {@code now}. */
  void resumeBack(int task, double now, @Nullable Law rest, int i) {
    end = now + (rest == null ? 0 : rest.at(draws.uniform(takes(task, UNDO, 1), 1, i)));
    ok = !fails(task, UNDO, 1, 1, i);
    touched = now;
    effects(task, UNDOING, now, end, ok, i);
  }

  /** Lets one phase take its time; true when it failed. */
  private boolean phase(int task, int phase, int round, long use, int i) {
    int step = taskStep[task];
    Law law = net.law[phase][step];
    boolean late = false;
    if (law != null) {
      double takes = duration(law, task, phase, round, use, i);
      late = takes > net.cut[phase][step];
      end += late ? net.cut[phase][step] : takes;
    }
    return fails(task, phase, round, use, i) || late;
  }

  private double duration(Law law, int task, int phase, int round, long use, int i) {
    if (law.fixed()) {
      return law.at(0.5);
    }
    double u = draws.uniform(takes(task, phase, round), use, i);
    int group = phase == ACT ? net.stepGroup[taskStep[task]] : -1;
    return law.at(group < 0 ? u : draws.together(group, u, i));
  }

  private boolean fails(int task, int phase, int round, long use, int i) {
    double p = net.fails[phase][taskStep[task]];
    return p > 0 && draws.uniform(takes(task, phase, round) + 1, use, i) < p;
  }

  private int takes(int task, int phase, int round) {
    return taskVar[task] + 2 * phase + (round == 2 ? SECOND : 0);
  }

  /**
   * Tells of the services that suffer from an act that lasted from begin to end.
   *
   * @param came whether it came through: one that did not opens nothing
   */
  void effects(int task, long use, double begin, double end, boolean came, int i) {
    int last = taskEffects[task + 1];
    for (int e = taskEffects[task]; e < last; e++) {
      Law law = effectLaw[e];
      double lasts = end - begin;
      if (net.effectSwitch[e] >= 0) {
        boolean opens = net.effectOpens[e] == use < UNDOING;
        lasts = opens ? came ? lasts : Double.NaN : Double.POSITIVE_INFINITY;
      } else if (law != null) {
        lasts = law.fixed() ? law.at(0.5) : law.at(draws.uniform(net.effectVar[e], use, i));
      }
      sink.add(e, i, begin, begin + lasts);
    }
  }
}
