package io.s22.forecast.net;

import io.s22.forecast.draw.Law;
import java.util.Arrays;

/** What one trial's outages do to each service (semantics 19 to 22). Nothing is allocated. */
final class ServiceMeter implements FaultSampler.Sink, Switches.Sink {
  /** Instants of the window at which availability is counted: both ends included. */
  static final int GRID = 48;

  private static final long FAIL_OVER = 1L << 33;
  private static final int MANY = 1 << 20;

  private final Network net;
  private final ServiceGraph graph;
  private final Draws draws;
  private final FaultSampler faults;
  private final Switches switches;
  private final PayRule pay;
  private final int[] watched;

  private final FlooredEffects floored;
  private final int[] headOut;
  private final int[] headPoor;
  private final int[] tailOut;
  private final int[] tailPoor;
  private int entries;
  private int[] next = new int[256];
  private int[] member = new int[256];
  private double[] from = new double[256];
  private double[] to = new double[256];

  /** Members out at the same time, at the most; see {@link #crowd}. */
  private final int[] most;

  private final int[] crowd;
  private final double[] since;
  private final double[] until;

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

  ServiceMeter(Network net, Draws draws, PayRule pay) {
    this.net = net;
    this.graph = net.services;
    this.draws = draws;
    this.pay = pay;
    this.watched = graph.watchedInOrder();
    this.faults = new FaultSampler(net, draws);
    this.switches = new Switches(net.switchService.length);
    int services = graph.size();
    floored = new FlooredEffects(net);
    headOut = new int[services];
    headPoor = new int[services];
    tailOut = new int[services];
    tailPoor = new int[services];
    most = new int[services];
    crowd = new int[services];
    since = new double[services];
    until = new double[services];
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
  }

  void clear() {
    entries = 0;
    for (int s = 0; s < headOut.length; s++) {
      headOut[s] = -1;
      headPoor[s] = -1;
      until[s] = Double.NEGATIVE_INFINITY;
      since[s] = Double.NEGATIVE_INFINITY;
      most[s] = 0;
      crowd[s] = 0;
    }
    down.clear();
    poor.clear();
    switches.clear();
  }

  /** An effect of the plan holds from {@code start} to {@code end}. */
  void add(int effect, double start, double end) {
    if (net.effectSwitch[effect] >= 0) {
      switches.turn(net.effectSwitch[effect], start, end);
    } else if (end > start) {
      int service = net.effectService[effect];
      entry(net.effectDegrades[effect], service, net.effectMember[effect], start, end);
    }
  }

  /**
   * The effects of a plain way forward that may change anything, after what failed or went back has
   * been added: while nothing else touches a service, its floor holds (semantics 23).
   */
  int[] thatMayMatter() {
    for (int s : floored.services) {
      if (headOut[s] >= 0) {
        return floored.all;
      }
    }
    return floored.others;
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

  /** First come, first kept: entries mostly come in order of time. */
  private void entry(boolean degrades, int service, int of, double start, double end) {
    if (entries == next.length) {
      next = Arrays.copyOf(next, 2 * entries);
      member = Arrays.copyOf(member, 2 * entries);
      from = Arrays.copyOf(from, 2 * entries);
      to = Arrays.copyOf(to, 2 * entries);
    }
    if (!degrades && of >= 0) {
      crowd(service, start, end);
    }
    int[] head = degrades ? headPoor : headOut;
    int[] tail = degrades ? tailPoor : tailOut;
    if (head[service] < 0) {
      head[service] = entries;
    } else {
      next[tail[service]] = entries;
    }
    tail[service] = entries;
    next[entries] = -1;
    member[entries] = of;
    from[entries] = start;
    to[entries++] = end;
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

  /** Measures trial {@code i}, whose run ended at {@code finish}. */
  void measure(int i, double finish) {
    double night = Math.max(net.close, finish);
    double begin = net.given == null ? 0 : net.given.now();
    faults.sample(i, begin, night, this);
    switches.tell(night, this);
    for (int s : watched) {
      service(s, i);
    }
    for (int s : watched) {
      degraded(s);
      if (isTouched(s)) {
        report(s, night);
      }
    }
  }

  /** Whether anything was measured of {@code s}: elsewhere all figures are zero. */
  boolean isTouched(int s) {
    return down.first(s) < down.end(s) || poor.first(s) < poor.end(s);
  }

  private void service(int s, int i) {
    down.open(s);
    int mayBeOut = graph.most()[s];
    boolean harmless = most[s] <= mayBeOut && graph.failOver()[s] == null;
    sweep.clear();
    for (int e = headOut[s]; e >= 0; e = next[e]) {
      if (mayBeOut < 0 || member[e] < 0) {
        down.add(from[e], to[e]);
      } else if (!harmless) {
        sweep.add(from[e], to[e], member[e]);
      }
    }
    if (!sweep.isEmpty()) {
      members(s, i, mayBeOut);
    }
    Rows needs = graph.needs();
    for (int e = needs.from()[s]; e < needs.from()[s + 1]; e++) {
      down.addAll(down, needs.list()[e]);
    }
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

  private void degraded(int s) {
    poor.open(s);
    Rows others = graph.poorWith();
    for (int o = others.from()[s]; o < others.from()[s + 1]; o++) {
      for (int e = headPoor[others.list()[o]]; e >= 0; e = next[e]) {
        poor.add(from[e], to[e]);
      }
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
