package io.s22.run.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.s22.journal.Entry;
import io.s22.journal.Event;
import io.s22.journal.RunState;
import io.s22.run.simulated.Simulation;
import io.s22.testkit.LargePlans;
import io.s22.testkit.TestPlans;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The engine carries the largest plan it promises to: no work grows with the square of it. */
class ScaleTest {
  @Test
  void fiveThousandStepsOnAThousandHostsAreSimulatedInVirtualTime() {
    CompiledPlan plan = TestPlans.compiled(LargePlans.plan(5_000, 1_000, 2));
    List<Entry> journal = new ArrayList<>();
    long begin = cpu();
    RunFold end = simulate(plan, journal);
    report("simulated 5,000 steps, " + journal.size() + " entries", begin);
    assertThat(end.state()).isEqualTo(RunState.DONE);
    assertThat(journal.stream().filter(e -> e.event() instanceof Event.Ended)).hasSize(10_000);
    assertThat(fold(plan, journal)).isLessThan(Duration.ofSeconds(1));
    assertThat(expect(plan)).isLessThan(Duration.ofMillis(50));
  }

  @Test
  void aStepOnAThousandHostsAtOnceIsNoSlower() {
    CompiledPlan plan = TestPlans.compiled(LargePlans.plan(100, 1_000, 1_000));
    long begin = cpu();
    List<Entry> journal = new ArrayList<>();
    RunFold end = simulate(plan, journal);
    report("simulated 100 steps on 1,000 hosts, " + journal.size() + " entries", begin);
    assertThat(end.state()).isEqualTo(RunState.DONE);
  }

  private static RunFold simulate(CompiledPlan plan, List<Entry> journal) {
    return new Simulation(
            plan,
            TestPlans.OPENS,
            TestPlans.CLOSES.plus(Duration.ofHours(20)),
            1,
            new DeclaredOutlook(plan),
            journal::add)
        .run();
  }

  private static Duration fold(CompiledPlan plan, List<Entry> journal) {
    List<Entry> part = journal.subList(0, Math.min(10_000, journal.size()));
    long begin = cpu();
    RunFold fold = new RunFold(plan, "run", opened());
    part.forEach(fold::apply);
    Decider.decide(fold, TestPlans.OPENS);
    return report("folded " + part.size() + " entries", begin);
  }

  private static Duration expect(CompiledPlan plan) {
    RunFold fold = new RunFold(plan, "run", opened());
    DeclaredOutlook outlook = new DeclaredOutlook(plan);
    outlook.expect(fold, TestPlans.OPENS);
    long begin = cpu();
    outlook.expect(fold, TestPlans.OPENS);
    return report("expected", begin);
  }

  private static Event.RunOpened opened() {
    return new Event.RunOpened(
        "test", "", "", TestPlans.OPENS, TestPlans.CLOSES, Map.of(), List.of(), "test");
  }

  /** This thread's processor time: whatever else the machine does, it is the same. */
  private static long cpu() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static Duration report(String what, long begin) {
    Duration took = Duration.ofNanos(cpu() - begin);
    System.out.println(what + " in " + took.toMillis() + " ms of CPU");
    return took;
  }
}
