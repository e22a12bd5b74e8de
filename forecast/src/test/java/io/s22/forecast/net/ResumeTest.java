package io.s22.forecast.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.s22.forecast.Plans;
import io.s22.forecast.draw.Law;
import io.s22.forecast.draw.Laws;
import io.s22.plan.Plan;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResumeTest {
  @ParameterizedTest
  @ValueSource(strings = {"", "gates: [{approval: lead, takes: 4m}]"})
  void a_stage_that_ended_just_now_with_the_one_before_it_ends_once(String gates) {
    String stages =
        """
        people: {lead: [ann]}
        stages:
          - {stage: one, box: "00:00-00:10", steps: [{step: a, uses: x, takes: 10m}]}
          - {stage: two, box: "00:10-00:20", %s steps: [{step: b, uses: x, takes: 10m}]}
          - {stage: three, box: "00:20-01:00", steps: [{step: c, uses: x, takes: 10m}]}
        """
            .formatted(gates.isEmpty() ? "" : gates + ",");
    Plan plan = Plans.until("2024-03-16 04:00", stages);
    Network net = Compiler.compile(plan, plan.window(), Beliefs.DECLARED, new Laws());
    Network resumed = net.copy();
    resumed.given = bothEndedAt(1200);
    Settings few = Settings.of(64, 1, 1, PayRule.plain(0));
    for (Settings way : new Settings[] {few, few.byEvents()}) {
      Columns nights = Simulation.run(resumed, way);
      assertThat(nights.finish).containsOnly(1800);
      assertThat(nights.result).containsOnly(Block.DONE);
    }
  }

  /** The second step began and ended while the first was at its end: no clock is that coarse. */
  private static Given bothEndedAt(double now) {
    byte[] ended = {Given.ENDED, Given.ENDED, Given.OPEN};
    double[] began = {0, now, Double.NaN};
    double[] end = {now, now, Double.NaN};
    int[] phase = new int[3];
    Arrays.fill(phase, Network.ACT);
    int[] ones = {1, 1, 1};
    return new Given(
        now, false, false, ended, began, end, ended.clone(), phase, ones, ones, new Law[3], true);
  }
}
