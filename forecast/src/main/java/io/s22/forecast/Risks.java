package io.s22.forecast;

import io.s22.forecast.Forecast.Driver;
import io.s22.forecast.Forecast.StepAnswer;
import io.s22.forecast.answer.Estimate;
import io.s22.forecast.answer.Intervals;
import io.s22.forecast.answer.Ranks;
import io.s22.forecast.answer.Spread;
import io.s22.forecast.draw.Law;
import io.s22.forecast.net.Columns;
import io.s22.forecast.net.Network;
import io.s22.forecast.net.Scenario;
import io.s22.forecast.net.Scrambles;
import io.s22.forecast.net.Settings;
import io.s22.forecast.net.Simulation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Which steps drive the risk. Criticality: share of trials on the critical path (R. Van Slyke,
 * 1963). Cruciality: Spearman's rank correlation with the run's end (T. Williams, 1992). Total
 * Sobol index: M. Jansen's estimator (Comput. Phys. Commun. 117, 1999).
 */
final class Risks {
  /** Pairs of nights, as planned and changed: enough for a tenth of a point of a probability. */
  static final int PAIRS = 8192;

  private static final double[] STEPS = {60, 120, 300, 600, 900, 1800, 3600};

  private final Network net;
  private final Settings settings;
  private final Columns columns;
  private final Intervals intervals;
  private final double level;
  private final double[][] takes;
  private final Scrambles made;

  Risks(Network net, Settings settings, Columns columns, Intervals intervals, double level) {
    this.net = net;
    this.settings = settings;
    this.columns = columns;
    this.intervals = intervals;
    this.level = level;
    this.takes = new double[net.steps][];
    this.made = new Scrambles(net, pairs());
    IntStream.range(0, net.steps).parallel().forEach(k -> takes[k] = takes(k));
  }

  private double[] takes(int k) {
    double[] ready = columns.stepReady[k];
    double[] end = columns.stepEnd[k];
    double[] takes = new double[ready.length];
    for (int i = 0; i < takes.length; i++) {
      takes[i] = end[i] - ready[i];
    }
    return takes;
  }

  /** The {@code most} steps that matter most: criticality times standard deviation, or failures. */
  List<Integer> ranked(int most) {
    double[] weight = new double[net.steps];
    for (int k = 0; k < net.steps; k++) {
      double critical = (double) columns.critical[k] / columns.trials();
      double fails = 1 - (1 - net.fails[Network.ACT][k]) * (1 - net.fails[Network.VERIFY][k]);
      weight[k] = critical * (sd(takes[k]) + fails * net.close);
    }
    return IntStream.range(0, net.steps)
        .boxed()
        .filter(k -> weight[k] > 0)
        .sorted(Comparator.comparingDouble(k -> -weight[k]))
        .limit(most)
        .toList();
  }

  private static double sd(double[] values) {
    double sum = 0;
    double squares = 0;
    int n = 0;
    for (double x : values) {
      if (!Double.isNaN(x)) {
        sum += x;
        squares += x * x;
        n++;
      }
    }
    return n == 0 ? 0 : Math.sqrt(Math.max(0, squares / n - sum / n * (sum / n)));
  }

  /** Every step; total Sobol indices for those in {@code top}. */
  List<StepAnswer> steps(List<Integer> top) {
    double[] finish = keptFinish();
    Ranks ranks = new Ranks(finish, level);
    @Nullable Estimate[] sobol = new Estimate[net.steps];
    for (int k : top) {
      sobol[k] = totalSobol(k);
    }
    return IntStream.range(0, net.steps)
        .parallel()
        .mapToObj(k -> step(k, ranks, sobol[k]))
        .toList();
  }

  private StepAnswer step(int k, Ranks ranks, @Nullable Estimate sobol) {
    Estimate ends = intervals.mean(columns.stepEnd[k]);
    Spread spread = Double.isNaN(ends.value()) ? null : intervals.spread(columns.stepEnd[k]);
    return new StepAnswer(
        net.stepName[k],
        net.stageName[net.stepStage[k]],
        intervals.mean(columns.stepReady[k]),
        spread,
        intervals.mean(takes[k]),
        intervals.share(columns.critical[k], columns.trials()),
        ranks.correlation(takes[k]),
        sobol);
  }

  private double[] keptFinish() {
    double[] finish = new double[columns.keptEach * columns.replicates];
    for (int r = 0; r < columns.replicates; r++) {
      System.arraycopy(
          columns.finish, r << columns.bits, finish, r * columns.keptEach, columns.keptEach);
    }
    return finish;
  }

  /** How many pairs of nights are compared for each change. */
  int pairCount() {
    return columns.replicates << pairBits();
  }

  private int pairBits() {
    return Math.min(columns.bits, 31 - Integer.numberOfLeadingZeros(PAIRS / columns.replicates));
  }

  private Settings pairs() {
    return new Settings(
        pairBits(),
        columns.replicates,
        settings.seed(),
        settings.threads(),
        false,
        settings.events(),
        -1,
        settings.pay(),
        false);
  }

  /**
   * The place among all trials of night {@code i} of the pairs: each scramble's first are taken.
   */
  private int place(int i) {
    int bits = pairBits();
    return ((i >> bits) << columns.bits) + (i & ((1 << bits) - 1));
  }

  private Estimate totalSobol(int k) {
    double[] plain = new double[pairCount()];
    Arrays.setAll(plain, i -> columns.finish[place(i)]);
    double[] anew = Simulation.run(net, pairs().anew(k), made).finish;
    int each = plain.length / columns.replicates;
    double mean = 0;
    for (double x : plain) {
      mean += x / plain.length;
    }
    double[] moved = new double[columns.replicates];
    double[] variance = new double[columns.replicates];
    for (int i = 0; i < plain.length; i++) {
      double d = plain[i] - anew[i];
      moved[i / each] += d * d / 2;
      variance[i / each] += (plain[i] - mean) * (plain[i] - mean);
    }
    return intervals.ratio(moved, variance);
  }

  /** What changes at the steps in {@code top} would bring, the best first. */
  List<Driver> drivers(List<Integer> top) {
    List<Driver> drivers = new ArrayList<>();
    for (int k : top) {
      Law law = net.law[Network.ACT][k];
      double by = law == null ? 0 : round(law.mean() / 2);
      if (by > 0) {
        drivers.add(driver("shorter", k, by, Scenario.shorter(net, k, by)));
      }
      if (net.fails[Network.ACT][k] > 0 || net.fails[Network.VERIFY][k] > 0) {
        drivers.add(driver("never-fails", k, 0, Scenario.reliable(net, k)));
      }
    }
    drivers.removeIf(Risks::useless);
    drivers.sort(
        Comparator.comparingDouble((Driver d) -> -Math.max(d.gain().value(), d.backLess().value()))
            .thenComparingDouble(d -> -d.earlier().value()));
    return drivers;
  }

  /** A change that brings nothing: neither fewer overruns or rollbacks nor an earlier end. */
  private static boolean useless(Driver driver) {
    boolean safer = driver.gain().low() > 0 || driver.backLess().low() > 0;
    boolean worse = driver.gain().high() < 0;
    return !safer && (worse || driver.earlier().low() < 1);
  }

  /** A round amount not above {@code seconds}. */
  private static double round(double seconds) {
    double found = Math.floor(seconds);
    for (double step : STEPS) {
      found = step <= seconds ? step : found;
    }
    return found;
  }

  private Driver driver(String what, int k, double by, Network changed) {
    Columns after = Simulation.run(changed, pairs(), made);
    int n = after.trials();
    double[] gain = new double[n];
    double[] earlier = new double[n];
    double[] back = new double[n];
    long late = 0;
    long stillLate = 0;
    for (int i = 0; i < n; i++) {
      int before = place(i);
      int was = columns.finish[before] > net.close ? 1 : 0;
      int is = after.finish[i] > net.close ? 1 : 0;
      late += was;
      stillLate += is;
      gain[i] = was - is;
      earlier[i] = columns.finish[before] - after.finish[i];
      back[i] = (columns.result[before] >= 2 ? 1 : 0) - (after.result[i] >= 2 ? 1 : 0);
    }
    Estimate overrun = intervals.share(late, n);
    Estimate left = intervals.share(stillLate, n);
    Estimate fewer = intervals.mean(back);
    Estimate sooner = intervals.mean(earlier);
    String sentence = Sentences.driver(net.stepName[k], by, overrun, left, fewer, sooner);
    return new Driver(
        sentence, what, net.stepName[k], by, overrun, left, intervals.mean(gain), sooner, fewer);
  }
}
