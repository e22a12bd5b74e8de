package io.s22.testkit;

import io.s22.journal.Finding;
import io.s22.journal.GateAnswer;
import io.s22.journal.Outcome;
import io.s22.journal.Phase;
import io.s22.plan.Gate;
import io.s22.run.GateAsker;
import io.s22.run.engine.Effects;
import io.s22.run.engine.Jobs;
import io.s22.run.simulated.Behaviour;
import io.s22.run.simulated.SimulatedTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * A cluster in memory that outlives the processes that act on it, and counts what they do to it. It
 * keeps a driver's laws: one key begins once, whoever asks for it later attaches.
 */
public final class FakeWorld {
  private final SimulatedTime time;
  private final Behaviour behaviour;
  private final Faults faults;
  private final SplittableRandom random;
  private final Map<String, Act> acts = new LinkedHashMap<>();
  private final List<String> blind = new ArrayList<>();

  /**
   * What goes wrong between S22 and the cluster.
   *
   * @param lostReplies how likely the reply of an effect is lost
   * @param mutedProbes how likely a probe cannot tell
   */
  public record Faults(double lostReplies, double mutedProbes) {
    /** Nothing goes wrong. */
    public static final Faults NONE = new Faults(0, 0);
  }

  /** Something that was begun on the cluster. */
  public record Act(String key, Instant begun, Instant end, Outcome outcome) {}

  public FakeWorld(SimulatedTime time, Behaviour behaviour, Faults faults, long seed) {
    this.time = time;
    this.behaviour = behaviour;
    this.faults = faults;
    this.random = new SplittableRandom(seed);
  }

  /** Everything that was begun, in order. */
  public List<Act> acts() {
    return List.copyOf(acts.values());
  }

  /** Keys that a process asked for a second time without finding out first. */
  public List<String> askedBlindly() {
    return List.copyOf(blind);
  }

  /** The hands of one process on this cluster. */
  public Hands hands() {
    return new Hands();
  }

  /** The hands of one process: cut off, they do nothing, and what they began goes on. */
  public final class Hands implements Effects {
    private final Set<String> asked = new HashSet<>();
    private final Set<String> answered = new HashSet<>();
    private boolean cut;

    private Hands() {}

    @Override
    public void perform(Jobs.Job job, Consumer<Outcome> end) {
      if (cut) {
        return;
      }
      String key = job.task().key();
      Act act = acts.get(key);
      if (act == null) {
        Behaviour.Lapse lapse = behaviour.of(job);
        act = new Act(key, time.now(), time.now().plus(lapse.lasts()), lapse.outcome());
        acts.put(key, act);
      } else if (!answered.contains(key) && !(asked.contains(key) && mayRepeat(job))) {
        blind.add(key);
      }
      asked.remove(key);
      answered.remove(key);
      boolean lost = random.nextDouble() < faults.lostReplies();
      Outcome reply = lost ? new Outcome.Unknown("the reply was lost") : act.outcome();
      time.at(act.end(), () -> deliver(reply, end));
    }

    /** What looks but changes nothing, and what is declared idempotent, when nobody can tell. */
    private static boolean mayRepeat(Jobs.Job job) {
      Phase phase = job.task().effect().phase();
      return phase == Phase.PRECHECK || phase == Phase.VERIFY || job.driver().equals("idempotent");
    }

    private <T> void deliver(T result, Consumer<T> end) {
      if (!cut) {
        end.accept(result);
      }
    }

    @Override
    public void probe(Jobs.Job job, Consumer<Finding> end) {
      if (!cut) {
        Finding finding = find(job.task().key());
        time.at(time.now(), () -> deliver(finding, end));
      }
    }

    private Finding find(String key) {
      asked.add(key);
      if (random.nextDouble() < faults.mutedProbes()) {
        return new Finding.CannotTell("the cluster does not answer");
      }
      answered.add(key);
      Act act = acts.get(key);
      if (act == null) {
        return new Finding.NotStarted();
      }
      return time.now().isBefore(act.end())
          ? new Finding.Running()
          : new Finding.Ended(act.outcome());
    }

    @Override
    public void ask(String run, String subject, Gate gate, Consumer<GateAsker.Reply> end) {
      GateAsker.Reply reply =
          random.nextDouble() < faults.mutedProbes()
              ? new GateAsker.Reply(GateAnswer.UNKNOWN, "the gate does not answer")
              : behaviour.answer(subject, gate);
      time.at(time.now(), () -> deliver(reply, end));
    }

    @Override
    public void detach() {
      cut = true;
    }
  }
}
