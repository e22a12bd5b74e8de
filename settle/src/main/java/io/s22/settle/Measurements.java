package io.s22.settle;

import io.s22.journal.Entry;
import io.s22.journal.Event;
import io.s22.plan.Plan;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a run's journal says of interruptions: those that were measured from when to when, and for
 * services of which it holds none, those its spans show; and when services were closed as
 * announced.
 *
 * <p>A span is an interruption where users asked and none got a right answer. A span's longest gap
 * is one when it is longer than the span itself: it began before.
 */
public final class Measurements {
  /** A week: no gap that is longer was measured in a maintenance window. */
  private static final double LONGEST_MILLIS = 7 * 86_400_000.0;

  private final TreeSet<String> measured = new TreeSet<>();
  private final Map<String, List<Stretch>> interrupted = new HashMap<>();
  private final Map<String, List<Stretch>> spans = new HashMap<>();
  private final Map<String, List<Stretch>> closed = new HashMap<>();
  private final Map<String, Map<String, List<Stretch>>> ofUsers = new TreeMap<>();
  private Event.@Nullable RunOpened opened;
  private Instant ended = Instant.EPOCH;
  private String run = "";
  private String head = "";
  private long entries;

  /** The next entry. */
  public void accept(Entry entry) {
    run = entry.run();
    head = entry.hash();
    entries = entry.seq();
    switch (entry.event()) {
      case Event.RunOpened first -> opened = first;
      case Event.Moved moved -> ended = moved.to().ended() ? entry.at() : ended;
      case Event.Measured span -> span(span, entry);
      case Event.Interrupted gap -> gap(gap.service(), gap.user(), gap.from(), gap.to(), entry);
      case Event.Closed gap -> closed(gap, entry);
      case Event.TakenOver ignored -> {}
      case Event.Intent ignored -> {}
      case Event.Ended ignored -> {}
      case Event.Probed ignored -> {}
      case Event.GateAnswered ignored -> {}
      case Event.Asked ignored -> {}
      case Event.Decided ignored -> {}
      case Event.Commanded ignored -> {}
      case Event.Extended ignored -> {}
      case Event.Expected ignored -> {}
      case Event.Skipped ignored -> {}
      case Event.Noted ignored -> {}
    }
  }

  private void span(Event.Measured span, Entry entry) {
    measured.add(span.service());
    double millis = Math.min(span.longestGapMillis(), LONGEST_MILLIS);
    Instant since = span.to().minusNanos((long) (millis * 1e6));
    if (span.requests() > 0 && span.failed() >= span.requests()) {
      // In a rehearsal, whose clock is fast, the gap is shorter than the span.
      add(
          spans,
          span.service(),
          since.isAfter(span.from()) ? since : span.from(),
          span.to(),
          entry);
    } else if (since.isBefore(span.from())) {
      add(spans, span.service(), since, span.to(), entry);
    }
  }

  private void gap(String service, @Nullable String user, Instant from, Instant to, Entry entry) {
    measured.add(service);
    Map<String, List<Stretch>> whose =
        user == null ? interrupted : ofUsers.computeIfAbsent(user, name -> new HashMap<>());
    add(whose, service, from, to, entry);
  }

  /**
   * Beside the exact ones: spans show nothing of it, for who is refused as announced is no failure.
   */
  private void closed(Event.Closed gap, Entry entry) {
    if (gap.user() != null) {
      gap(gap.service(), gap.user(), gap.from(), gap.to(), entry);
      return;
    }
    measured.add(gap.service());
    add(closed, gap.service(), gap.from(), gap.to(), entry);
  }

  private static void add(
      Map<String, List<Stretch>> to, String service, Instant from, Instant until, Entry entry) {
    to.computeIfAbsent(service, name -> new ArrayList<>())
        .add(new Stretch(Nanos.cut(from), Nanos.cut(until), List.of(Evidence.of(entry))));
  }

  /** The run. */
  public String run() {
    return run;
  }

  /** The hash of the journal's last entry. */
  public String head() {
    return head;
  }

  /** How many entries the journal has. */
  public long entries() {
    return entries;
  }

  /** How the run was opened; null before the first entry. */
  public Event.@Nullable RunOpened opened() {
    return opened;
  }

  /** When the run ended; 1970 where it has not. */
  public Instant ended() {
    return ended;
  }

  /** The plan's services of which the journal holds a measurement. */
  public List<String> measured(Plan plan) {
    return measured.stream().filter(plan.cluster().services()::containsKey).toList();
  }

  /** Interruptions of {@code service} that met all of its users, announced or not. */
  public List<Stretch> of(String service) {
    List<Stretch> exact = interrupted.getOrDefault(service, List.of());
    List<Stretch> all =
        new ArrayList<>(exact.isEmpty() ? spans.getOrDefault(service, List.of()) : exact);
    all.addAll(closed.getOrDefault(service, List.of()));
    return Stretch.union(all);
  }

  /** How long of that {@code service} was closed as announced, nanoseconds. */
  public long closedNanos(String service) {
    return Stretch.union(closed.getOrDefault(service, List.of())).stream()
        .mapToLong(Stretch::length)
        .sum();
  }

  /** Interruptions that were measured for single users: by user and service. */
  public Map<String, Map<String, List<Stretch>>> ofUsers() {
    return Map.copyOf(ofUsers);
  }
}
