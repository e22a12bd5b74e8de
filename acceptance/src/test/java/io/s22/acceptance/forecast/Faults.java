package io.s22.acceptance.forecast;

import io.s22.plan.Distribution;
import io.s22.plan.Plan;
import io.s22.plan.Reliability;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.SplittableRandom;

/**
 * Faults of hosts in one night, played with nothing but a queue of failures in time: a crew mends
 * what failed first first, with as many people as it has; what names no crew is mended at once.
 */
final class Faults {
  private final Plan plan;
  private final double night;
  private final SplittableRandom random;
  private final Map<String, List<Outage>> found = new HashMap<>();

  /** A host out of order, seconds from the window's opening. */
  record Outage(double from, double to) {}

  private record Failure(double at, String host, Reliability how) {}

  Faults(Plan plan, double night, SplittableRandom random) {
    this.plan = plan;
    this.night = night;
    this.random = random;
  }

  Map<String, List<Outage>> byHost() {
    PriorityQueue<Failure> next = new PriorityQueue<>(Comparator.comparingDouble(Failure::at));
    plan.cluster()
        .hosts()
        .forEach((name, host) -> {
          if (host.faults() != null) {
            next.add(new Failure(up(host.faults()), name, host.faults()));
          }
        });
    Map<String, double[]> free = new HashMap<>();
    plan.crews().forEach((crew, people) -> free.put(crew, new double[people]));
    while (!next.isEmpty() && next.peek().at < night) {
      Failure failure = next.remove();
      double end = mended(failure, free);
      found
          .computeIfAbsent(failure.host, host -> new ArrayList<>())
          .add(new Outage(failure.at, end));
      next.add(new Failure(end + up(failure.how), failure.host, failure.how));
    }
    return found;
  }

  private double mended(Failure failure, Map<String, double[]> free) {
    double takes = exponential(failure.how.mendedIn());
    String crew = failure.how.crew();
    if (crew == null) {
      return failure.at + takes;
    }
    double[] people = Objects.requireNonNull(free.get(crew));
    Arrays.sort(people);
    people[0] = Math.max(failure.at, people[0]) + takes;
    return people[0];
  }

  private double up(Reliability how) {
    return -how.every().toMillis() / 1000.0 * Math.log(1 - random.nextDouble());
  }

  private double exponential(Distribution mendedIn) {
    if (mendedIn instanceof Distribution.Exponential(Duration mean)) {
      return -mean.toMillis() / 1000.0 * Math.log(1 - random.nextDouble());
    }
    throw new IllegalArgumentException("random plans mend in exponential times: " + mendedIn);
  }
}
