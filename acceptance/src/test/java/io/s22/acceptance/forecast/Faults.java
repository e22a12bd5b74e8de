package io.s22.acceptance.forecast;

import io.s22.plan.Distribution;
import io.s22.plan.Host;
import io.s22.plan.Inventory;
import io.s22.plan.Plan;
import io.s22.plan.Reliability;
import io.s22.plan.Service;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;

/**
 * Faults of hosts in one night, played with nothing but a queue of failures in time: a crew mends
 * what failed first first, with as many people as it has; what names no crew is mended at once.
 * Spares fail less often than hosts at work, whose place they take.
 */
final class Faults {
  private final Plan plan;
  private final double night;
  private final SplittableRandom random;
  private final Map<String, List<Outage>> found = new HashMap<>();
  private final Map<String, Pool> pools = new HashMap<>();
  private final Map<String, Integer> numbers = new HashMap<>();
  private final PriorityQueue<Change> next =
      new PriorityQueue<>(Comparator.comparingDouble(Change::at));

  /** A host out of order, seconds from the window's opening. */
  record Outage(double from, double to) {}

  /** A host fails, or is mended; void where it has changed since (another number). */
  private record Change(double at, String host, boolean fails, int number) {}

  /** Hosts of a service of which some are at work and others wait as spares. */
  private record Pool(int atWork, double sparesFail, Set<String> working, Set<String> spares) {}

  Faults(Plan plan, double night, SplittableRandom random) {
    this.plan = plan;
    this.night = night;
    this.random = random;
  }

  Map<String, List<Outage>> byHost() {
    plan.cluster().services().values().forEach(this::pool);
    Map<String, Reliability> how = new LinkedHashMap<>();
    plan.cluster()
        .hosts()
        .forEach((name, host) -> {
          if (host.faults() != null) {
            how.put(name, host.faults());
          }
        });
    how.forEach((name, faults) -> isIn(name, faults, 0));
    Map<String, double[]> free = new HashMap<>();
    plan.crews().forEach((crew, people) -> free.put(crew, new double[people]));
    while (!next.isEmpty() && next.peek().at < night) {
      Change change = next.remove();
      Reliability faults = Objects.requireNonNull(how.get(change.host));
      if (!change.fails) {
        isIn(change.host, faults, change.at);
      } else if (change.number == numbers.getOrDefault(change.host, 0)) {
        fails(change, faults, free, how);
      }
    }
    return found;
  }

  private void pool(Service service) {
    if (service.sparesFail() != null && service.needs() != null) {
      List<String> members =
          new Inventory(plan.cluster())
              .hostsOf(service).stream()
                  .filter(host -> !pools.containsKey(host))
                  .filter(this::mayFail)
                  .toList();
      int others = service.needs().n() - members.size();
      Pool pool =
          new Pool(
              Math.max(0, service.needs().k() - others),
              service.sparesFail().value(),
              new HashSet<>(),
              new TreeSet<>());
      members.forEach(host -> pools.put(host, pool));
    }
  }

  private boolean mayFail(String name) {
    Host host = plan.cluster().hosts().get(name);
    return host != null && host.faults() != null;
  }

  private void isIn(String host, Reliability faults, double at) {
    Pool pool = pools.get(host);
    double rate = 1;
    if (pool != null && pool.working.size() >= pool.atWork) {
      pool.spares.add(host);
      rate = pool.sparesFail;
    } else if (pool != null) {
      pool.working.add(host);
    }
    int number = numbers.merge(host, 1, Integer::sum);
    if (rate > 0) {
      next.add(new Change(at + up(faults) / rate, host, true, number));
    }
  }

  private void fails(
      Change change, Reliability faults, Map<String, double[]> free, Map<String, Reliability> how) {
    double end = mended(change.at, faults, free);
    found.computeIfAbsent(change.host, host -> new ArrayList<>()).add(new Outage(change.at, end));
    next.add(new Change(end, change.host, false, 0));
    Pool pool = pools.get(change.host);
    if (pool != null) {
      pool.spares.remove(change.host);
      if (pool.working.remove(change.host) && !pool.spares.isEmpty()) {
        String spare = pool.spares.iterator().next();
        pool.spares.remove(spare);
        isIn(spare, Objects.requireNonNull(how.get(spare)), change.at);
      }
    }
  }

  private double mended(double at, Reliability how, Map<String, double[]> free) {
    double takes = exponential(how.mendedIn());
    String crew = how.crew();
    if (crew == null) {
      return at + takes;
    }
    double[] people = Objects.requireNonNull(free.get(crew));
    Arrays.sort(people);
    people[0] = Math.max(at, people[0]) + takes;
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
