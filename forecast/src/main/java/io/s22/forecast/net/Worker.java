package io.s22.forecast.net;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** One thread's share of the trials, in blocks that fit the cache. */
final class Worker {
  private static final int MOST_AT_ONCE = 128;
  private static final int LARGE = 65_536;

  private final Network net;
  private final Settings settings;
  private final Columns columns;
  private final int size;
  private final Draws draws;
  private final Block block;
  private final Spans spans;
  private final FirstTries tries;
  private final FlatPass pass;
  private final EventSim events;
  private final ServiceMeter meter;
  private final CriticalPass critical;
  private final long[] criticalTrials;
  private boolean eventsOnly;
  private final PayRule pay;
  private final boolean services;

  /** By service, then trial of the block; see {@link Columns}. */
  private final double[][] down;

  private final double[][] longest;
  private final double[][] poor;
  private final int[] watched;
  private long eventTrials;

  Worker(Network net, Settings settings, Columns columns, @Nullable Scrambles made) {
    this.net = net;
    this.settings = settings;
    this.columns = columns;
    this.pay = settings.pay();
    this.size = atOnce(net, settings);
    this.draws = new Draws(net, settings.seed(), settings.bits(), size, made);
    this.draws.anew = settings.anew();
    this.block = new Block(net, size);
    this.spans = new Spans(size);
    this.pass = new FlatPass(net, draws, block, spans);
    this.tries = new FirstTries(net, draws, size);
    this.events = new EventSim(net, draws, block, spans, tries, settings.full());
    this.meter = new ServiceMeter(net, draws, pass.hosts(), pay);
    this.critical = new CriticalPass(net, block);
    this.criticalTrials = new long[net.steps];
    this.eventsOnly =
        settings.events() || net.contended || (net.given != null && !net.given.calm());
    this.watched = net.services.watchedInOrder();
    this.services = settings.full() && columns.down.length > 0;
    this.down = new double[columns.down.length][size];
    this.longest = new double[columns.down.length][size];
    this.poor = new double[settings.each() ? columns.down.length : 0][size];
  }

  /** A power of 2: fewer for plans so large that many trials would not stay in the cache. */
  static int atOnce(Network net, Settings settings) {
    int tasks = Math.max(net.tasks, net.steps);
    int most =
        tasks > LARGE ? MOST_AT_ONCE / 16 : tasks > LARGE / 16 ? MOST_AT_ONCE / 4 : MOST_AT_ONCE;
    return Math.min(most, 1 << settings.bits());
  }

  /** Whether so many of the first trials are odd that the plain pass is not worth its while. */
  boolean mostlyOdd() {
    if (eventsOnly) {
      return true;
    }
    draws.replicate(0);
    draws.block(0, size);
    pass.run(size);
    int odd = 0;
    for (int i = 0; i < size; i++) {
      odd += block.odd[i] ? 1 : 0;
    }
    return odd > size / 2;
  }

  /** Plays one scramble after the other until none is left. */
  void run(AtomicInteger next, boolean byEvents) {
    while (next.get() < settings.replicates()) {
      runOne(next, byEvents);
    }
  }

  /** Plays the next scramble, if one is left. */
  void runOne(AtomicInteger next, boolean byEvents) {
    eventsOnly = byEvents;
    int r = next.getAndIncrement();
    if (r < settings.replicates()) {
      draws.replicate(r);
      for (int first = 0; first < 1 << settings.bits(); first += size) {
        draws.block(first, size);
        block();
        keep(r, first);
      }
    }
  }

  private void block() {
    spans.clear();
    if (eventsOnly) {
      tries.draw(size);
    } else {
      pass.run(size);
    }
    for (int i = 0; i < size; i++) {
      if (eventsOnly || block.odd[i]) {
        block.odd[i] = true;
        eventTrials++;
        events.run(i);
      }
    }
    if (settings.full()) {
      critical.run(size, eventsOnly);
    }
  }

  private void keep(int replicate, int first) {
    int at = (replicate << settings.bits()) + first;
    System.arraycopy(block.finish, 0, columns.finish, at, size);
    System.arraycopy(block.result, 0, columns.result, at, size);
    System.arraycopy(block.back, 0, columns.back, at, size);
    System.arraycopy(block.turned, 0, columns.turned, at, size);
    if (!settings.full()) {
      return;
    }
    for (int s = 0; s < net.stages; s++) {
      System.arraycopy(block.stageEnd[s], 0, columns.stageEnd[s], at, size);
    }
    keepSteps(replicate, first);
    if (services) {
      for (int i = 0; i < size; i++) {
        measure(i, replicate);
      }
      keepServices(at);
    }
  }

  /** Row by row: a trial's figures lie far apart in the columns. */
  private void keepServices(int at) {
    for (int s : watched) {
      keepRow(down[s], columns.down[s], at);
      keepRow(longest[s], columns.longest[s], at);
      if (settings.each()) {
        keepRow(poor[s], columns.poor[s], at);
      }
    }
  }

  private void keepRow(double[] row, double[] column, int at) {
    System.arraycopy(row, 0, column, at, size);
    Arrays.fill(row, 0);
  }

  private void keepSteps(int replicate, int first) {
    int wanted = Math.min(size, columns.keptEach - first);
    int to = replicate * columns.keptEach + first;
    for (int k = 0; k < net.steps; k++) {
      if (wanted > 0) {
        System.arraycopy(block.stepReady[k], 0, columns.stepReady[k], to, wanted);
        System.arraycopy(block.stepEnd[k], 0, columns.stepEnd[k], to, wanted);
      }
      criticalTrials[k] += Lanes.count(block.critical[k], size);
    }
  }

  private void measure(int i, int replicate) {
    meter.clear();
    for (int x = spans.head[i]; x >= 0; x = spans.next[x]) {
      meter.add(spans.effect[x], spans.start[x], spans.end[x]);
    }
    meter.measure(i, block.finish[i], !block.odd[i]);
    for (int s : watched) {
      if (meter.isTouched(s)) {
        keepService(s, i, replicate);
      }
    }
  }

  /** What is not kept stays zero. */
  private void keepService(int s, int i, int replicate) {
    ServiceSums sums = columns.sums[s];
    down[s][i] = meter.downTime[s];
    longest[s][i] = meter.longest[s];
    if (settings.each()) {
      poor[s][i] = meter.poorTime[s];
    }
    sums.poor[replicate] += meter.poorTime[s];
    if (meter.paid[s] > 0) {
      sums.due[replicate] += pay.due(s, meter.paid[s]);
    }
    if (pay.users()[s].length > 0) {
      sums.userMinutes[replicate] += meter.userMinutes[s];
      sums.usersHit[replicate] += meter.usersHit[s];
      sums.dueAll[replicate] += pay.dueAll(s, meter.paid[s], meter.paidMinutes[s]);
    }
  }

  /** Adds this thread's counts to everyone's; called by one thread after the other. */
  void addCounts() {
    columns.eventTrials += eventTrials;
    for (int k = 0; k < net.steps; k++) {
      columns.critical[k] += criticalTrials[k];
    }
    for (int s = 0; s < columns.downAt.length; s++) {
      int[] downAt = meter.downAt(s);
      for (int g = 0; g < columns.downAt[s].length; g++) {
        columns.downAt[s][g] += downAt[g];
      }
    }
  }
}
