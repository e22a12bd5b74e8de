package io.s22.run.simulated;

import io.s22.journal.GateAnswer;
import io.s22.journal.Outcome;
import io.s22.journal.Phase;
import io.s22.plan.Distribution;
import io.s22.plan.Gate;
import io.s22.plan.Invocation;
import io.s22.plan.Probability;
import io.s22.plan.Quantiles;
import io.s22.plan.Step;
import io.s22.run.GateAsker;
import io.s22.run.Task;
import io.s22.run.engine.CompiledPlan;
import io.s22.run.engine.Jobs;
import java.time.Duration;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** As the plan declares: {@code takes} and {@code fails} are sampled, each effect for itself. */
public final class DeclaredBehaviour implements Behaviour {
  private final CompiledPlan plan;
  private final long seed;

  /**
   * @param seed the same seed gives the same run
   */
  public DeclaredBehaviour(CompiledPlan plan, long seed) {
    this.plan = plan;
    this.seed = seed;
  }

  @Override
  public Lapse of(Jobs.Job job) {
    Task task = job.task();
    Step step = plan.stepNamed(task.effect().step());
    if (step == null) {
      return new Lapse(Duration.ZERO, new Outcome.Failed("simulated: no such step"));
    }
    SplittableRandom random = random(task.effect().toString());
    Duration lasts = sample(takes(step, task.effect().phase()), random);
    boolean fails = random.nextDouble() < share(fails(step, task.effect().phase()));
    Duration timeout = task.timeout();
    if (timeout != null && lasts.compareTo(timeout) > 0) {
      return new Lapse(timeout, new Outcome.Failed("simulated: stopped at its timeout"));
    }
    return new Lapse(lasts, fails ? failed(task.effect().phase()) : done());
  }

  private static Outcome done() {
    return new Outcome.Done("simulated: nothing was done on the cluster");
  }

  private static Outcome failed(Phase phase) {
    return switch (phase) {
      case PRECHECK -> new Outcome.Refused("simulated: the precheck says no");
      case ACT, VERIFY, UNDO -> new Outcome.Failed("simulated: failed as the plan says it may");
    };
  }

  private static @Nullable Distribution takes(Step step, Phase phase) {
    Invocation other = invocation(step, phase);
    return phase == Phase.ACT ? step.takes() : other == null ? null : other.takes();
  }

  private static @Nullable Probability fails(Step step, Phase phase) {
    Invocation other = invocation(step, phase);
    return phase == Phase.ACT ? step.fails() : other == null ? null : other.fails();
  }

  private static @Nullable Invocation invocation(Step step, Phase phase) {
    return switch (phase) {
      case PRECHECK -> step.precheck();
      case ACT -> null;
      case VERIFY -> step.verify();
      case UNDO -> step.rollback();
    };
  }

  @Override
  public GateAsker.Reply answer(String subject, Gate gate) {
    boolean refuses = refuses(subject, gate);
    return refuses
        ? new GateAsker.Reply(GateAnswer.NO_GO, "simulated: no-go, as the plan says it may be")
        : new GateAsker.Reply(GateAnswer.GO, "simulated: go");
  }

  /** Whether a gate says no-go, of whichever kind it is. */
  public boolean refuses(String subject, Gate gate) {
    return random("refuses " + subject + gate).nextDouble() < share(gate.refuses());
  }

  /** After how long people answer a gate. */
  public Duration answersAfter(String subject, Gate gate) {
    return sample(gate.takes(), random("takes " + subject + gate));
  }

  private static double share(@Nullable Probability probability) {
    return probability == null ? 0 : probability.value();
  }

  private static Duration sample(@Nullable Distribution takes, SplittableRandom random) {
    double share = random.nextDouble();
    return takes == null ? Duration.ZERO : Quantiles.of(takes, share);
  }

  /** Each effect has random numbers of its own, so that the order of events changes nothing. */
  private SplittableRandom random(String key) {
    long hash = seed;
    for (int i = 0; i < key.length(); i++) {
      hash = hash * 1_099_511_628_211L + key.charAt(i);
    }
    return new SplittableRandom(new SplittableRandom(hash).nextLong());
  }
}
