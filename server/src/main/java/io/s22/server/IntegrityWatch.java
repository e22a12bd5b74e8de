package io.s22.server;

import io.s22.journal.Event;
import io.s22.journal.Integrity;
import io.s22.journal.IntegrityText;
import io.s22.plan.S22Exception;
import io.s22.run.RunStore;
import io.s22.tell.RunStory;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Rings when the proof of all data after a run will miss its deadline, once: a note in the run's
 * journal, from which the report, the console and {@code s22 show} know it. Nobody needs to have
 * begun a comparison for that.
 */
final class IntegrityWatch {
  private static final Duration LOOK = Duration.ofMinutes(1);

  /** What was missed longer ago than this nobody is rung for any more. */
  private static final Duration PAST = Duration.ofDays(30);

  private final RunStore store;
  private final Noting noting;
  private final Consumer<Throwable> trouble;
  private final Map<String, Instant> looked = new HashMap<>();

  /** Writes a note into the journal of a run that has ended. */
  @FunctionalInterface
  interface Noting {
    void note(String run, Instant at, Event.Noted note);
  }

  IntegrityWatch(RunStore store, Noting noting, Consumer<Throwable> trouble) {
    this.store = store;
    this.noting = noting;
    this.trouble = trouble;
  }

  /** Looks at each run that has ended, once a minute at the most; whether it rang. */
  boolean look(List<RunStory> stories, Instant now) {
    boolean rang = false;
    for (RunStory story : stories) {
      Instant due = story.closes().plus(Integrity.DUE);
      boolean soon = now.isAfter(due.minus(Integrity.DUE)) && now.isBefore(due.plus(PAST));
      Instant last = looked.getOrDefault(story.run(), Instant.MIN);
      if (soon && story.state().ended() && !now.isBefore(last.plus(LOOK))) {
        looked.put(story.run(), now);
        rang |= ring(story, now);
      }
    }
    return rang;
  }

  private boolean ring(RunStory story, Instant now) {
    Integrity integrity = new Integrity(story.plan());
    store.read(story.run(), 1, integrity::accept);
    Integrity.Stand stand = integrity.at(now).filter(it -> it.alarm() && !it.rung()).orElse(null);
    if (stand == null) {
      return false;
    }
    String text = IntegrityText.of(stand, story.plan().zone()).in(Locale.ENGLISH);
    try {
      noting.note(
          story.run(),
          now,
          new Event.Noted(
              Integrity.ALARM, text, Map.of("phase", "late", "due", stand.due().toString())));
      return true;
    } catch (S22Exception e) {
      // Asked again in a minute: somebody drives the run, or the disk refuses.
      trouble.accept(e);
      return false;
    }
  }
}
