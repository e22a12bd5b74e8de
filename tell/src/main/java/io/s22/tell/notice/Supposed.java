package io.s22.tell.notice;

import io.s22.journal.Effect;
import io.s22.journal.Entry;
import io.s22.journal.EntryCodec;
import io.s22.journal.Event;
import io.s22.journal.Outcome;
import io.s22.journal.Phase;
import io.s22.journal.RunState;
import io.s22.plan.Inventory;
import io.s22.plan.Plan;
import io.s22.plan.Stage;
import io.s22.plan.Step;
import io.s22.plan.Window;
import io.s22.tell.RunStory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What would be told of a plan if a run of it went this way or that: as planned, early, too long,
 * moved, cancelled. Journals are made up and folded as real ones are, so that a preview shows the
 * very messages that would be sent.
 */
public final class Supposed {
  private final Plan plan;
  private final String run;
  private final Instant opens;
  private final Instant closes;
  private final Instant opened;

  /**
   * @param opened when the run is supposed to be opened, which is when it is announced
   */
  public Supposed(Plan plan, Instant opened) {
    this.plan = plan;
    this.run = plan.plan();
    this.opens = plan.window().opensIn(plan.zone());
    this.closes = plan.window().closesIn(plan.zone());
    this.opened = opened.isBefore(opens) ? opened : opens.minus(Duration.ofDays(8));
  }

  /** A notice and the run it was made from. */
  public record Told(Notice notice, RunStory story) {}

  /** Every notice a run of the plan can call for: each event once, in the order of its time. */
  public List<Told> all() {
    Map<String, Told> found = new LinkedHashMap<>();
    collect(new Script().story(), opens, found);
    for (RunStory story : List.of(asPlanned(closes), asPlanned(early()))) {
      collect(story, closes.plus(Duration.ofDays(8)), found);
    }
    RunStory late = late();
    collect(late, closes.plus(Duration.ofDays(8)), found);
    moved().forEach(story -> collect(story, story.closes().plus(Duration.ofDays(8)), found));
    collect(cancelled(), closes, found);
    return found.values().stream()
        .sorted(java.util.Comparator.comparing(told -> told.notice().at()))
        .toList();
  }

  private static void collect(RunStory story, Instant now, Map<String, Told> found) {
    for (Notice notice : Notices.due(story, now)) {
      String name = notice.kind().word() + "/" + notice.event().replaceAll("-[0-9]+$", "");
      found.putIfAbsent(name, new Told(notice, story));
    }
  }

  private Instant early() {
    return opens.plus(Duration.between(opens, closes).dividedBy(2));
  }

  /** Begun at the opening, over at {@code end}. */
  private RunStory asPlanned(Instant end) {
    Script script = new Script().moved(opens, RunState.WAITING, RunState.RUNNING);
    work(script, end.isBefore(closes) ? end : closes.minusSeconds(1));
    return script.moved(end, RunState.RUNNING, RunState.DONE).story();
  }

  private RunStory late() {
    Script script = new Script().moved(opens, RunState.WAITING, RunState.RUNNING);
    Instant end = closes.plus(Duration.ofMinutes(30));
    work(script, end);
    return script.moved(end, RunState.RUNNING, RunState.DONE).story();
  }

  private void work(Script script, Instant end) {
    Inventory inventory = new Inventory(plan.cluster());
    int steps = Math.max(1, plan.stages().stream().mapToInt(s -> s.steps().size()).sum());
    Duration each = Duration.between(opens, end).dividedBy(steps);
    Instant at = opens;
    for (Stage stage : plan.stages()) {
      for (Step step : stage.steps()) {
        List<String> hosts = inventory.hosts(step.on());
        for (String host : hosts.isEmpty() ? List.of("") : hosts) {
          int round = step.canary() != null && hosts.indexOf(host) < step.canary() ? 2 : 1;
          Effect effect = new Effect(step.step(), host, Phase.ACT, round, 1);
          script.add(at, new Event.Intent(effect));
          script.add(at.plus(each), new Event.Ended(effect, new Outcome.Done("")));
          Effect check = new Effect(step.step(), host, Phase.VERIFY, round, 1);
          if (step.verify() != null) {
            script.add(at.plus(each), new Event.Intent(check));
            script.add(at.plus(each), new Event.Ended(check, new Outcome.Done("")));
          }
        }
        at = at.plus(each);
      }
    }
  }

  private List<RunStory> moved() {
    return plan.window().fallback().stream().limit(1).map(this::movedTo).toList();
  }

  private RunStory movedTo(Window window) {
    Event decided =
        new Event.Decided("window", "window-" + window.opens(), "the window was missed", false);
    return new Script().add(opens.minus(Duration.ofHours(2)), decided).story();
  }

  private RunStory cancelled() {
    return new Script()
        .moved(opens.minus(Duration.ofHours(3)), RunState.WAITING, RunState.ABORTED)
        .story();
  }

  private final class Script {
    private final List<Entry> entries = new ArrayList<>();

    Script() {
      add(
          opened,
          new Event.RunOpened(
              plan.plan(), "", "0".repeat(64), opens, closes, Map.of(), List.of(), ""));
    }

    Script add(Instant at, Event event) {
      String before = entries.isEmpty() ? EntryCodec.GENESIS : entries.getLast().hash();
      entries.add(EntryCodec.seal(run, entries.size() + 1, at, "preview", event, before).entry());
      return this;
    }

    Script moved(Instant at, RunState from, RunState to) {
      return add(at, new Event.Moved(from, to, "supposed"));
    }

    RunStory story() {
      RunStory story = new RunStory(plan, entries.getFirst());
      entries.stream().skip(1).forEach(story);
      return story;
    }
  }
}
