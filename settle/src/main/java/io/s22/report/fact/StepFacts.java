package io.s22.report.fact;

import io.s22.journal.Effect;
import io.s22.journal.Entry;
import io.s22.journal.Event;
import io.s22.journal.Measurement;
import io.s22.journal.Outcome;
import io.s22.journal.Phase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What became of each step. */
public final class StepFacts implements Facts.Part {
  private static final int MOST = 1_000;

  /** How the simulated driver's outcomes begin. */
  private static final String PRETENDED = "simulated: ";

  private final Map<String, StepFact> steps = new LinkedHashMap<>();
  private final List<Trouble> troubles = new ArrayList<>();
  private final List<Measured> measurements = new ArrayList<>();
  private final List<Ending> notable = new ArrayList<>();
  private long troubleCount;
  private long undone;

  /**
   * Something that did not end well, was undone, or was looked into.
   *
   * @param entry its number in the journal
   */
  public record Trouble(long entry, Instant at, Effect effect, String kind, String why) {}

  /**
   * An effect that was done and said something: proofs, measurements, gaps.
   *
   * @param began the entry of its intent; the same as {@code entry} where none was seen
   */
  public record Ending(
      long entry, long began, Instant from, Instant at, Effect effect, String detail) {}

  /** A probe's measurement, and the entry it stands in. */
  public record Measured(long entry, Instant at, String step, Measurement measurement) {}

  /** One step, as it went. */
  public static final class StepFact {
    private final String step;
    private @Nullable Instant began;
    private @Nullable Instant ended;
    private long firstEntry;
    private long lastEntry;
    private int failures;
    private int attempts;
    private int undoings;
    private @Nullable String skipped;
    private boolean simulated;
    private final Set<String> hosts = new HashSet<>();
    private final Map<Effect, Entry> open = new LinkedHashMap<>();

    private StepFact(String step) {
      this.step = step;
    }

    public String step() {
      return step;
    }

    /** When its first effect began; null where none did. */
    public @Nullable Instant began() {
      return began;
    }

    /** When its last effect ended; null where none has. */
    public @Nullable Instant ended() {
      return ended;
    }

    /** Its first and last entry. */
    public List<Long> cites() {
      return firstEntry == 0
          ? List.of()
          : firstEntry == lastEntry ? List.of(firstEntry) : List.of(firstEntry, lastEntry);
    }

    public int failures() {
      return failures;
    }

    /** How often it was tried, all hosts together. */
    public int attempts() {
      return attempts;
    }

    /** How many hosts it was undone on. */
    public int undoings() {
      return undoings;
    }

    public int hosts() {
      return hosts.size();
    }

    /** Whether its driver only pretended, as its own outcome says. */
    public boolean simulated() {
      return simulated;
    }

    /** Why it was left out; null where it was not. */
    public @Nullable String skipped() {
      return skipped;
    }
  }

  @Override
  public void accept(Entry entry) {
    switch (entry.event()) {
      case Event.Intent(Effect effect) -> intent(entry, effect);
      case Event.Ended(Effect effect, Outcome outcome) -> ended(entry, effect, outcome);
      case Event.Probed(Effect effect, var finding) ->
          trouble(entry, effect, "probed", String.valueOf(finding));
      case Event.Skipped(String step, String because) -> {
        StepFact fact = of(step);
        fact.skipped = because;
        touch(fact, entry);
      }
      case Event.RunOpened e -> {}
      case Event.TakenOver e -> {}
      case Event.Moved e -> {}
      case Event.GateAnswered e -> {}
      case Event.Asked e -> {}
      case Event.Decided e -> {}
      case Event.Commanded e -> {}
      case Event.Expected e -> {}
      case Event.Measured e -> {}
      case Event.Extended e -> {}
      case Event.Interrupted e -> {}
      case Event.Closed e -> {}
      case Event.Noted e -> {}
    }
  }

  private StepFact of(String step) {
    return steps.computeIfAbsent(step, StepFact::new);
  }

  private static void touch(StepFact fact, Entry entry) {
    fact.firstEntry = fact.firstEntry == 0 ? entry.seq() : fact.firstEntry;
    fact.lastEntry = entry.seq();
  }

  private void intent(Entry entry, Effect effect) {
    StepFact fact = of(effect.step());
    touch(fact, entry);
    fact.open.put(effect, entry);
    if (fact.began == null) {
      fact.began = entry.at();
    }
    if (effect.phase() == Phase.ACT) {
      fact.hosts.add(effect.host());
      fact.attempts++;
    }
    if (effect.phase() == Phase.UNDO && effect.attempt() == 1) {
      fact.undoings++;
      undone++;
    }
  }

  private void ended(Entry entry, Effect effect, Outcome outcome) {
    StepFact fact = of(effect.step());
    touch(fact, entry);
    fact.ended = entry.at();
    Entry began = fact.open.remove(effect);
    switch (outcome) {
      case Outcome.Done(String detail) -> done(entry, began, effect, detail);
      case Outcome.Refused(String why) -> failed(fact, entry, effect, "refused", why);
      case Outcome.Failed(String why) -> failed(fact, entry, effect, "failed", why);
      case Outcome.Unknown(String why) -> failed(fact, entry, effect, "unknown", why);
    }
    if (effect.phase() == Phase.UNDO && outcome instanceof Outcome.Done) {
      trouble(entry, effect, "undone", "");
    }
  }

  /** What it said is kept where it was short and the list is not: the rest is in the journal. */
  private void done(Entry entry, @Nullable Entry began, Effect effect, String detail) {
    boolean pretended = detail.startsWith(PRETENDED);
    of(effect.step()).simulated |= pretended;
    Optional<Measurement> measurement = Measurement.in(detail);
    if (measurement.isPresent()) {
      measurements.add(new Measured(entry.seq(), entry.at(), effect.step(), measurement.get()));
      return;
    }
    if (!pretended && !detail.isBlank() && notable.size() < MOST) {
      Entry from = began == null ? entry : began;
      notable.add(new Ending(entry.seq(), from.seq(), from.at(), entry.at(), effect, detail));
    }
  }

  private void failed(StepFact fact, Entry entry, Effect effect, String kind, String why) {
    fact.failures++;
    trouble(entry, effect, kind, why);
  }

  private void trouble(Entry entry, Effect effect, String kind, String why) {
    troubleCount++;
    if (troubles.size() < MOST) {
      troubles.add(new Trouble(entry.seq(), entry.at(), effect, kind, why));
    }
  }

  /** The step, if anything is known of it. */
  public Optional<StepFact> find(String step) {
    return Optional.ofNullable(steps.get(step));
  }

  /** What did not end well or was undone, in order; the first thousand. */
  public List<Trouble> troubles() {
    return List.copyOf(troubles);
  }

  /** How many of these there are in the journal. */
  public long troubleCount() {
    return troubleCount;
  }

  /** How many hosts' steps were undone. */
  public long undone() {
    return undone;
  }

  /** What probes measured, in order. */
  public List<Measured> measurements() {
    return List.copyOf(measurements);
  }

  /** What was done and said something, in order; the first thousand. */
  public List<Ending> sayings() {
    return List.copyOf(notable);
  }
}
