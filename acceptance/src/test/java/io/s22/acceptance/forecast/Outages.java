package io.s22.acceptance.forecast;

import io.s22.journal.Effect;
import io.s22.journal.Entry;
import io.s22.journal.Event;
import io.s22.journal.Outcome;
import io.s22.journal.Phase;
import io.s22.plan.Distribution;
import io.s22.plan.Inventory;
import io.s22.plan.Plan;
import io.s22.plan.Service;
import io.s22.plan.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * When services were down in one night, from the journal and from faults of hosts that are played
 * beside it (semantics 19 to 22): the second implementation of what the forecast's meter measures.
 */
final class Outages {
  private final Plan plan;
  private final Inventory inventory;
  private final Instant opens;
  private final Map<String, Step> steps = new HashMap<>();
  private final Map<Effect, Instant> begun = new HashMap<>();
  private final List<Acted> acted = new ArrayList<>();

  /** A step acted on a host; empty: on S22's own machine. */
  private record Acted(
      Step step, String host, Instant from, Instant to, boolean back, boolean came) {}

  /** A host out of a service; the whole service where it is empty. Seconds. */
  private record Span(String host, double from, double to) {}

  /** An instant at which a host goes out (1) or comes in (-1). */
  private record Change(double at, String host, int by) {}

  /**
   * What users met.
   *
   * @param down seconds of the window in which the service was down
   * @param longest its longest interruption, seconds
   * @param poor seconds of the window in which it was degraded, and not down
   */
  record Met(double down, double longest, double poor) {}

  Outages(Plan plan, Instant opens) {
    this.plan = plan;
    this.opens = opens;
    this.inventory = new Inventory(plan.cluster());
    plan.stages().forEach(stage -> stage.steps().forEach(step -> steps.put(step.step(), step)));
  }

  void add(Entry entry) {
    switch (entry.event()) {
      case Event.Intent(Effect effect) -> begun.put(effect, entry.at());
      case Event.Ended ended when begun.containsKey(ended.effect()) ->
          ended(ended.effect(), begun.remove(ended.effect()), entry.at(), ended.outcome());
      default -> {
        // Nothing else interrupts anything.
      }
    }
  }

  private void ended(Effect effect, Instant from, Instant to, Outcome outcome) {
    if (effect.phase() == Phase.ACT || effect.phase() == Phase.UNDO) {
      Step step = Objects.requireNonNull(steps.get(effect.step()));
      boolean back = effect.phase() == Phase.UNDO;
      boolean came = outcome instanceof Outcome.Done;
      acted.add(new Acted(step, effect.host(), from, to, back, came));
    }
  }

  /**
   * What users of the services met.
   *
   * @param closes when the window closes
   * @param ended when the run ended
   * @param random for faults, repairs and fail-overs
   */
  Map<String, Met> met(Instant closes, Instant ended, SplittableRandom random) {
    double close = seconds(closes);
    double night = Math.max(close, seconds(ended));
    Map<String, List<Faults.Outage>> broken = new Faults(plan, night, random).byHost();
    Map<String, List<Span>> down = new HashMap<>();
    plan.cluster()
        .services()
        .keySet()
        .forEach(service -> down(service, broken, random, down, night));
    Map<String, Met> met = new HashMap<>();
    down.forEach((service, spans) -> {
      List<Span> either = new ArrayList<>(poor(service, down, night));
      either.addAll(spans);
      double poor = within(either, close) - within(spans, close);
      met.put(service, new Met(within(spans, close), longest(spans, night), poor));
    });
    return met;
  }

  private double seconds(Instant at) {
    return Duration.between(opens, at).toMillis() / 1000.0;
  }

  private static double within(List<Span> spans, double close) {
    return joined(spans).stream()
        .mapToDouble(span -> Math.max(0, Math.min(span.to, close) - span.from))
        .sum();
  }

  private static double longest(List<Span> spans, double night) {
    return joined(spans).stream()
        .mapToDouble(span -> Math.min(span.to, night) - span.from)
        .reduce(0, Math::max);
  }

  /** When a service is degraded, whether it is down meanwhile or not. */
  private List<Span> poor(String name, Map<String, List<Span>> down, double night) {
    Service service = Objects.requireNonNull(plan.cluster().services().get(name));
    List<Span> poor = new ArrayList<>(lasting(name, List.of(), Step::degrades));
    steps.values().forEach(step -> closed(step, step.degrades().get(name), night, poor));
    service.dependsOn().forEach(needed -> poor.addAll(poor(needed, down, night)));
    for (String lacked : service.degradesWithout()) {
      poor.addAll(poor(lacked, down, night));
      poor.addAll(Objects.requireNonNull(down.get(lacked)));
    }
    return poor;
  }

  private static List<Span> joined(List<Span> spans) {
    List<Span> sorted = new ArrayList<>(spans);
    sorted.sort(Comparator.comparingDouble(Span::from));
    List<Span> joined = new ArrayList<>();
    for (Span span : sorted) {
      Span last = joined.isEmpty() ? null : joined.getLast();
      if (last != null && span.from <= last.to) {
        joined.set(joined.size() - 1, new Span("", last.from, Math.max(last.to, span.to)));
      } else if (span.to > span.from) {
        joined.add(new Span("", span.from, span.to));
      }
    }
    return joined;
  }

  private List<Span> down(
      String name,
      Map<String, List<Faults.Outage>> broken,
      SplittableRandom random,
      Map<String, List<Span>> known,
      double night) {
    List<Span> before = known.get(name);
    if (before != null) {
      return before;
    }
    Service service = Objects.requireNonNull(plan.cluster().services().get(name));
    List<String> hosts = inventory.hostsOf(service);
    List<Span> out = new ArrayList<>(lasting(name, hosts, Step::interrupts));
    steps.values().forEach(step -> closed(step, step.interrupts().get(name), night, out));
    for (String host : hosts) {
      broken
          .getOrDefault(host, List.of())
          .forEach(outage -> out.add(new Span(host, outage.from(), outage.to())));
    }
    List<Span> down = alone(service, hosts, out, random);
    for (String needed : service.dependsOn()) {
      down.addAll(down(needed, broken, random, known, night));
    }
    known.put(name, down);
    return down;
  }

  /** The effects on a service that begin with an act and end by themselves or with it. */
  private List<Span> lasting(
      String service, List<String> hosts, Function<Step, Map<String, io.s22.plan.Effect>> harms) {
    List<Span> spans = new ArrayList<>();
    for (Acted act : acted) {
      var harm = harms.apply(act.step).get(service);
      if (harm != null && harm.until() == null) {
        double from = seconds(act.from);
        double to =
            harm.lasts() instanceof Distribution.Fixed(Duration lasts)
                ? from + lasts.toMillis() / 1000.0
                : seconds(act.to);
        spans.add(new Span(hosts.contains(act.host) ? act.host : "", from, to));
      }
    }
    return spans;
  }

  /** From when a step closed a service until another, or the way back, has opened it again. */
  private void closed(Step step, io.s22.plan.@Nullable Effect harm, double night, List<Span> out) {
    if (harm == null || harm.until() == null) {
      return;
    }
    TreeMap<Double, Boolean> turned = new TreeMap<>();
    for (Acted act : acted) {
      boolean own = act.step == step;
      if (own || act.step.step().equals(harm.until())) {
        if (own != act.back) {
          turned.putIfAbsent(seconds(act.from), true);
        } else if (act.came) {
          turned.put(seconds(act.to), false);
        }
      }
    }
    Double since = null;
    for (Map.Entry<Double, Boolean> turn : turned.entrySet()) {
      if (turn.getValue()) {
        since = since == null ? turn.getKey() : since;
      } else if (since != null) {
        out.add(new Span("", since, turn.getKey()));
        since = null;
      }
    }
    if (since != null) {
      out.add(new Span("", since, night));
    }
  }

  /** When too few hosts are in, or one takes over from another. */
  private static List<Span> alone(
      Service service, List<String> hosts, List<Span> out, SplittableRandom random) {
    List<Change> changes = new ArrayList<>();
    for (Span span : out) {
      if (span.to > span.from) {
        changes.add(new Change(span.from, span.host, 1));
        changes.add(new Change(span.to, span.host, -1));
      }
    }
    changes.sort(Comparator.comparingDouble(Change::at).thenComparingInt(Change::by));
    int most = service.needs() == null ? 0 : hosts.size() - service.needs().k();
    Map<String, Integer> reasons = new HashMap<>();
    Set<String> lost = new HashSet<>();
    List<Span> down = new ArrayList<>();
    Double since = null;
    for (Change change : changes) {
      int left = reasons.merge(change.host, change.by, Integer::sum);
      boolean goesOut = left > 0 && lost.add(change.host);
      if (left == 0) {
        lost.remove(change.host);
      }
      boolean whole = lost.contains("");
      boolean tooFew = lost.size() - (whole ? 1 : 0) > most;
      boolean isDown = whole || tooFew;
      if (isDown && since == null) {
        since = change.at;
      } else if (!isDown && since != null) {
        down.add(new Span("", since, change.at));
        since = null;
      }
      if (goesOut && !tooFew && !change.host.isEmpty()) {
        down.add(new Span("", change.at, change.at + failOver(service, random)));
      }
    }
    return down;
  }

  private static double failOver(Service service, SplittableRandom random) {
    @Nullable Distribution takes = service.failOver() == null ? null : service.failOver().takes();
    return takes instanceof Distribution.Uniform(Duration from, Duration to)
        ? (from.toMillis() + random.nextDouble() * (to.toMillis() - from.toMillis())) / 1000
        : 0;
  }
}
