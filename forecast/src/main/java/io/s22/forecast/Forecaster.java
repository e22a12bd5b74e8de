package io.s22.forecast;

import io.s22.forecast.Forecast.Driver;
import io.s22.forecast.Forecast.ServiceAnswer;
import io.s22.forecast.Forecast.StageAnswer;
import io.s22.forecast.Forecast.StepAnswer;
import io.s22.forecast.answer.Intervals;
import io.s22.forecast.draw.Laws;
import io.s22.forecast.net.Columns;
import io.s22.forecast.net.Compiler;
import io.s22.forecast.net.Network;
import io.s22.forecast.net.PayRule;
import io.s22.forecast.net.Settings;
import io.s22.forecast.net.Simulation;
import io.s22.plan.Plan;
import io.s22.plan.Timetable;
import io.s22.plan.Window;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The forecast of a plan. The plan must have passed the checks. */
public final class Forecaster {
  private Forecaster() {}

  /**
   * Simulates the plan.
   *
   * @throws io.s22.plan.S22Exception S22-6001 when a step has no duration, S22-6002 when the order
   *     of the plan is not one
   */
  public static Forecast forecast(Plan plan, Options options) {
    Window window = options.window() == null ? plan.window() : options.window();
    Network net = Compiler.compile(plan, window, options.beliefs(), new Laws());
    PayRule pay = Paying.rule(plan, net, options.activity());
    Settings settings = Settings.of(options.trials(), options.seed(), options.threads(), pay);
    Columns columns = Simulation.run(net, settings);
    Intervals intervals = new Intervals(columns.replicates, options.level());
    Answers answers = new Answers(plan, net, columns, pay, intervals);
    // What all nights say is gone through while some are simulated again with changes.
    CompletableFuture<Forecast.Run> run = CompletableFuture.supplyAsync(answers::run);
    CompletableFuture<List<StageAnswer>> stages = CompletableFuture.supplyAsync(answers::stages);
    CompletableFuture<List<ServiceAnswer>> services =
        CompletableFuture.supplyAsync(answers::services);
    Risks risks = new Risks(net, settings, columns, intervals, options.level());
    Timetable times = new Timetable(plan, window);
    List<Integer> top = risks.ranked(options.drivers());
    List<StepAnswer> steps = risks.steps(top);
    List<Driver> drivers = risks.drivers(top);
    return new Forecast(
        plan.plan(),
        times.opens(),
        times.closes(),
        plan.zone(),
        new Forecast.Sampling(
            columns.trials(),
            columns.replicates,
            options.seed(),
            options.level(),
            risks.pairCount()),
        run.join(),
        stages.join(),
        services.join(),
        steps,
        answers.turning(),
        drivers,
        options.basis(),
        plan.compensation() == null
            ? null
            : plan.compensation().perMinute().currency().getCurrencyCode());
  }
}
