package io.s22.window.choice;

import io.s22.plan.Choosing;
import io.s22.plan.Plan;
import io.s22.plan.Text;
import io.s22.plan.Window;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Scores every start minute of the horizon and picks the best, and others that differ from it. */
public final class Chooser {
  private static final int MOST_PROPOSED = 5;
  private static final int LEAST_APART = 12 * 60;
  private static final int MINUTES_PER_WEEK = 7 * 24 * 60;
  private static final double HARDLY_DIFFERENT = 0.002;
  private static final double TINY = 1e-9;
  private static final int[] ROUND = {60, 30, 15, 10, 5};

  private final Plan plan;
  private final Demand demand;
  private final Interruption interruption;
  private final LocalDateTime asOf;
  private final int length;
  private final Prices prices;
  private final List<Limit> limits;
  private final Prefix present;
  private final Prefix expected;
  private final Prefix low;
  private final Prefix high;
  private final Map<String, List<Run>> runs = new HashMap<>();

  /** What is added up: services with users of their own, and the others together. */
  private final List<List<Run>> counted = new ArrayList<>();

  /** Minutes of the window with the same share of downtime, and the users over them. */
  private record Run(int from, int to, double share, Prefix users) {}

  /**
   * @param demand expected users from {@code asOf} to beyond the horizon
   * @param interruption what the plan does to its services; where it does nothing to any, everyone
   *     in the window counts as hit
   */
  public Chooser(
      Plan plan, BoxEffects boxes, Demand demand, Interruption interruption, LocalDateTime asOf) {
    this.plan = plan;
    this.demand = demand;
    this.interruption = interruption;
    this.asOf = asOf;
    this.length = boxes.minutes();
    this.prices = new Prices(plan);
    this.limits =
        new Limits(demand.from(), demand.minutes(), length)
            .of(plan, interruption.touched(boxes.touched()), asOf);
    this.present = new Prefix(demand.all());
    this.expected = new Prefix(demand.expected());
    this.low = new Prefix(demand.low());
    this.high = new Prefix(demand.high());
    interruption
        .shares()
        .forEach((service, shares) -> runs.put(service, runs(shares, demand.of(service))));
    count();
  }

  /**
   * Nobody is hit twice in a minute by services whose users are not told apart; and nobody is hit
   * by a service that only other services use.
   */
  private void count() {
    Used used = new Used(plan);
    double[] together = new double[length];
    interruption
        .shares()
        .forEach((service, shares) -> {
          if (demand.services().containsKey(service)) {
            counted.add(runs(shares, demand.of(service)));
          } else if (used.isUsed(service)) {
            for (int i = 0; i < Math.min(length, shares.length); i++) {
              together[i] = Math.max(together[i], shares[i]);
            }
          }
        });
    counted.add(runs(together, demand.all()));
  }

  private static List<Run> runs(double[] shares, double[] users) {
    Prefix sums = new Prefix(users);
    List<Run> runs = new ArrayList<>();
    int from = 0;
    for (int i = 1; i <= shares.length; i++) {
      if (i == shares.length || shares[i] != shares[from]) {
        if (shares[from] > 0) {
          runs.add(new Run(from, i, shares[from], sums));
        }
        from = i;
      }
    }
    return runs;
  }

  /**
   * @param by the end of the horizon: the plan's deadline, or what is looked at without one
   */
  public Choice choose(LocalDateTime by, List<Text> basis) {
    int first = minute(asOf);
    int last = Math.min(minute(by), demand.minutes()) - length;
    Picks picks = new Picks();
    for (int start = Math.max(0, first); start <= last; start++) {
      picks.offer(start);
    }
    List<Candidate> announced = new ArrayList<>();
    announced.add(sayAnnounced(plan.window()));
    plan.window().fallback().forEach(window -> announced.add(sayAnnounced(window)));
    List<Candidate> proposed = picks.best();
    return new Choice(
        plan.plan(),
        asOf,
        Duration.ofMinutes(length),
        say(proposed, announced.getFirst()),
        announced,
        proposed.isEmpty()
            ? new Relaxing(limits, demand.from(), length).ways(first, demand.minutes())
            : List.of(),
        picks.looked,
        picks.fitting.size(),
        HeatMap.of(demand),
        prices.unit(),
        basis);
  }

  private int minute(LocalDateTime time) {
    return (int) Math.clamp(Duration.between(demand.from(), time).toMinutes(), 0, demand.minutes());
  }

  /** All fitting starts, and the best of them. */
  private final class Picks {
    private final List<double[]> fitting = new ArrayList<>();
    private long looked;

    void offer(int start) {
      looked++;
      for (Limit limit : limits) {
        if (limit.excess().minutes(start) > 0) {
          return;
        }
      }
      fitting.add(new double[] {start, score(start), roundness(start)});
    }

    List<Candidate> best() {
      List<double[]> sorted = new ArrayList<>(fitting);
      sorted.sort(Comparator.comparingDouble((double[] f) -> f[1]).thenComparingDouble(f -> f[0]));
      List<Integer> chosen = new ArrayList<>();
      List<Candidate> best = new ArrayList<>();
      for (double[] one : sorted) {
        if (best.size() == MOST_PROPOSED) {
          break;
        }
        if (chosen.stream().allMatch(other -> apart(other, (int) one[0]))) {
          int start = roundest(sorted, one);
          if (chosen.stream().allMatch(other -> apart(other, start))) {
            chosen.add(start);
            best.add(candidate(start));
          }
        }
      }
      return best;
    }

    private boolean apart(int one, int other) {
      int distance = Math.abs(one - other);
      int inWeek = distance % MINUTES_PER_WEEK;
      boolean sameInTheWeek = Math.min(inWeek, MINUTES_PER_WEEK - inWeek) < length;
      return distance >= Math.max(length, LEAST_APART) && !sameInTheWeek;
    }

    /** Of the starts nearby that are hardly worse, the one with the roundest time of day. */
    private int roundest(List<double[]> sorted, double[] best) {
      double most = best[1] + HARDLY_DIFFERENT * Math.abs(best[1]);
      double[] found = best;
      for (double[] one : sorted) {
        if (one[1] > most) {
          break;
        }
        if (Math.abs(one[0] - best[0]) <= length && one[1] >= best[1] && one[2] > found[2]) {
          found = one;
        }
      }
      return (int) found[0];
    }

    private int roundness(int start) {
      LocalDateTime opens = demand.from().plusMinutes(start);
      int minutes = opens.getHour() * 60 + opens.getMinute();
      for (int i = 0; i < ROUND.length; i++) {
        if (minutes % ROUND[i] == 0) {
          return ROUND.length - i;
        }
      }
      return 0;
    }
  }

  /** Costs where users are priced; else users, and costs only where those are the same. */
  private double score(int start) {
    double hit = hit(start);
    LocalDateTime opens = demand.from().plusMinutes(start);
    double other = prices.othersSum(opens, length);
    return prices.pricesUsers() ? prices.users(hit) + other : hit + other * TINY;
  }

  private double hit(int start) {
    if (interruption.isEmpty()) {
      return present.sum(start, start + length);
    }
    double sum = 0;
    for (List<Run> own : counted) {
      sum += hit(own, start);
    }
    return sum;
  }

  private static double hit(List<Run> runs, int start) {
    double sum = 0;
    for (Run run : runs) {
      sum += run.share() * run.users().sum(start + run.from(), start + run.to());
    }
    return sum;
  }

  private Candidate candidate(int start) {
    LocalDateTime opens = demand.from().plusMinutes(start);
    Map<String, Double> byService = new HashMap<>();
    runs.forEach((service, own) -> {
      double hit = hit(own, start);
      if (hit > 0) {
        byService.put(service, hit);
      }
    });
    double hit = hit(start);
    List<Text> breaks = new ArrayList<>();
    for (Limit limit : limits) {
      int minutes = limit.excess().minutes(start);
      if (minutes > 0) {
        breaks.add(
            Tongue.both(tongue ->
                tongue.in(limit.name())
                    + tongue.say(" by ", " ")
                    + new Say(tongue).length(minutes)));
      }
    }
    return new Candidate(
        opens,
        opens.plusMinutes(length),
        hit,
        expected.sum(start, start + length) / length,
        low.sum(start, start + length) / length,
        high.sum(start, start + length) / length,
        byService,
        prices.users(hit),
        prices.others(opens, length),
        breaks,
        Tongue.both("", ""));
  }

  private Candidate sayAnnounced(Window window) {
    long start = Duration.between(demand.from(), window.opens()).toMinutes();
    Candidate own = candidate((int) Math.clamp(start, -1_000_000, 100_000_000));
    boolean seen = start >= 0 && start + length <= demand.minutes();
    return own.because(
        seen
            ? Tongue.both(tongue -> new Say(tongue).announced(own))
            : Tongue.both("Announced; it lies outside the time looked at.", "公告窗口；在所考察的时间之外。"));
  }

  private List<Candidate> say(List<Candidate> proposed, Candidate announced) {
    List<Candidate> said = new ArrayList<>();
    Choosing choosing = plan.choosing();
    for (Candidate candidate : proposed) {
      Candidate reference = said.isEmpty() ? announced : proposed.getFirst();
      boolean best = said.isEmpty();
      said.add(
          candidate.because(
              Tongue.both(tongue ->
                  new Say(tongue).why(candidate, reference, best, prices.unit(), choosing))));
    }
    return said;
  }
}
