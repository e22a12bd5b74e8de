package io.s22.server.notices;

import io.s22.journal.Entry;
import io.s22.journal.Event;
import io.s22.journal.Integrity;
import io.s22.plan.S22Exception;
import io.s22.plan.Service;
import io.s22.plan.Text;
import io.s22.run.RunStore;
import io.s22.server.Engine;
import io.s22.tell.RunStory;
import io.s22.tell.Words;
import io.s22.tell.notice.Bulletin;
import io.s22.tell.notice.Medium;
import io.s22.tell.notice.NoticeKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
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
  private static final Duration LOOK = Duration.ofSeconds(15);

  /** Nobody is rung for later than this after what was missed. */
  private static final Duration NOTES = Duration.ofDays(30);

  private final RunStore store;
  private final Consumer<Throwable> trouble;
  private final Map<String, RunStory> stories = new LinkedHashMap<>();
  private final Set<String> unreadable = new HashSet<>();
  private final Map<String, Instant> looked = new HashMap<>();
  private final Set<String> rung = new HashSet<>();
  private final List<Bulletin> alarms = new ArrayList<>();

  /**
   * @param trouble told once of each run whose plan cannot be read; nobody is told of it
   */
  Stories(RunStore store, Consumer<Throwable> trouble) {
    this.store = store;
    this.trouble = trouble;
  }

  /** All of them as they stand at {@code now}, in the order they were opened. */
  List<RunStory> read(Instant now) {
    for (String run : store.runs().reversed()) {
      RunStory story = stories.get(run);
      if (!unreadable.contains(run) && (story == null || due(story, now))) {
        read(run);
      }
    }
    return List.copyOf(stories.values());
  }

  /** After its end a journal gets notes, alarms among them: it is looked at now and then. */
  private boolean due(RunStory story, Instant now) {
    if (!story.state().ended()) {
      return true;
    }
    Instant next = looked.getOrDefault(story.run(), Instant.MIN);
    if (now.isBefore(next) || now.isAfter(story.closes().plus(Integrity.DUE).plus(NOTES))) {
      return false;
    }
    looked.put(story.run(), now.plus(LOOK));
    return true;
  }

  /** What operators are to hear of, the oldest first of each run: once each time it is missed. */
  List<Bulletin> alarms() {
    return List.copyOf(alarms);
  }

  private void alarm(String run, Entry entry) {
    if (entry.event() instanceof Event.Noted note && note.subject().equals(Integrity.ALARM)) {
      if ("in-time".equals(note.facts().get("phase"))) {
        rung.remove(run);
      } else if (rung.add(run)) {
        String due = note.facts().getOrDefault("due", "");
        String chinese = "警报：全部数据的完整性证明将逾期或已逾期，期限 " + due + "。";
        alarms.add(
            new Bulletin(
                "alarm-" + entry.seq(),
                run,
                entry.at(),
                entry.by(),
                NoticeKind.ALARM,
                NoticeKind.ALARM.severity(),
                List.of(),
                EnumSet.allOf(Medium.class),
                null,
                Words.both(note.text(), chinese),
                ""));
      }
    }
  }

  private void read(String run) {
    RunStory story = stories.get(run);
    List<Entry> fresh = new ArrayList<>();
    store.read(run, story == null ? 1 : story.seq() + 1, fresh::add);
    fresh.forEach(entry -> alarm(run, entry));
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
