package io.s22.server.notices;

import io.s22.journal.Entry;
import io.s22.journal.Event;
import io.s22.plan.S22Exception;
import io.s22.plan.Service;
import io.s22.plan.Text;
import io.s22.run.RunStore;
import io.s22.server.Engine;
import io.s22.tell.RunStory;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Every run of the store as a story, read on from where each was. Beside the page's own, so that
 * sending waits for no page and no page for sending. Not thread-safe.
 */
final class Stories {
  private final RunStore store;
  private final Consumer<Throwable> trouble;
  private final Map<String, RunStory> stories = new LinkedHashMap<>();
  private final Set<String> unreadable = new HashSet<>();

  /**
   * @param trouble told once of each run whose plan cannot be read; nobody is told of it
   */
  Stories(RunStore store, Consumer<Throwable> trouble) {
    this.store = store;
    this.trouble = trouble;
  }

  /** All of them as they stand now, in the order they were opened. */
  List<RunStory> read() {
    for (String run : store.runs().reversed()) {
      RunStory story = stories.get(run);
      if (!unreadable.contains(run) && (story == null || !story.state().ended())) {
        read(run);
      }
    }
    return List.copyOf(stories.values());
  }

  private void read(String run) {
    RunStory story = stories.get(run);
    List<Entry> fresh = new ArrayList<>();
    store.read(run, story == null ? 1 : story.seq() + 1, fresh::add);
    try {
      if (story == null && !fresh.isEmpty()) {
        Entry first = fresh.removeFirst();
        story = new RunStory(Engine.plan((Event.RunOpened) first.event()), first);
        stories.put(run, story);
      }
      if (story != null) {
        fresh.forEach(story);
      }
    } catch (S22Exception e) {
      unreadable.add(run);
      trouble.accept(e);
    }
  }

  /** What users call the services of all plans, the newest plan's word last. */
  Map<String, Text> services() {
    Map<String, Text> titles = new LinkedHashMap<>();
    for (RunStory story : stories.values()) {
      for (Map.Entry<String, Service> each : story.plan().cluster().services().entrySet()) {
        Text title = each.getValue().title();
        titles.put(each.getKey(), title == null ? Text.of(each.getKey()) : title);
      }
    }
    return titles;
  }
}
