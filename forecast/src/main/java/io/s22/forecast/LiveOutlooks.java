package io.s22.forecast;

import io.s22.forecast.net.Beliefs;
import io.s22.plan.Plan;
import io.s22.run.Outlook;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * The live outlooks of one process: 20,000 nights, or as many as 50 ms allow, on up to two threads.
 * The simulation of a plan is kept while the process lives: a run that waited goes on with one that
 * is warm.
 */
public final class LiveOutlooks {
  private static final int NIGHTS = 20_000;
  private static final long SEED = 1;
  private static final Duration BUDGET = Duration.ofMillis(50);

  private final Map<Plan, ForecastOutlook> forecasts = new ConcurrentHashMap<>();

  /** Simulating begins a little later: going on with the run comes first. */
  private final Executor later =
      CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS, Thread::startVirtualThread);

  /** The outlook of a run of {@code plan}; {@code plain} answers until the simulation is warm. */
  public Outlook of(Plan plan, Outlook plain) {
    return new LiveOutlook(plain, forecasts.computeIfAbsent(plan, key -> simulated()), later);
  }

  private static ForecastOutlook simulated() {
    int threads = Math.clamp(Runtime.getRuntime().availableProcessors(), 1, 2);
    return new ForecastOutlook(
        new ForecastOutlook.Options(
            NIGHTS, SEED, threads, Beliefs.DECLARED, BUDGET, System::nanoTime));
  }
}
