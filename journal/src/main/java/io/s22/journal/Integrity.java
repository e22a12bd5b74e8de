package io.s22.journal;

import io.s22.plan.Plan;
import io.s22.plan.Step;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether all data were proven whole after a run, and whether that will be so in time: a fold of
 * its journal. It is due 72 hours after the window; whoever has not begun twelve hours before is
 * rung for, and so is a comparison that will end too late at its rate.
 */
public final class Integrity {
  /** After the window's end. */
  public static final Duration DUE = Duration.ofHours(72);

  /** So long before, somebody must have begun. */
  public static final Duration AHEAD = Duration.ofHours(12);

  /** The subject of notes that ring, and that say that it rings no longer. */
  public static final String ALARM = "alarm";

  private static final String VERIFICATION = "verification";

  private final Set<String> comparing = new HashSet<>();
  private Instant due = Instant.MAX;
  private boolean over;
  private boolean begun;
  private boolean rung;
  private State state = State.OPEN;
  private long entry;
  private @Nullable Instant ends;

  /** How it stands, whatever the clock says. */
  public enum State {
    /** Nobody compares. */
    OPEN,
    /** A comparison is under way. */
    UNDER_WAY,
    /** Nothing differed. */
    PROVEN,
    /** Differences were found. */
    DIFFERENT
  }

  /**
   * How it stands at an instant.
   *
   * @param left until it is due; below zero when that has passed
   * @param alarm whether it will be missed, or has been
   * @param rung whether the journal holds that alarm already
   * @param entry the entry it rests on, by number
   */
  public record Stand(
      State state, Instant due, Duration left, boolean alarm, boolean rung, long entry) {}

  public Integrity(Plan plan) {
    plan.stages().stream()
        .flatMap(stage -> stage.steps().stream())
        .filter(step -> step.uses().endsWith(".compare"))
        .map(Step::step)
        .forEach(comparing::add);
  }

  /** The next entry. */
  public void accept(Entry next) {
    if (next.event() instanceof Event.RunOpened opened) {
      due = opened.closes().plus(DUE);
      entry = next.seq();
    } else if (next.event() instanceof Event.Moved moved && moved.to().ended()) {
      over = true;
    } else if (next.event() instanceof Event.Ended(Effect effect, Outcome outcome)
        && effect.phase() == Phase.ACT
        && comparing.contains(effect.step())) {
      compared(outcome, next.seq());
    } else if (next.event() instanceof Event.Noted note) {
      noted(note, next.seq());
    }
  }

  private void compared(Outcome outcome, long seq) {
    if (outcome instanceof Outcome.Done) {
      found(State.PROVEN, seq);
    } else if (outcome instanceof Outcome.Failed) {
      found(State.DIFFERENT, seq);
    }
  }

  private void found(State what, long seq) {
    state = what;
    entry = seq;
    ends = null;
  }

  private void noted(Event.Noted note, long seq) {
    Map<String, String> facts = note.facts();
    String phase = facts.getOrDefault("phase", "");
    if (note.subject().equals(ALARM)) {
      rung = !phase.equals("in-time");
    } else if (note.subject().equals(VERIFICATION)) {
      begun = true;
      boolean ended = phase.equals("ended");
      boolean same = "same".equals(facts.get("result"));
      found(!ended ? State.UNDER_WAY : same ? State.PROVEN : State.DIFFERENT, seq);
      ends = ended ? null : instant(facts.get("ends"));
    }
  }

  private static @Nullable Instant instant(@Nullable String text) {
    try {
      return text == null ? null : Instant.parse(text);
    } catch (DateTimeParseException e) {
      return null;
    }
  }

  /**
   * How it stands; empty while the run goes on, and where the plan compares nothing and nobody has.
   */
  public Optional<Stand> at(Instant now) {
    if (!over || comparing.isEmpty() && !begun) {
      return Optional.empty();
    }
    Duration left = Duration.between(now, due);
    boolean alarm =
        switch (state) {
          case PROVEN, DIFFERENT -> false;
          case OPEN -> left.compareTo(AHEAD) < 0;
          case UNDER_WAY -> left.isNegative() || ends != null && ends.isAfter(due);
        };
    return Optional.of(new Stand(state, due, left, alarm, rung, entry));
  }
}
