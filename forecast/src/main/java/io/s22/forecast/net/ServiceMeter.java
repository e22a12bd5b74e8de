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

  private final boolean[] floored;
  private final int[] headOut;
  private final int[] headPoor;
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

  /** Results by service, in seconds; {@code up} counts trials by service and grid instant. */
  final double[] downTime;

  final double[] longest;
  final double[] poorTime;
  final double[] paid;
  final double[] userMinutes;
  final double[] paidMinutes;
  final double[] usersHit;
  final int[][] downAt;

  ServiceMeter(Network net, Draws draws, PayRule pay) {
    this.net = net;
    this.graph = net.services;
    this.draws = draws;
    this.pay = pay;
    this.faults = new FaultSampler(net, draws);
    this.switches = new Switches(net.switchService.length);
    int services = graph.size();
    floored = floored(net);
    headOut = new int[services];
    headPoor = new int[services];
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
    downAt = new int[services][GRID + 1];
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
      entry(
          net.effectDegrades[effect] ? headPoor : headOut,
          service,
          net.effectMember[effect],
          start,
          end);
    }
  }

  /**
   * Whether an effect of a plain way forward may change anything, after what failed or went back
   * has been added: while nothing else touches a service, its floor holds (semantics 23).
   */
  boolean mayMatter(int effect) {
    return !floored[effect] || headOut[net.effectService[effect]] >= 0;
  }

  /** Effects on a host of a service of whose hosts only the plan's acts take any. */
  private static boolean[] floored(Network net) {
    ServiceGraph graph = net.services;
    boolean[] held = new boolean[graph.size()];
    for (int s = 0; s < held.length; s++) {
      held[s] = net.floorSpare[s] >= 0 && graph.failOver()[s] == null;
    }
    for (int m = 0; m < graph.faultMember().list().length; m += 2) {
      held[graph.faultMember().list()[m]] = false;
    }
    int effects = net.effectService.length;
    for (int e = 0; e < effects; e++) {
      // One that outlasts its act is not counted by the floor.
      held[net.effectService[e]] &= net.effectLaw[e] == null || !ofHost(net, e);
    }
    boolean[] floored = new boolean[effects];
    for (int e = 0; e < effects; e++) {
      floored[e] = held[net.effectService[e]] && ofHost(net, e);
    }
    return floored;
  }

  private static boolean ofHost(Network net, int effect) {
    return net.effectMember[effect] >= 0 && !net.effectDegrades[effect];
  }

  @Override
  public void out(int service, int of, double start, double end) {
    entry(headOut, service, of, start, end);
  }

  @Override
  public void off(int ofSwitch, double start, double end) {
    if (end > start) {
      int[] head = net.switchDegrades[ofSwitch] ? headPoor : headOut;
      entry(head, net.switchService[ofSwitch], -1, start, end);
    }
  }

  private void entry(int[] head, int service, int of, double start, double end) {
    if (entries == next.length) {
      next = Arrays.copyOf(next, 2 * entries);
      member = Arrays.copyOf(member, 2 * entries);
      from = Arrays.copyOf(from, 2 * entries);
      to = Arrays.copyOf(to, 2 * entries);
    }
    if (head == headOut && of >= 0) {
      crowd(service, start, end);
    }
    next[entries] = head[service];
    member[entries] = of;
    from[entries] = start;
    to[entries] = end;
    head[service] = entries++;
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
    for (int s : graph.order()) {
      if (graph.watched()[s]) {
        service(s, i);
      }
    }
    for (int s : graph.order()) {
      if (graph.watched()[s]) {
        degraded(s);
        report(s, night);
      }
    }
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
    double close = net.close;
    longest[s] = 0;
    downTime[s] = 0;
    paid[s] = 0;
    userMinutes[s] = 0;
    paidMinutes[s] = 0;
    usersHit[s] = 0;
    for (int x = down.first(s); x < down.end(s); x++) {
      double a = down.from(x);
      double b = Math.min(down.to(x), night);
      longest[s] = Math.max(longest[s], b - a);
      downTime[s] += Math.max(0, Math.min(b, close) - a);
      double paidFrom = pay.paidFrom(a, b, close);
      double paidTo = pay.paidTo(b);
      paid[s] += paidTo - paidFrom;
      userMinutes[s] += pay.userMinutes(s, a, b);
      paidMinutes[s] += pay.userMinutes(s, paidFrom, paidTo);
      usersHit[s] = Math.max(usersHit[s], pay.mostUsers(s, a, b));
      grid(s, a, down.to(x));
    }
    double both = 0;
    for (int x = poor.first(s); x < poor.end(s); x++) {
      both += Math.max(0, Math.min(poor.to(x), close) - poor.from(x));
    }
    poorTime[s] = Math.max(0, both - (poor.first(s) < poor.end(s) ? downTime[s] : 0));
  }

  private void grid(int s, double a, double b) {
    double width = net.close / GRID;
    int first = (int) Math.ceil(a / width);
    for (int g = first; g <= GRID && g * width < b; g++) {
      downAt[s][g]++;
    }
  }
}
