package io.s22.run.engine;

import io.s22.journal.Effect;
import io.s22.journal.Entry;
import io.s22.journal.Event;
import io.s22.journal.Finding;
import io.s22.journal.Outcome;
import io.s22.plan.S22Exception;
import io.s22.run.Clock;
import io.s22.run.GateAsker;
import io.s22.run.JournalWriter;
import io.s22.run.Lease;
import io.s22.run.Outlook;
import io.s22.run.RunStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Drives one run turn by turn: what arrived is folded, what comes next is decided, all of it is
 * written to the journal in one transaction, and only then does anything begin.
 *
 * <p>Turns are taken by one thread; arrivals come from any.
 */
public final class RunLoop {
  private static final Duration STORAGE_WAIT = Duration.ofSeconds(1);

  private final RunFold fold;
  private final Jobs jobs;
  private final Wiring wiring;
  private final Queue<Arrival> arrivals = new ConcurrentLinkedQueue<>();
  private final Set<Object> working = new HashSet<>();
  private final Forecaster forecaster;

  private List<JournalWriter.Draft> drafts = new ArrayList<>();
  private List<Long> taken = new ArrayList<>();
  private List<Action> begins = new ArrayList<>();
  private boolean announced;

  /**
   * What the loop works with.
   *
   * @param inbox the commands not yet taken, oldest first
   * @param watch sees every entry once it is on the disk
   * @param wake is called when something arrived, from any thread
   */
  public record Wiring(
      Lease lease,
      Supplier<List<RunStore.Posted>> inbox,
      Effects effects,
      Clock clock,
      Outlook outlook,
      Watch watch,
      Runnable wake) {}

  /** Sees what happens, for screens and pages. */
  public interface Watch {
    /** These entries are in the journal. */
    void written(List<Entry> entries);

    /** The storage refused; the loop tries again. */
    void trouble(S22Exception trouble);
  }

  /**
   * How a turn left the run.
   *
   * @param ended whether nothing follows
   * @param busy whether something is under way that will arrive
   * @param wake when to take the next turn though nothing arrives; null for never
   */
  public record Turn(boolean ended, boolean busy, @Nullable Instant wake) {}

  /** What came back from an effect, a driver or a gate. */
  private sealed interface Arrival {
    record End(Effect effect, Outcome outcome) implements Arrival {}

    record Found(Effect effect, Finding finding) implements Arrival {}

    record Answer(String subject, int place, GateAsker.Reply reply) implements Arrival {}
  }

  public RunLoop(RunFold fold, Wiring wiring) {
    this.fold = fold;
    this.wiring = wiring;
    this.jobs = new Jobs(fold.compiled, fold.variables, fold.run());
    this.forecaster = new Forecaster(wiring.outlook());
    wiring.outlook().onEdition(wiring.wake());
  }

  /**
   * Takes one turn.
   *
   * @throws JournalWriter.FencedException when another node drives the run: nothing was begun
   */
  public Turn turn() {
    Instant now = wiring.clock().now();
    if (!drafts.isEmpty() && !flush()) {
      return new Turn(false, true, now.plus(STORAGE_WAIT));
    }
    announce(now);
    takeArrivals(now);
    takeCommands(now);
    Instant wake = decide(now);
    if (!flush()) {
      return new Turn(false, true, now.plus(STORAGE_WAIT));
    }
    begin();
    return new Turn(fold.state().ended(), !working.isEmpty() || !arrivals.isEmpty(), wake);
  }

  /** Whether something arrived that the next turn will take. */
  public boolean hasArrivals() {
    return !arrivals.isEmpty();
  }

  /** The run as it stands after the last turn. */
  public RunFold fold() {
    return fold;
  }

  /** A node that takes over in the middle says so first: nothing under way is known to it. */
  private void announce(Instant now) {
    if (!announced && (fold.hasRun || !fold.inFlight.isEmpty()) && !fold.state().ended()) {
      takeOver(now);
    }
  }

  private void takeOver(Instant now) {
    announced = true;
    record(now, new Event.TakenOver(wiring.lease().node(), wiring.lease().fence()));
  }

  private void record(Instant now, Event event) {
    record(now, wiring.lease().node(), event);
  }

  private void record(Instant now, String by, Event event) {
    if (!announced && !fold.state().ended()) {
      takeOver(now);
    }
    fold.apply(now, by, event);
    drafts.add(new JournalWriter.Draft(now, by, event));
  }

  private void takeArrivals(Instant now) {
    for (Arrival next = arrivals.poll(); next != null; next = arrivals.poll()) {
      switch (next) {
        case Arrival.End(Effect effect, Outcome outcome) -> {
          working.remove(effect);
          if (fold.isUnderWay(effect)) {
            record(now, new Event.Ended(effect, outcome));
          }
        }
        case Arrival.Found(Effect effect, Finding finding) -> {
          working.remove(effect);
          found(now, effect, finding);
        }
        case Arrival.Answer(String subject, int place, GateAsker.Reply reply) -> {
          working.remove(gateKey(subject, place));
          record(now, new Event.GateAnswered(subject, place, reply.answer(), reply.detail()));
        }
      }
    }
  }

  private void found(Instant now, Effect effect, Finding finding) {
    if (!fold.isUnderWay(effect)) {
      return;
    }
    record(now, new Event.Probed(effect, finding));
    if (finding instanceof Finding.Ended(Outcome outcome)
        && !(outcome instanceof Outcome.Unknown)) {
      record(now, new Event.Ended(effect, outcome));
    }
  }

  private void takeCommands(Instant now) {
    for (RunStore.Posted posted : wiring.inbox().get()) {
      String by = posted.command().by();
      Commands.events(fold, posted.command()).forEach(event -> record(now, by, event));
      taken.add(posted.id());
    }
  }

  private @Nullable Instant decide(Instant now) {
    while (true) {
      Decision decision = Decider.decide(fold, now);
      boolean wrote = false;
      for (Action action : decision.actions()) {
        wrote |= take(action, now);
      }
      Event expected = wrote ? null : forecaster.next(fold, now);
      if (expected != null) {
        record(now, expected);
      } else if (!wrote) {
        return decision.wake();
      }
    }
  }

  /** Takes one action into the turn; whether that changed the run. */
  private boolean take(Action action, Instant now) {
    return switch (action) {
      case Action.Write(Event event) -> {
        record(now, event);
        yield true;
      }
      case Action.Start(Effect effect, boolean again) -> {
        boolean first = working.add(effect);
        if (first) {
          begins.add(action);
        }
        if (first && !again) {
          record(now, new Event.Intent(effect));
        }
        yield first && !again;
      }
      case Action.Probe(Effect effect) -> later(effect, action);
      case Action.AskGate ask -> later(gateKey(ask.subject(), ask.place()), action);
    };
  }

  private boolean later(Object key, Action action) {
    if (working.add(key)) {
      begins.add(action);
    }
    return false;
  }

  private static String gateKey(String subject, int place) {
    return subject + "#" + place;
  }

  /** Writes the turn's drafts; false when the storage refused, and nothing may begin. */
  private boolean flush() {
    if (drafts.isEmpty() && taken.isEmpty()) {
      return true;
    }
    try {
      List<Entry> entries = wiring.lease().journal().append(drafts, taken);
      drafts = new ArrayList<>();
      taken = new ArrayList<>();
      wiring.watch().written(entries);
      return true;
    } catch (S22Exception trouble) {
      wiring.watch().trouble(trouble);
      return false;
    }
  }

  private void begin() {
    List<Action> now = begins;
    begins = new ArrayList<>();
    now.forEach(this::begin);
  }

  private void begin(Action action) {
    switch (action) {
      case Action.Write write -> {}
      case Action.Start(Effect effect, boolean again) -> perform(effect);
      case Action.Probe(Effect effect) -> probe(effect);
      case Action.AskGate ask -> ask(ask);
    }
  }

  private void perform(Effect effect) {
    try {
      Jobs.Job job = jobs.of(effect);
      wiring.effects().perform(job, outcome -> arrived(new Arrival.End(effect, outcome)));
    } catch (S22Exception cannot) {
      arrived(new Arrival.End(effect, new Outcome.Refused(String.valueOf(cannot.getMessage()))));
    }
  }

  private void probe(Effect effect) {
    try {
      Jobs.Job job = jobs.of(effect);
      wiring.effects().probe(job, finding -> arrived(new Arrival.Found(effect, finding)));
    } catch (S22Exception cannot) {
      String reason = String.valueOf(cannot.getMessage());
      arrived(new Arrival.Found(effect, new Finding.CannotTell(reason)));
    }
  }

  private void ask(Action.AskGate ask) {
    try {
      wiring
          .effects()
          .ask(
              fold.run(),
              ask.subject(),
              jobs.resolved(ask.gate()),
              reply -> arrived(new Arrival.Answer(ask.subject(), ask.place(), reply)));
    } catch (S22Exception cannot) {
      GateAsker.Reply reply =
          new GateAsker.Reply(
              io.s22.journal.GateAnswer.UNKNOWN, String.valueOf(cannot.getMessage()));
      arrived(new Arrival.Answer(ask.subject(), ask.place(), reply));
    }
  }

  private void arrived(Arrival arrival) {
    arrivals.add(arrival);
    wiring.wake().run();
  }
}
