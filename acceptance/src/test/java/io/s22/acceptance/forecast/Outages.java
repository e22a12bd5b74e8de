package io.s22.acceptance.forecast;

import io.s22.journal.Effect;
import io.s22.journal.Entry;
import io.s22.journal.Event;
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
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * How long one service was down in one night, from the journal alone (semantics 19, 20): a host is
 * out from the begin of an act that interrupts the service, or of its undo, for as long as the
 * effect lasts.
 */
final class Outages {
  private final String service;
  private final Map<String, Step> steps = new HashMap<>();
  private final List<String> hosts;
  private final int most;
  private final Map<Effect, Instant> begun = new HashMap<>();
  private final List<Span> spans = new ArrayList<>();

  /** A host out of the service; the whole service where it is empty. */
  private record Span(String host, Instant from, Instant to) {}

  /** An instant at which a host goes out (1) or comes in (-1). */
  private record Change(Instant at, String host, int by) {}

  Outages(Plan plan, String service) {
    this.service = service;
    plan.stages().forEach(stage -> stage.steps().forEach(step -> steps.put(step.step(), step)));
    Service of = Objects.requireNonNull(plan.cluster().services().get(service));
    this.hosts = new Inventory(plan.cluster()).hostsOf(of);
    this.most = of.needs() == null ? 0 : hosts.size() - of.needs().k();
  }

  void add(Entry entry) {
    switch (entry.event()) {
      case Event.Intent(Effect effect) -> begun.put(effect, entry.at());
      case Event.Ended ended when begun.containsKey(ended.effect()) ->
          ended(ended.effect(), begun.remove(ended.effect()), entry.at());
      default -> {
        // Nothing else interrupts anything.
      }
    }
  }

  private void ended(Effect effect, Instant from, Instant to) {
    boolean acts = effect.phase() == Phase.ACT || effect.phase() == Phase.UNDO;
    var harm = Objects.requireNonNull(steps.get(effect.step())).interrupts().get(service);
    if (acts && harm != null) {
      Instant until =
          harm.lasts() instanceof Distribution.Fixed(Duration lasts) ? from.plus(lasts) : to;
      spans.add(new Span(hosts.contains(effect.host()) ? effect.host() : "", from, until));
    }
  }

  /** Seconds of the window in which it was down. */
  double seconds(Instant closes) {
    List<Change> changes = new ArrayList<>();
    for (Span span : spans) {
      changes.add(new Change(span.from(), span.host(), 1));
      changes.add(new Change(span.to(), span.host(), -1));
    }
    changes.sort(Comparator.comparing(Change::at).thenComparingInt(Change::by));
    Map<String, Integer> reasons = new HashMap<>();
    Duration down = Duration.ZERO;
    Instant since = null;
    for (Change change : changes) {
      reasons.merge(change.host(), change.by(), Integer::sum);
      long out = hosts.stream().filter(host -> reasons.getOrDefault(host, 0) > 0).count();
      boolean isDown = out > most || reasons.getOrDefault("", 0) > 0;
      if (isDown && since == null) {
        since = change.at();
      } else if (!isDown && since != null) {
        Instant end = change.at().isAfter(closes) ? closes : change.at();
        down = since.isBefore(end) ? down.plus(Duration.between(since, end)) : down;
        since = null;
      }
    }
    return down.toMillis() / 1000.0;
  }
}
