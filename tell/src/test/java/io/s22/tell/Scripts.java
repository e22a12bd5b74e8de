package io.s22.tell;

import io.s22.journal.Effect;
import io.s22.journal.Entry;
import io.s22.journal.EntryCodec;
import io.s22.journal.Event;
import io.s22.journal.Outcome;
import io.s22.journal.Phase;
import io.s22.journal.RunState;
import io.s22.plan.Plan;
import io.s22.plan.yaml.PlanReader;
import io.s22.run.engine.Actions;
import io.s22.run.engine.CompiledPlan;
import io.s22.run.engine.DeclaredOutlook;
import io.s22.run.simulated.Simulation;
import io.s22.testkit.TestPlans;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Journals for tests: written by hand, or by the engine itself in virtual time. */
public final class Scripts {
  public static final Status.Site SITE =
      new Status.Site("s22", "S22 status", "https://status.example");

  private final Plan plan;
  private final List<Entry> entries = new ArrayList<>();
  private final String run;
  private Instant now;

  private Scripts(String run, Plan plan, Instant opened) {
    this.run = run;
    this.plan = plan;
    this.now = opened;
    Instant opens = plan.window().opensIn(plan.zone());
    Instant closes = plan.window().closesIn(plan.zone());
    add(
        new Event.RunOpened(
            plan.plan(), "", "0".repeat(64), opens, closes, Map.of(), List.of(), "test"));
  }

  /** A run of {@code body}, a plan without its head, opened a day before its window. */
  public static Scripts of(String body) {
    return new Scripts("run-1", TestPlans.plan(body), TestPlans.OPENS.minus(Duration.ofDays(1)));
  }

  public static Scripts of(String run, Plan plan, Instant opened) {
    return new Scripts(run, plan, opened);
  }

  public Scripts at(String time) {
    now = Instant.parse("2024-03-16T" + time + "Z");
    return this;
  }

  public Scripts at(Instant instant) {
    now = instant;
    return this;
  }

  public final Scripts add(Event event) {
    String previous = entries.isEmpty() ? EntryCodec.GENESIS : entries.getLast().hash();
    entries.add(EntryCodec.seal(run, entries.size() + 1, now, "somebody", event, previous).entry());
    return this;
  }

  public Scripts moved(RunState from, RunState to) {
    return add(new Event.Moved(from, to, "because of /etc/secret/path"));
  }

  public Scripts begin(String step, String host) {
    return add(new Event.Intent(new Effect(step, host, Phase.ACT, 1, 1)));
  }

  public Scripts done(String step, String host) {
    return end(step, host, new Outcome.Done("output with a secret-detail"));
  }

  public Scripts end(String step, String host, Outcome outcome) {
    return add(new Event.Ended(new Effect(step, host, Phase.ACT, 1, 1), outcome));
  }

  public RunStory story() {
    RunStory story = new RunStory(plan, entries.getFirst());
    entries.stream().skip(1).forEach(story);
    return story;
  }

  /** The status at a time of the day of the window. */
  public Status status(String time) {
    return status(Instant.parse("2024-03-16T" + time + "Z"), List.of());
  }

  public Status status(Instant at, List<Post> posts) {
    return Statuses.of(SITE, List.of(story()), posts, Map.of(), at);
  }

  /** The reference plan, S22's own upgrade of a whole cluster. */
  public static Plan reference() {
    return PlanReader.read(Path.of("../plans/s22.yaml")).plan().orElseThrow();
  }

  /**
   * The journal of a run of {@code plan} that goes well, as the engine writes it in virtual time.
   */
  public static List<Entry> simulated(Plan plan) {
    for (long seed = 1; seed < 100; seed++) {
      List<Entry> journal = simulated(plan, seed);
      if (journal.stream().noneMatch(Scripts::goesBack)) {
        return journal;
      }
    }
    throw new IllegalStateException("no run of 100 goes well");
  }

  private static boolean goesBack(Entry entry) {
    return entry.event() instanceof Event.Moved moved && moved.to() == RunState.ROLLING_BACK;
  }

  /** The journal of the run that {@code seed} makes. */
  public static List<Entry> simulated(Plan plan, long seed) {
    CompiledPlan compiled = CompiledPlan.of(plan, new Actions(List.of()));
    Instant opens = plan.window().opensIn(plan.zone());
    Instant closes = plan.window().closesIn(plan.zone());
    List<Entry> written = new ArrayList<>();
    Event.RunOpened opened =
        new Event.RunOpened(
            plan.plan(), "", "0".repeat(64), opens, closes, Map.of(), List.of("*"), "test");
    written.add(
        new Entry(plan.plan() + "-1", 1, opens.minus(Duration.ofDays(1)), "x", opened, "", ""));
    new Simulation(compiled, opens, closes, seed, new DeclaredOutlook(compiled), written::add)
        .run();
    return written;
  }

  /** The fold of a journal up to an instant. */
  public static RunStory until(Plan plan, List<Entry> entries, Instant at) {
    RunStory story = new RunStory(plan, entries.getFirst());
    entries.stream().skip(1).filter(e -> !e.at().isAfter(at)).forEach(story);
    return story;
  }
}
