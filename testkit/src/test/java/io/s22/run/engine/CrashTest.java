package io.s22.run.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.s22.journal.Effect;
import io.s22.journal.Entry;
import io.s22.journal.EntryCodec;
import io.s22.journal.Event;
import io.s22.journal.Outcome;
import io.s22.run.JournalWriter;
import io.s22.run.RunView;
import io.s22.testkit.FakeNode;
import io.s22.testkit.FakeRun;
import io.s22.testkit.FakeWorld;
import io.s22.testkit.MemoryRunStore;
import io.s22.testkit.RandomPlans;
import io.s22.testkit.TestPlans;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Processes die around every write of the journal; nothing is lost and nothing done twice. Each
 * failure names the seed of its plan.
 */
class CrashTest {
  private static final int PLANS = 80;

  @Test
  void killedAroundEveryWriteTheRunEndsAsIfItHadNeverDied() {
    int kills = 0;
    for (long seed = 1; seed <= PLANS; seed++) {
      CompiledPlan plan = plan(seed);
      FakeRun whole = new FakeRun(plan, seed, FakeWorld.Faults.NONE);
      Counting count = new Counting(Integer.MAX_VALUE);
      whole.drive(count);
      check(whole, plan, seed);
      for (int n = 1; n <= count.asked; n++) {
        FakeRun killed = new FakeRun(plan, seed, FakeWorld.Faults.NONE);
        killed.drive(new Counting(n));
        check(killed, plan, seed);
        assertThat(acts(killed)).as("seed %d, killed at %d", seed, n).isEqualTo(acts(whole));
        assertThat(progress(killed, plan))
            .as("seed %d, killed at %d", seed, n)
            .isEqualTo(progress(whole, plan));
        kills++;
      }
    }
    assertThat(kills).as("kills").isGreaterThan(2_000);
  }

  @Test
  void killedAgainAndAgainWithLostRepliesNothingIsLostAndNothingDoneTwice() {
    for (long seed = 1; seed <= 10 * PLANS; seed++) {
      CompiledPlan plan = plan(seed);
      SplittableRandom random = new SplittableRandom(seed);
      FakeRun run = new FakeRun(plan, seed, new FakeWorld.Faults(0.2, 0.3));
      run.drive(before -> random.nextInt(8) == 0);
      check(run, plan, seed);
    }
  }

  @Test
  void aNodeThatWasTakenOverFromWritesNothingAndBeginsNothing() {
    for (long seed = 1; seed <= 5 * PLANS; seed++) {
      CompiledPlan plan = plan(seed);
      FakeRun run = new FakeRun(plan, seed, FakeWorld.Faults.NONE);
      overlap(run, new SplittableRandom(seed));
      check(run, plan, seed);
    }
  }

  /** Nodes take over though the one before is alive and goes on taking turns. */
  private static void overlap(FakeRun run, SplittableRandom random) {
    List<FakeNode> alive = new ArrayList<>(List.of(run.node(FakeNode.Reaper.NEVER)));
    for (int turns = 0; turns < 1_000; turns++) {
      if (alive.size() < 3 && random.nextInt(6) == 0) {
        alive.add(run.node(FakeNode.Reaper.NEVER));
      }
      for (FakeNode old : List.copyOf(alive.subList(0, alive.size() - 1))) {
        try {
          old.turn();
        } catch (JournalWriter.FencedException fenced) {
          old.kill();
          alive.remove(old);
        }
      }
      Instant next = alive.getLast().turn();
      if (next == null) {
        return;
      }
      run.goOn(next);
    }
    throw new AssertionError("the run does not end");
  }

  @Test
  void aClockThatJumpsBackDoesNotHoldTheRunUp() {
    for (long seed = 1; seed <= 5 * PLANS; seed++) {
      CompiledPlan plan = plan(seed);
      FakeRun calm = new FakeRun(plan, seed, FakeWorld.Faults.NONE);
      calm.drive(FakeNode.Reaper.NEVER);
      FakeRun run = new FakeRun(plan, seed, FakeWorld.Faults.NONE);
      run.drive(jumps(run, new SplittableRandom(seed), 0));
      check(run, plan, seed);
      assertThat(run.time().now()).as("seed %d", seed).isEqualTo(calm.time().now());
    }
  }

  @Test
  void aClockThatStandsBehindTheJournalAfterACrashDoesNotTurnTheJournalBack() {
    for (long seed = 1; seed <= 5 * PLANS; seed++) {
      CompiledPlan plan = plan(seed);
      FakeRun run = new FakeRun(plan, seed, FakeWorld.Faults.NONE);
      run.drive(jumps(run, new SplittableRandom(seed), 0.1));
      check(run, plan, seed);
    }
  }

  /** The time of day is set back again and again; now and then the process is killed, too. */
  private static FakeNode.Reaper jumps(FakeRun run, SplittableRandom random, double kills) {
    return before -> {
      if (random.nextInt(5) == 0) {
        run.setWallOff(Duration.ofMinutes(-random.nextInt(90)));
      }
      return random.nextDouble() < kills;
    };
  }

  @Test
  void aStoreWithoutAFenceIsCaught() {
    int caught = 0;
    for (long seed = 1; seed <= PLANS / 4; seed++) {
      CompiledPlan plan = plan(seed);
      FakeRun run =
          new FakeRun(
              plan, seed, FakeWorld.Faults.NONE, TestPlans.OPENS, MemoryRunStore.withoutFence());
      try {
        overlap(run, new SplittableRandom(seed));
        check(run, plan, seed);
      } catch (AssertionError | RuntimeException error) {
        caught++;
      }
    }
    assertThat(caught).as("runs in which the missing fence was seen").isGreaterThan(PLANS / 8);
  }

  @Test
  void theOracleSeesAnEffectThatIsAskedForWithoutFindingOut() {
    CompiledPlan plan =
        TestPlans.compiled(
            "stages: [{stage: s, box: \"00:00-01:00\", steps: [{step: a, uses: probe, takes: 1m}]}]");
    FakeRun run = new FakeRun(plan, 1, FakeWorld.Faults.NONE);
    run.drive(FakeNode.Reaper.NEVER);
    Jobs jobs = new Jobs(plan, new io.s22.plan.Variables(Map.of()), FakeRun.RUN);
    Effect effect = new Effect("a", "", io.s22.journal.Phase.ACT, 1, 1);
    run.world().hands().perform(jobs.of(effect), outcome -> {});
    assertThatThrownBy(() -> check(run, plan, 1)).isInstanceOf(AssertionError.class);
  }

  private static CompiledPlan plan(long seed) {
    return TestPlans.compiled(RandomPlans.plan(seed, RandomPlans.Shape.USUAL));
  }

  /** Kills the n-th time it is asked. */
  private static final class Counting implements FakeNode.Reaper {
    private final int at;
    private int asked;

    Counting(int at) {
      this.at = at;
    }

    @Override
    public boolean kills(boolean before) {
      asked++;
      return asked == at;
    }
  }

  /** What must hold of every run, whatever happened to it. */
  private static void check(FakeRun run, CompiledPlan plan, long seed) {
    List<Entry> entries = run.entries();
    chain(entries, seed);
    assertThat(run.world().askedBlindly()).as("asked blindly, seed %d", seed).isEmpty();
    Map<Effect, Integer> intents = new HashMap<>();
    Map<String, Outcome> ends = new LinkedHashMap<>();
    for (Entry entry : entries) {
      switch (entry.event()) {
        case Event.Intent(Effect effect) -> intents.merge(effect, 1, Integer::sum);
        case Event.Ended(Effect effect, Outcome outcome) ->
            ends.put(FakeRun.RUN + "/" + effect, outcome);
        default -> {}
      }
    }
    assertThat(intents.values()).as("intents, seed %d", seed).allMatch(n -> n == 1);
    Set<String> begun = new HashSet<>();
    for (FakeWorld.Act act : run.world().acts()) {
      assertThat(begun.add(act.key())).as("%s began twice, seed %d", act.key(), seed).isTrue();
      Outcome end = ends.get(act.key());
      assertThat(end).as("%s is lost, seed %d", act.key(), seed).isNotNull();
      assertThat(same(end, act.outcome())).as("%s: %s, seed %d", act, end, seed).isTrue();
    }
    RunFold fold = RunFold.read(run.store(), FakeRun.RUN, opened -> plan);
    assertThat(fold.state().ended()).as("seed %d", seed).isTrue();
    assertThat(fold.inFlight).as("under way at the end, seed %d", seed).isEmpty();
  }

  /** What was never found out while the run went back counts as failed: it is undone anyway. */
  private static boolean same(@Nullable Outcome journal, Outcome world) {
    boolean givenUp =
        journal instanceof Outcome.Failed(String reason) && reason.startsWith("not known");
    return journal != null && (givenUp || journal.getClass().equals(world.getClass()));
  }

  private static void chain(List<Entry> entries, long seed) {
    String previous = EntryCodec.GENESIS;
    Instant last = Instant.MIN;
    for (Entry e : entries) {
      String hash =
          EntryCodec.seal(e.run(), e.seq(), e.at(), e.by(), e.event(), previous).entry().hash();
      assertThat(e.hash()).as("hash of entry %d, seed %d", e.seq(), seed).isEqualTo(hash);
      assertThat(e.at()).as("entry %d, seed %d", e.seq(), seed).isAfterOrEqualTo(last);
      previous = e.hash();
      last = e.at();
    }
  }

  private static List<String> acts(FakeRun run) {
    return run.world().acts().stream().map(a -> a.begun() + " " + a.key()).sorted().toList();
  }

  private static Map<String, RunView.Progress> progress(FakeRun run, CompiledPlan plan) {
    Map<String, RunView.Progress> progress = new LinkedHashMap<>();
    RunFold.read(run.store(), FakeRun.RUN, opened -> plan)
        .steps()
        .forEach((name, step) -> progress.put(name, step.progress()));
    return progress;
  }
}
