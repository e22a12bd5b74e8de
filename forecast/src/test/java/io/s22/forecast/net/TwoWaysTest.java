package io.s22.forecast.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.s22.forecast.Plans;
import io.s22.forecast.draw.Laws;
import io.s22.plan.Plan;
import io.s22.plan.yaml.PlanReader;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The plain pass and the event simulation use the same numbers: they must tell the same story. */
class TwoWaysTest {
  private static final long SEED = 7;

  private static final String PLAN =
      """
      cluster:
        hosts: {"h-[1-6]": {faults: {every: 40h, mended-in: {lognormal: {median: 20m, sigma: 1}}}}}
        services:
          front: {on: "h-[1-4]", needs: 2 of 4, depends-on: [store], fail-over: {takes: {likely: 2s, worst: 30s}}}
          store: {on: "h-[5-6]", needs: 1 of 2, fail-over: {takes: {likely: 5s, worst: 60s}}}
          report: {degrades-without: [store]}
      people: {lead: [ann]}
      turning-back: {otherwise: roll-back}
      alike: {shell: 40%}
      stages:
        - stage: first
          box: "00:00-01:00"
          gates: [{approval: lead, within: 5m, takes: {exponential: {mean: 2m}}, otherwise: no-go, refuses: 2%}]
          steps:
            - step: front-upgrade
              uses: shell
              on: [front]
              canary: 1
              batch: 2
              takes: {likely: 2m, worst: 8m}
              timeout: 6m
              fails: 5%
              retry: {attempts: 3, wait: 10s}
              precheck: {uses: shell, takes: {uniform: {from: 1s, to: 9s}}, fails: 0.5%}
              verify: {uses: shell, takes: {triangular: {best: 1s, likely: 5s, worst: 20s}}, fails: 2%}
              rollback: {uses: shell, takes: {likely: 1m, worst: 3m}, fails: 1%}
              interrupts: {front: throughout}
              if-fails: roll-back-step
            - {step: look, uses: other, after: [], takes: {lognormal: {median: 10m, sigma: 0.7}}}
            - {step: after-both, uses: shell, after: [front-upgrade, look], takes: {normal: {mean: 3m, sd: 2m}}}
        - stage: second
          box: "01:00-02:00"
          steps:
            - step: store-upgrade
              uses: shell
              on: [store]
              takes: {likely: 8m, worst: 40m}
              fails: 4%
              rollback: {uses: shell, takes: {likely: 5m, worst: 9m}}
              interrupts: {store: {likely: 10s, worst: 90s}}
              degrades: {front: throughout}
              if-fails: roll-back-stage
            - {step: watch, uses: shell, takes: {empirical: {values: [4m, 5m, 9m]}}, fails: 1%, rollback: {uses: shell, takes: 1m}}
        - {stage: beside, box: "00:30-04:00", after: [], steps: [{step: copy, uses: copy, takes: {likely: 30m, worst: 2h}, if-fails: go-on, fails: 10%}]}
      """;

  private static Columns run(Plan plan, Settings settings) {
    Network net = Compiler.compile(plan, plan.window(), Beliefs.DECLARED, new Laws());
    return Simulation.run(net, settings);
  }

  private static Plan plan() {
    return Plans.until("2024-03-16 04:00", PLAN);
  }

  private static Settings settings(int threads) {
    return Settings.of(20_000, SEED, threads, PayRule.plain(3)).ofEach();
  }

  @Test
  void the_plain_pass_and_the_events_agree_trial_by_trial() {
    Columns plain = run(plan(), settings(1));
    Columns events = run(plan(), settings(1).byEvents());
    for (int i = 0; i < plain.trials(); i++) {
      assertThat(plain.result[i]).as("result of trial %d", i).isEqualTo(events.result[i]);
      close(plain.finish[i], events.finish[i], i);
      for (int s = 0; s < plain.stageEnd.length; s++) {
        close(plain.stageEnd[s][i], events.stageEnd[s][i], i);
      }
      for (int s = 0; s < 3; s++) {
        close(plain.down[s][i], events.down[s][i], i);
        close(plain.longest[s][i], events.longest[s][i], i);
        close(plain.poor[s][i], events.poor[s][i], i);
      }
    }
    for (int s = 0; s < 3; s++) {
      assertThat(Arrays.stream(plain.sums[s].poor).sum())
          .isCloseTo(Arrays.stream(plain.poor[s]).sum(), within(1e-6));
    }
    assertThat(plain.critical).isEqualTo(events.critical);
    assertThat(plain.downAt).isDeepEqualTo(events.downAt);
  }

  private static void close(double a, double b, int trial) {
    if (!(Double.isNaN(a) && Double.isNaN(b))) {
      assertThat(a).as("trial %d", trial).isCloseTo(b, org.assertj.core.data.Offset.offset(1e-6));
    }
  }

  @Test
  void threads_change_nothing() {
    Columns one = run(plan(), settings(1));
    Columns three = run(plan(), settings(3));
    assertThat(three.finish).isEqualTo(one.finish);
    assertThat(three.longest).isDeepEqualTo(one.longest);
    assertThat(three.critical).isEqualTo(one.critical);
    assertThat(three.downAt).isDeepEqualTo(one.downAt);
  }

  @Test
  void threads_change_nothing_to_the_last_bit_where_hosts_wait_for_an_answer() {
    Plan asks = PlanReader.read(Path.of("../plans/s22.yaml")).plan().orElseThrow();
    Network net = Compiler.compile(asks, asks.window(), Beliefs.DECLARED, new Laws());
    PayRule pay = PayRule.plain(net.services.size());
    Columns one = Simulation.run(net, Settings.of(40_000, 1, 1, pay));
    Columns three = Simulation.run(net, Settings.of(40_000, 1, 3, pay));
    assertThat(three.finish).isEqualTo(one.finish);
    for (int s = 0; s < net.stages; s++) {
      assertThat(three.stageEnd[s]).isEqualTo(one.stageEnd[s]);
    }
  }

  @Test
  void every_ending_is_met() {
    Columns columns = run(plan(), settings(2));
    assertThat(columns.result)
        .contains(Block.DONE, Block.PARTLY_DONE, Block.ROLLED_BACK, Block.STUCK);
  }

  @Test
  void they_agree_in_the_middle_of_a_night_too() {
    Network net = Compiler.compile(plan(), plan().window(), Beliefs.DECLARED, new Laws());
    Settings few = Settings.of(2_000, SEED, 1, PayRule.plain(3));
    Columns nights = Simulation.run(net, few);
    int goingOn = 0;
    for (int night = 0; night < 10; night++) {
      Network from = Midway.of(net, nights, night, 0.05 + 0.09 * night, new Laws());
      goingOn += from.given == null ? 0 : 1;
      Columns plain = Simulation.run(from, few);
      Columns events = Simulation.run(from, few.byEvents());
      assertThat(plain.result).as("results after night %d", night).isEqualTo(events.result);
      for (int i = 0; i < plain.trials(); i++) {
        close(plain.finish[i], events.finish[i], i);
        close(plain.back[i], events.back[i], i);
        close(plain.down[0][i], events.down[0][i], i);
      }
    }
    assertThat(goingOn).isGreaterThan(3);
  }
}
