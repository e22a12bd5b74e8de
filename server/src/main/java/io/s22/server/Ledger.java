package io.s22.server;

import io.s22.journal.Entry;
import io.s22.journal.Event;
import io.s22.plan.S22Exception;
import io.s22.run.RunStore;
import io.s22.tell.RunStory;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Every run of the store as a story, read on from where each was: whoever writes the journals, this
 * process or another. Not thread-safe.
 */
final class Ledger {
  private final RunStore store;
  private final Consumer<Throwable> trouble;
  private final Map<String, RunStory> stories = new LinkedHashMap<>();
  private final Set<String> unreadable = new HashSet<>();

  /**
   * @param trouble told once of each run whose plan cannot be read; it is left out
   */
  Ledger(RunStore store, Consumer<Throwable> trouble) {
    this.store = store;
    this.trouble = trouble;
  }

  /** Reads what is new; whether anything was. */
  boolean read() {
    boolean changed = false;
    for (String run : store.runs().reversed()) {
      if (!unreadable.contains(run)) {
        changed |= read(run);
      }
    }
    return changed;
  }

  private boolean read(String run) {
    RunStory story = stories.get(run);
    if (story != null && story.state().ended()) {
      return false;
    }
    List<Entry> fresh = new ArrayList<>();
    store.read(run, story == null ? 1 : story.seq() + 1, fresh::add);
    if (fresh.isEmpty()) {
      return false;
    }
    try {
      RunStory told = story == null ? begin(run, fresh.removeFirst()) : story;
      fresh.forEach(told);
      return true;
    } catch (S22Exception e) {
      unreadable.add(run);
      trouble.accept(e);
      return false;
    }
  }

  private RunStory begin(String run, Entry first) {
    RunStory story = new RunStory(Engine.plan((Event.RunOpened) first.event()), first);
    stories.put(run, story);
    return story;
  }

  /** All of them, in the order they were opened. */
  List<RunStory> stories() {
    return List.copyOf(stories.values());
  }
}
