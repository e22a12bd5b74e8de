package io.s22.forecast.net;

import io.s22.forecast.draw.Law;
import java.util.Arrays;

/** What one trial's outages do to each service (semantics 19 to 22). Nothing is allocated. */
final class ServiceMeter implements FaultSampler.Sink, Switches.Sink {
  /** Instants of the window at which availability is counted: both ends included. */
  static final int GRID = 48;

  private static final long FAIL_OVER = 1L << 33;

  private final Network net;
  private final ServiceGraph graph;
  private final Draws draws;
  private final FaultSampler faults;
  private final Switches switches;
  private final PayRule pay;
  private final int[] watched;

  private final FlatHosts hosts;
  private final QuietEffects quiet;

  /** By service: whether anything but plain first attempts touched it. */
  private final boolean[] touched;

  private boolean anyTouched;

  /** By service: whether its effects are gone through one by one. */
  private final boolean[] loud;

  private final boolean[] alwaysLoud;

  /** By switch: when it was off, where first attempts alone turned it. */
  private final double[] offFrom;

  private final double[] offTo;
  private final Entries entries;
  private final SpanPool down;
  private final SpanPool poor;
  private final Sweep sweep;

  /** By service and instant of the grid: in how many trials more it was down than just before. */
  private final int[][] downFrom;

  /** Results by service, in seconds. */
  final double[] downTime;

  final double[] longest;
  final double[] poorTime;
  final double[] paid;
  final double[] userMinutes;
  final double[] paidMinutes;
  final double[] usersHit;

  ServiceMeter(Network net, Draws draws, FlatHosts hosts, PayRule pay) {
    this.net = net;
    this.hosts = hosts;
    this.graph = net.services;
    this.draws = draws;
    this.pay = pay;
    this.watched = graph.watchedInOrder();
    this.faults = new FaultSampler(net, draws);
    this.switches = new Switches(net.switchService.length);
    int services = graph.size();
    quiet = new QuietEffects(net, hosts.placeBack);
    touched = new boolean[services];
    loud = new boolean[services];
    alwaysLoud = new boolean[services];
    offFrom = new double[net.switchService.length];
    offTo = new double[net.switchService.length];
    entries = new Entries(services);
    down = new SpanPool(services);
    poor = new SpanPool(services);
    sweep = new Sweep(Arrays.stream(graph.members()).max().orElse(0));
    downTime = new double[services];
    longest = new double[services];
    poorTime = new double[services];
    paid = new double[services];
    userMinutes = new double[services];
    paidMinutes = new double[services];
    usersHit = new double[services];
    downFrom = new int[services][GRID + 2];
    anyTouched = true;
    clear();
    choose(alwaysLoud);
  }

  void clear() {
    if (anyTouched) {
      anyTouched = false;
      entries.clear();
      System.arraycopy(quiet.never, 0, touched, 0, touched.length);
      switches.clear();
    }
    down.clear();
    poor.clear();
  }

  /** An effect of the plan holds from {@code start} to {@code end}. */
  void add(int effect, double start, double end) {
    if (net.effectSwitch[effect] >= 0) {
      touch(net.effectService[effect]);
      switches.turn(net.effectSwitch[effect], start, end);
    } else if (end > start) {
      int service = net.effectService[effect];
      entry(net.effectDegrades[effect], service, net.effectMember[effect], start, end);
    }
  }

  private void touch(int service) {
    touched[service] = true;
    anyTouched = true;
  }

  /** Those are loud that follow a service that was touched, and those that they follow. */
  private void choose(boolean[] chosen) {
    Arrays.fill(chosen, false);
    Rows with = graph.poorWith();
    for (int s : watched) {
      boolean follows = false;
      for (int x = with.from()[s]; x < with.from()[s + 1]; x++) {
        follows |= touched[with.list()[x]];
      }
      for (int x = with.from()[s]; x < with.from()[s + 1] && follows; x++) {
        chosen[with.list()[x]] = true;
      }
    }
  }

  /** Adds what first attempts do to services that are loud, as far as it may change anything. */
  private void suffer(int i) {
    for (int s : watched) {
      boolean floorHolds = entries.headOut[s] < 0;
      for (int x = quiet.effects.from()[s]; x < quiet.effects.from()[s + 1] && loud[s]; x++) {
        int e = quiet.effects.list()[x];
        if (!(floorHolds && quiet.harmless[e])) {
          firstAttempt(e, i);
        }
      }
    }
  }

  private void firstAttempt(int e, int i) {
    double[][] start = hosts.effectStart;
    double[][] end = hosts.effectEnd;
    int back = hosts.placeBack[e];
    add(e, start[e][i], end[e][i]);
    if (back > 0) {
      add(e, start[back][i], end[back][i]);
      add(e, start[back + 1][i], end[back + 1][i]);
    }
  }

  @Override
  public void out(int service, int of, double start, double end) {
    entry(false, service, of, start, end);
  }

  @Override
  public void off(int ofSwitch, double start, double end) {
    if (end > start) {
      entry(net.switchDegrades[ofSwitch], net.switchService[ofSwitch], -1, start, end);
    }
  }

  private void entry(boolean degrades, int service, int of, double start, double end) {
    touch(service);
    entries.add(degrades, service, of, start, end);
  }

  /**
   * Measures trial {@code i}, whose run ended at {@code finish}.
   *
   * @param plain whether first attempts went as the plain pass has them; else all that anything did
   *     to services was added
   */
  void measure(int i, double finish, boolean plain) {
    double night = Math.max(net.close, finish);
    double begin = net.given == null ? 0 : net.given.now();
    faults.sample(i, begin, night, this);
    if (plain) {
      listen(i, night);
    } else {
      Arrays.fill(loud, true);
    }
    switches.tell(night, this);
    for (int s : watched) {
      down.open(s);
      if (loud[s]) {
        service(s, i);
      } else if (quiet.mayBeDown[s]) {
        quietly(s, i);
      }
    }
    for (int s : watched) {
      poor.open(s);
      if (loud[s] || quiet.mayBePoor[s]) {
        degraded(s, i);
      }
      if (isTouched(s)) {
        report(s, night);
      }
    }
  }

  /** Whether anything was measured of {@code s}: elsewhere all figures are zero. */
  boolean isTouched(int s) {
    return down.first(s) < down.end(s) || poor.first(s) < poor.end(s);
  }

  private void listen(int i, double night) {
    if (anyTouched) {
      choose(loud);
    } else {
      System.arraycopy(alwaysLoud, 0, loud, 0, loud.length);
    }
    suffer(i);
    for (int sw = 0; sw < offFrom.length; sw++) {
      if (!quiet.never[net.switchService[sw]]) {
        double opened = hosts.effectEnd[quiet.opens[sw]][i];
        boolean closed = hosts.effectEnd[quiet.closes[sw]][i] == Double.POSITIVE_INFINITY;
        offFrom[sw] = closed ? hosts.effectStart[quiet.closes[sw]][i] : Double.NaN;
        // What nobody opens again stays closed for the night.
        offTo[sw] = opened >= offFrom[sw] ? opened : night;
      }
    }
  }

  /** As {@link #service}, where nothing but plain first attempts touched it. */
  private void quietly(int s, int i) {
    slots(quiet.down, s, i, down);
    Law failOver = graph.failOver()[s];
    int lost = quiet.failOver[s];
    if (lost >= 0 && failOver != null && hosts.effectEnd[lost][i] > hosts.effectStart[lost][i]) {
      double since = hosts.effectStart[lost][i];
      down.add(since, since + failOver.at(draws.other(FAIL_OVER + s, 1, i)));
    }
    needed(s);
    down.close(s);
  }

  private void slots(Rows slots, int s, int i, SpanPool to) {
    for (int x = slots.from()[s]; x < slots.from()[s + 1]; x++) {
      int slot = slots.list()[x];
      double a = slot < 0 ? offFrom[-1 - slot] : hosts.effectStart[slot][i];
      double b = slot < 0 ? offTo[-1 - slot] : hosts.effectEnd[slot][i];
      if (b > a) {
        to.add(a, b);
      }
    }
  }

  private void needed(int s) {
    Rows needs = graph.needs();
    for (int e = needs.from()[s]; e < needs.from()[s + 1]; e++) {
      down.addAll(down, needs.list()[e]);
    }
  }

  private void service(int s, int i) {
    int mayBeOut = graph.most()[s];
    boolean harmless = entries.together(s) <= mayBeOut && graph.failOver()[s] == null;
    sweep.clear();
    for (int e = entries.headOut[s]; e >= 0; e = entries.next(e)) {
      if (mayBeOut < 0 || entries.member(e) < 0) {
        down.add(entries.from(e), entries.to(e));
      } else if (!harmless) {
        sweep.add(entries.from(e), entries.to(e), entries.member(e));
      }
    }
    if (!sweep.isEmpty()) {
      members(s, i, mayBeOut);
    }
    needed(s);
    down.close(s);
  }

  /** Too few members in, or one lost and another taking over. */
  private void members(int s, int i, int most) {
    Law failOver = graph.failOver()[s];
    sweep.sort();
    int losses = 0;
    double since = Double.NaN;
    while (sweep.next()) {
      boolean tooFew = sweep.out > most;
      if (tooFew && Double.isNaN(since)) {
        since = sweep.time;
      } else if (!tooFew && !Double.isNaN(since)) {
        down.add(since, sweep.time);
        since = Double.NaN;
      }
      if (sweep.lost && !tooFew && failOver != null) {
        double takes = failOver.at(draws.other(FAIL_OVER + s, ++losses, i));
        down.add(sweep.time, sweep.time + takes);
      }
    }
  }

  private void degraded(int s, int i) {
    Rows others = graph.poorWith();
    if (loud[s]) {
      for (int o = others.from()[s]; o < others.from()[s + 1]; o++) {
        for (int e = entries.headPoor[others.list()[o]]; e >= 0; e = entries.next(e)) {
          poor.add(entries.from(e), entries.to(e));
        }
      }
    } else {
      slots(quiet.poor, s, i, poor);
    }
    Rows lacks = graph.degrades();
    for (int e = lacks.from()[s]; e < lacks.from()[s + 1]; e++) {
      poor.addAll(down, lacks.list()[e]);
    }
    if (!poor.openIsEmpty()) {
      poor.addAll(down, s);
    }
    poor.close(s);
  }

  private void report(int s, double night) {
    longest[s] = 0;
    downTime[s] = 0;
    poorTime[s] = 0;
    paid[s] = 0;
    userMinutes[s] = 0;
    paidMinutes[s] = 0;
    usersHit[s] = 0;
    for (int x = down.first(s); x < down.end(s); x++) {
      interruption(s, down.from(x), down.to(x), night);
    }
    if (poor.first(s) < poor.end(s)) {
      double both = 0;
      for (int x = poor.first(s); x < poor.end(s); x++) {
        both += Math.max(0, Math.min(poor.to(x), net.close) - poor.from(x));
      }
      poorTime[s] = Math.max(0, both - downTime[s]);
    }
  }

  private void interruption(int s, double a, double to, double night) {
    double close = net.close;
    double b = Math.min(to, night);
    longest[s] = Math.max(longest[s], b - a);
    downTime[s] += Math.max(0, Math.min(b, close) - a);
    double paidFrom = pay.paidFrom(a, b, close);
    double paidTo = pay.paidTo(b);
    paid[s] += paidTo - paidFrom;
    if (pay.users()[s].length > 0) {
      userMinutes[s] += pay.userMinutes(s, a, b);
      paidMinutes[s] += pay.userMinutes(s, paidFrom, paidTo);
      usersHit[s] = Math.max(usersHit[s], pay.mostUsers(s, a, b));
    }
    grid(s, a, to);
  }

  /** From the first instant at or after {@code a} to the last before {@code b}. */
  private void grid(int s, double a, double b) {
    double width = net.close / GRID;
    int first = (int) Math.ceil(a / width);
    int last = (int) Math.min(GRID, b / width) + 1;
    while (last > 0 && (last > GRID || last * width >= b)) {
      last--;
    }
    if (last >= first) {
      downFrom[s][first]++;
      downFrom[s][last + 1]--;
    }
  }

  /** Trials in which {@code s} was down, by instant of the grid. */
  int[] downAt(int s) {
    int[] at = new int[GRID + 1];
    int down = 0;
    for (int g = 0; g <= GRID; g++) {
      down += downFrom[s][g];
      at[g] = down;
    }
    return at;
  }
}
