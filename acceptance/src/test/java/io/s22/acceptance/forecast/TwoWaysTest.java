package io.s22.acceptance.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import io.s22.forecast.draw.Laws;
import io.s22.forecast.net.Beliefs;
import io.s22.forecast.net.Columns;
import io.s22.forecast.net.Compiler;
import io.s22.forecast.net.Network;
import io.s22.forecast.net.PayRule;
import io.s22.forecast.net.Settings;
import io.s22.forecast.net.Simulation;
import io.s22.forecast.net.Standing;
import io.s22.journal.Event;
import io.s22.plan.Plan;
import io.s22.plan.check.KnownDrivers;
import io.s22.plan.yaml.PlanReader;
import io.s22.run.Outlook;
import io.s22.run.RunView.Progress;
import io.s22.run.engine.Actions;
import io.s22.run.engine.CompiledPlan;
import io.s22.testkit.RandomPlans;
import io.s22.testkit.RandomPlans.Shape;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The forecast's plain pass and its simulation event by event use the same random numbers: night by
 * night they must say the same, of random plans and of the reference plan.
 */
class TwoWaysTest {
  private static final int PLANS = 60;
  private static final int RUNS = 30;
  private static final long SEED = 90_000;
  private static final List<Shape> SHAPES =
      List.of(
          new Shape(3, 4, 0.02, false),
          new Shape(3, 4, 0.1, false),
          new Shape(2, 3, 0.3, false),
          new Shape(3, 4, 0.02, true),
          new Shape(3, 4, 0.05, false).withFaults());

  @Test
  void night_by_night_the_plain_pass_says_of_random_plans_what_the_events_say() {
    double plain = 0;
    for (int p = 0; p < PLANS; p++) {
      Shape shape = SHAPES.get(p % SHAPES.size());
      plain += compare("seed " + (SEED + p), RandomPlans.plan(SEED + p, shape), 128);
    }
    assertThat(plain).as("nights of the plain pass, in plans").isGreaterThan(PLANS * 0.2);
  }

  @Test
  void night_by_night_the_plain_pass_says_of_the_reference_plan_what_the_events_say() {
    Plan plan = PlanReader.read(Path.of("../plans/s22.yaml")).plan().orElseThrow();
    assertThat(compare("plans/s22.yaml", plan, 4096)).isGreaterThan(0.9);
  }

  @Test
  void and_of_what_is_left_of_runs_of_the_reference_plan_after_every_step() {
    Plan plan = PlanReader.read(Path.of("../plans/s22.yaml")).plan().orElseThrow();
    Network net = Compiler.compile(plan, plan.window(), Beliefs.DECLARED, new Laws());
    CompiledPlan compiled = CompiledPlan.of(plan, new Actions(KnownDrivers.all()));
    Instant opens = plan.window().opensIn(plan.zone());
    Instant closes = plan.window().closesIn(plan.zone());
    double[] plain = new double[3];
    Outlook compared =
        (run, now) -> {
          Network left = Standing.from(net, run, now, new Laws());
          Settings settings = Settings.of(64, 7, 1, PayRule.plain(net.services.size())).lean();
          Columns rest = Simulation.run(left, settings);
          sameEnds(run.run() + " at " + now, rest, Simulation.run(left, settings.byEvents()));
          plain[0] += 1 - rest.byEvents();
          boolean undoing =
              run.steps().values().stream().anyMatch(step -> step.progress() == Progress.UNDOING);
          if (undoing) {
            assertThat(rest.result).as("what goes back is not done").doesNotContain((byte) 0);
            plain[2]++;
          }
          plain[1]++;
          return new Event.Expected(now, now, 0, closes, "compared");
        };
    for (int run = 0; run < RUNS; run++) {
      new io.s22.run.simulated.Simulation(compiled, opens, closes, run, compared, entry -> {})
          .run();
    }
    assertThat(plain[2]).as("asked while a step went back").isPositive();
    assertThat(plain[0] / plain[1]).as("share of the plain pass").isGreaterThan(0.95);
  }

  /** The share of nights that the plain pass has told. */
  private static double compare(String name, Plan plan, int trials) {
    Network net = Compiler.compile(plan, plan.window(), Beliefs.DECLARED, new Laws());
    Settings settings = Settings.of(trials, 7, 1, PayRule.plain(net.services.size())).ofEach();
    Columns plain = Simulation.run(net, settings);
    Columns events = Simulation.run(net, settings.byEvents());
    sameEnds(name, plain, events);
    assertThat(plain.critical).as(name).isEqualTo(events.critical);
    same(name, plain.stageEnd, events.stageEnd);
    same(name, plain.stepReady, events.stepReady);
    same(name, plain.stepEnd, events.stepEnd);
    same(name, plain.down, events.down);
    same(name, plain.longest, events.longest);
    same(name, plain.poor, events.poor);
    return 1 - plain.byEvents();
  }

  private static void sameEnds(String name, Columns plain, Columns events) {
    assertThat(plain.result).as(name).isEqualTo(events.result);
    assertThat(plain.turned).as(name).isEqualTo(events.turned);
    same(name, plain.finish, events.finish);
    same(name, plain.back, events.back);
  }

  private static void same(String name, double[][] some, double[][] others) {
    for (int k = 0; k < some.length; k++) {
      same(name, some[k], others[k]);
    }
  }

  /** To a microsecond: sums are not formed in the same order. */
  private static void same(String name, double[] some, double[] others) {
    assertThat(some).hasSameSizeAs(others);
    for (int i = 0; i < some.length; i++) {
      boolean bothUnknown = Double.isNaN(some[i]) && Double.isNaN(others[i]);
      if (!bothUnknown && !(Math.abs(some[i] - others[i]) < 1e-6)) {
        assertThat(some[i]).as("%s, night %d", name, i).isEqualTo(others[i]);
      }
    }
  }
}
