package io.s22.bench.forecast;

import io.s22.forecast.Forecast;
import io.s22.forecast.Forecaster;
import io.s22.forecast.Options;
import io.s22.forecast.net.Columns;
import io.s22.forecast.net.Network;
import io.s22.forecast.net.PayRule;
import io.s22.forecast.net.Settings;
import io.s22.forecast.net.Simulation;
import io.s22.plan.Plan;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Step-samples a microsecond (millions a second) on one core, the same network each time. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class NetworkBenchmark {
  private static final int FEW = 1 << 10;
  private static final int MANY = 1 << 17;
  private static final int STEPS = 13;

  private final Plan plan = ThirteenSteps.plan();
  private final Network network = ThirteenSteps.network();
  private final Settings settings = Settings.of(MANY, 1, 1, PayRule.plain(0));
  private final SsjPeers ssj = new SsjPeers();
  private final ProcessPeer process = new ProcessPeer();

  /** From the plan to every answer: compiled, simulated, folded, with intervals. */
  @Benchmark
  @OperationsPerInvocation(MANY * STEPS)
  public Forecast s22EndToEnd() {
    return Forecaster.forecast(plan, Options.of(1, 1).withTrials(MANY).withDrivers(0));
  }

  /** The trials, all of them measured. */
  @Benchmark
  @OperationsPerInvocation(MANY * STEPS)
  public Columns s22Trials() {
    return Simulation.run(network, settings);
  }

  /** The trials, each event by event. */
  @Benchmark
  @OperationsPerInvocation(MANY * STEPS)
  public Columns s22TrialsByEvents() {
    return Simulation.run(network, settings.lean().byEvents());
  }

  @Benchmark
  @OperationsPerInvocation(FEW * STEPS)
  public double ssjLongestPath() {
    return ssj.byLongestPath(FEW);
  }

  @Benchmark
  @OperationsPerInvocation(FEW * STEPS)
  public double ssjEvents() {
    return ssj.byEvents(FEW);
  }

  @Benchmark
  @OperationsPerInvocation(FEW * STEPS)
  public double simPyStyle() {
    return process.run(FEW);
  }
}
