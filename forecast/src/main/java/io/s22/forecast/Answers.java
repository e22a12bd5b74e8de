package io.s22.forecast;

import io.s22.forecast.Forecast.AtLeast;
import io.s22.forecast.Forecast.ServiceAnswer;
import io.s22.forecast.Forecast.StageAnswer;
import io.s22.forecast.Forecast.TurnPoint;
import io.s22.forecast.answer.Estimate;
import io.s22.forecast.answer.Intervals;
import io.s22.forecast.answer.Spread;
import io.s22.forecast.draw.Laws;
import io.s22.forecast.net.Columns;
import io.s22.forecast.net.Network;
import io.s22.forecast.net.PayRule;
import io.s22.forecast.net.ServiceSums;
import io.s22.plan.Plan;
import io.s22.plan.Promise;
import io.s22.plan.Service;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Folds the trials into answers. */
final class Answers {
  private static final int DONE = 0;
  private static final int PARTLY_DONE = 1;
  private static final int ROLLED_BACK = 2;
  private static final int STUCK = 3;

  private final Plan plan;
  private final Network net;
  private final Columns columns;
  private final PayRule pay;
  private final Intervals intervals;

  /** What a service suffers that nothing can happen to. */
  private final double[] untouched;

  Answers(Plan plan, Network net, Columns columns, PayRule pay, Intervals intervals) {
    this.plan = plan;
    this.net = net;
    this.columns = columns;
    this.pay = pay;
    this.intervals = intervals;
    this.untouched = new double[columns.trials()];
  }

  private Estimate share(long hits) {
    return intervals.share(hits, columns.trials());
  }

  Forecast.Run run() {
    double[] back = new double[columns.trials()];
    long[] results = new long[STUCK + 1];
    long late = 0;
    long turned = 0;
    long backs = 0;
    for (int i = 0; i < back.length; i++) {
      boolean goesBack = columns.back[i] > 0 || columns.result[i] >= ROLLED_BACK;
      back[i] = goesBack ? columns.back[i] : Double.NaN;
      backs += goesBack ? 1 : 0;
      late += columns.finish[i] > net.close ? 1 : 0;
      turned += columns.turned[i] ? 1 : 0;
      results[columns.result[i]]++;
    }
    List<@Nullable Spread> spreads =
        Stream.of(columns.finish, backs > 0 ? back : new double[0])
            .parallel()
            .<@Nullable Spread>map(x -> x.length == 0 ? null : intervals.spread(x))
            .toList();
    return new Forecast.Run(
        Objects.requireNonNull(spreads.getFirst()),
        share(late),
        share(results[DONE]),
        share(results[PARTLY_DONE]),
        share(results[ROLLED_BACK]),
        share(turned),
        share(results[STUCK]),
        share(backs),
        spreads.getLast());
  }

  List<StageAnswer> stages() {
    return IntStream.range(0, net.stages).parallel().mapToObj(this::stage).toList();
  }

  private StageAnswer stage(int s) {
    double[] end = columns.stageEnd[s];
    double boxEnd = net.boxEnd[s];
    long done = 0;
    long inTime = 0;
    for (double at : end) {
      done += Double.isNaN(at) ? 0 : 1;
      inTime += at <= boxEnd ? 1 : 0;
    }
    return new StageAnswer(
        net.stageName[s],
        net.boxStart[s],
        boxEnd,
        done > 0 ? intervals.spread(end) : null,
        share(done),
        share(end.length - inTime));
  }

  List<ServiceAnswer> services() {
    List<Service> all = List.copyOf(plan.cluster().services().values());
    return IntStream.range(0, all.size()).parallel().mapToObj(s -> service(s, all.get(s))).toList();
  }

  private ServiceAnswer service(int s, Service service) {
    boolean watched = net.services.watched()[s];
    double[] down = watched ? columns.down[s] : untouched;
    double[] longest = watched ? columns.longest[s] : down;
    ServiceSums sums = columns.sums[s];
    boolean paid = plan.compensation() != null;
    Spread downs = intervals.spread(down);
    Promise promise = service.promise();
    double mayBeDown = mayBeDown(promise);
    double mayLast = mayLast(promise);
    double close = net.close;
    Kept kept = kept(down, longest, mayBeDown, mayLast);
    boolean counted = watched && pay.users()[s].length > 0;
    return new ServiceAnswer(
        net.services.names()[s],
        up(downs.mean()),
        new AtLeast(up(downs.p50()), up(downs.p90()), up(downs.p95()), up(downs.p99())),
        downs,
        intervals.spread(longest),
        mean(sums.poor),
        share(kept.untouched),
        mayBeDown < close ? share(kept.availability) : null,
        Double.isFinite(mayLast) ? share(kept.longest) : null,
        promise == null ? null : share(kept.both),
        downAt(s),
        counted ? mean(sums.userMinutes) : null,
        counted ? mean(sums.usersHit) : null,
        paid && watched ? mean(sums.due) : null,
        paid && counted ? mean(sums.dueAll) : null);
  }

  /** The share of the window in which a service answers that is down for some seconds of it. */
  private Estimate up(Estimate down) {
    return down.times(1 / net.close).complement();
  }

  /** In how many trials a service was never down, and kept what was promised. */
  private record Kept(long untouched, long availability, long longest, long both) {}

  private static Kept kept(double[] down, double[] longest, double mayBeDown, double mayLast) {
    long never = 0;
    long available = 0;
    long shortEnough = 0;
    long both = 0;
    for (int i = 0; i < down.length; i++) {
      boolean isAvailable = down[i] <= mayBeDown;
      boolean isShort = longest[i] <= mayLast;
      never += longest[i] == 0 ? 1 : 0;
      available += isAvailable ? 1 : 0;
      shortEnough += isShort ? 1 : 0;
      both += isAvailable && isShort ? 1 : 0;
    }
    return new Kept(never, available, shortEnough, both);
  }

  private double mayBeDown(@Nullable Promise promise) {
    if (promise == null || promise.availability() == null) {
      return net.close;
    }
    // A second in a billion is forgiven: 99.5 % of four hours is not a binary fraction.
    return (1 - promise.availability().value()) * net.close * (1 + 1e-9);
  }

  private static double mayLast(@Nullable Promise promise) {
    Duration longest = promise == null ? null : promise.longestInterruption();
    return longest == null ? Double.POSITIVE_INFINITY : Laws.seconds(longest);
  }

  private List<Estimate> downAt(int s) {
    return Arrays.stream(columns.downAt[s])
        .mapToObj(hits -> intervals.share(hits, columns.trials()))
        .toList();
  }

  private Estimate mean(double[] sums) {
    return intervals.mean(sums, 1 << columns.bits);
  }

  List<TurnPoint> turning() {
    List<TurnPoint> points = new ArrayList<>();
    double reserve = 0;
    for (int k = 0; k < net.steps; k++) {
      reserve += net.reserve[k] * (net.stepTaskFrom[k + 1] - net.stepTaskFrom[k]);
      double latest = net.close - reserve;
      if (net.stepHasRollback[k]) {
        points.add(new TurnPoint(net.stepName[k], reserve, latest, missed(k, latest)));
      }
    }
    return points;
  }

  private Estimate missed(int k, double latest) {
    double[] ready = columns.stepReady[k];
    long hits = Arrays.stream(ready).filter(at -> at > latest).count();
    return intervals.share(hits, ready.length);
  }
}
