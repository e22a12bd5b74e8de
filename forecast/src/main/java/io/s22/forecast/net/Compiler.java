package io.s22.forecast.net;

import static io.s22.forecast.net.Network.ACT;
import static io.s22.forecast.net.Network.PRECHECK;
import static io.s22.forecast.net.Network.UNDO;
import static io.s22.forecast.net.Network.VERIFY;

import io.s22.forecast.draw.Law;
import io.s22.forecast.draw.Laws;
import io.s22.plan.Batch;
import io.s22.plan.Distribution;
import io.s22.plan.IfFails;
import io.s22.plan.Inventory;
import io.s22.plan.Invocation;
import io.s22.plan.Plan;
import io.s22.plan.Probability;
import io.s22.plan.Quantiles;
import io.s22.plan.S22Exception;
import io.s22.plan.Stage;
import io.s22.plan.Step;
import io.s22.plan.Timetable;
import io.s22.plan.TurningBack;
import io.s22.plan.Window;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Compiles a plan, for one of its windows, to a {@link Network}. */
public final class Compiler {
  private final Plan plan;
  private final Timetable times;
  private final Beliefs beliefs;
  private final Laws laws;
  private final Inventory inventory;
  private final List<Step> steps = new ArrayList<>();
  private final Network net = new Network();
  private final Variables variables = new Variables();
  private final Gating gating;

  private Compiler(Plan plan, Window window, Beliefs beliefs, Laws laws) {
    this.plan = plan;
    this.times = new Timetable(plan, window);
    this.beliefs = beliefs;
    this.laws = laws;
    this.inventory = new Inventory(plan.cluster());
    this.gating = new Gating(net, variables, laws);
    plan.stages().forEach(stage -> steps.addAll(stage.steps()));
  }

  /**
   * Compiles {@code plan} for {@code window}.
   *
   * @throws S22Exception S22-6001 when a step has no duration, S22-6002 when the plan has errors
   */
  public static Network compile(Plan plan, Window window, Beliefs beliefs, Laws laws) {
    return new Compiler(plan, window, beliefs, laws).compile();
  }

  private Network compile() {
    requireDurations();
    net.close = Laws.seconds(Duration.between(times.opens(), times.closes()));
    stages();
    stepLinks();
    stepFields();
    phases();
    tasks();
    new ServiceCompiler(plan, inventory, laws, beliefs, net, variables).compile(steps);
    gating.compile(plan.stages(), steps);
    groups();
    turningBack();
    net.contended = Contention.of(net);
    variables.into(net);
    return net;
  }

  private void requireDurations() {
    List<String> without =
        steps.stream()
            .filter(step ->
                beliefs.takes(step, step.takes() == null ? null : law(step.takes())) == null)
            .map(Step::step)
            .toList();
    if (!without.isEmpty()) {
      throw new S22Exception(
          "S22-6001",
          "no duration: " + String.join(", ", without) + " cannot be forecast",
          "Write `takes`, for example `takes: {likely: 5m, worst: 15m}`; `takes: 0s` for a milestone.");
    }
  }

  private void stages() {
    List<Stage> stages = plan.stages();
    net.stages = stages.size();
    net.stageName = stages.stream().map(Stage::stage).toArray(String[]::new);
    net.boxStart =
        stages.stream().mapToDouble(s -> Laws.seconds(times.offset(s.box().from()))).toArray();
    net.boxEnd =
        stages.stream()
            .mapToDouble(s -> Laws.seconds(times.offset(s.box().from()).plus(s.box().length())))
            .toArray();
    net.stagePreds = Links.stagePreds(stages);
    net.stageSuccs = net.stagePreds.turned();
    net.stageOrder = Links.order(net.stagePreds, net.stageSuccs, "stages");
    net.stageStepFrom = new int[stages.size() + 1];
    for (int s = 0; s < stages.size(); s++) {
      net.stageStepFrom[s + 1] = net.stageStepFrom[s] + stages.get(s).steps().size();
    }
  }

  private void stepLinks() {
    net.steps = steps.size();
    net.stepName = steps.stream().map(Step::step).toArray(String[]::new);
    net.stepStage = new int[net.steps];
    for (int s = 0; s < net.stages; s++) {
      Arrays.fill(net.stepStage, net.stageStepFrom[s], net.stageStepFrom[s + 1], s);
    }
    net.stepPreds = Links.stepPreds(plan.stages());
    net.stepSuccs = net.stepPreds.turned();
    int[] place = new int[net.stages];
    for (int p = 0; p < net.stages; p++) {
      place[net.stageOrder[p]] = p;
    }
    net.stepOrder =
        Arrays.stream(Links.order(net.stepPreds, net.stepSuccs, "steps"))
            .boxed()
            .sorted(Comparator.comparingInt(step -> place[net.stepStage[step]]))
            .mapToInt(Integer::intValue)
            .toArray();
  }

  private void stepFields() {
    Map<String, Integer> crews = Links.numbers(List.copyOf(plan.crews().keySet()));
    net.crewSize = plan.crews().values().stream().mapToInt(Integer::intValue).toArray();
    net.stepCrew =
        steps.stream()
            .mapToInt(s -> s.crew() == null ? -1 : crews.getOrDefault(s.crew(), -1))
            .toArray();
    net.stepAttempts =
        steps.stream().mapToInt(s -> s.retry() == null ? 1 : s.retry().attempts()).toArray();
    net.stepWaits = steps.stream().map(Compiler::waits).toArray(double[][]::new);
    net.stepPolicy = new byte[net.steps];
    net.stepHasRollback = new boolean[net.steps];
    for (int i = 0; i < net.steps; i++) {
      net.stepPolicy[i] = policy(steps.get(i).ifFails());
      net.stepHasRollback[i] = steps.get(i).rollback() != null;
    }
  }

  private static double[] waits(Step step) {
    if (step.retry() == null) {
      return new double[0];
    }
    double[] waits = new double[Math.max(0, step.retry().attempts() - 1)];
    for (int a = 0; a < waits.length; a++) {
      waits[a] = Laws.seconds(step.retry().waitAfter(a + 1));
    }
    return waits;
  }

  private static byte policy(@Nullable IfFails ifFails) {
    return switch (ifFails) {
      case null -> Network.BACK_RUN;
      case ROLL_BACK_STEP -> Network.BACK_STEP;
      case ROLL_BACK_STAGE -> Network.BACK_STAGE;
      case ROLL_BACK_RUN, ASK -> Network.BACK_RUN;
      case GO_ON -> Network.GO_ON;
    };
  }

  private void phases() {
    for (int phase = PRECHECK; phase <= UNDO; phase++) {
      net.law[phase] = new Law[net.steps];
      net.fails[phase] = new double[net.steps];
      net.cut[phase] = new double[net.steps];
    }
    net.reserve = new double[net.steps];
    for (int i = 0; i < net.steps; i++) {
      Step step = steps.get(i);
      invocation(PRECHECK, i, step.precheck());
      invocation(VERIFY, i, step.verify());
      invocation(UNDO, i, step.rollback());
      net.law[ACT][i] = some(beliefs.takes(step, step.takes() == null ? null : law(step.takes())));
      net.fails[ACT][i] = beliefs.fails(step, share(step.fails()));
      net.cut[ACT][i] = cut(step.timeout());
      net.reserve[i] = reserve(step.rollback());
    }
  }

  private void invocation(int phase, int step, @Nullable Invocation of) {
    net.law[phase][step] = of == null || of.takes() == null ? null : some(law(of.takes()));
    net.fails[phase][step] = of == null ? 0 : share(of.fails());
    net.cut[phase][step] = cut(of == null ? null : of.timeout());
  }

  /** Null for what takes no time: then nothing is drawn for it. */
  private static @Nullable Law some(@Nullable Law law) {
    return law != null && law.fixed() && law.at(0.5) == 0 ? null : law;
  }

  private Law law(Distribution distribution) {
    return laws.of(distribution);
  }

  private static double share(@Nullable Probability probability) {
    return probability == null ? 0 : probability.value();
  }

  private static double cut(@Nullable Duration timeout) {
    return timeout == null ? Double.POSITIVE_INFINITY : Laws.seconds(timeout);
  }

  private static double reserve(@Nullable Invocation rollback) {
    if (rollback == null || rollback.takes() == null) {
      return 0;
    }
    double p90 = Laws.seconds(Quantiles.of(rollback.takes(), 0.9));
    // To a millionth of a second in binary: then sums are exact, in whatever order they are made.
    return Math.rint(Math.min(p90, cut(rollback.timeout())) * 0x1.0p20) * 0x1.0p-20;
  }

  private void tasks() {
    net.stepTaskFrom = new int[net.steps + 1];
    net.stepCanary = new int[net.steps];
    net.stepBatch = new int[net.steps];
    List<String> hosts = new ArrayList<>();
    for (int i = 0; i < net.steps; i++) {
      Step step = steps.get(i);
      List<String> on = step.on().isEmpty() ? List.of("") : inventory.hosts(step.on());
      int canary = Math.min(on.size(), step.canary() == null ? 0 : step.canary());
      net.stepCanary[i] = canary;
      Batch batch = step.batch() == null ? new Batch.Count(1) : step.batch();
      net.stepBatch[i] = batch.size(on.size());
      hosts.addAll(on);
      net.stepTaskFrom[i + 1] = hosts.size();
    }
    net.tasks = hosts.size();
    net.taskHost = hosts.toArray(String[]::new);
    net.taskStep = new int[net.tasks];
    net.taskVar = new int[net.tasks];
    for (int i = 0; i < net.steps; i++) {
      Arrays.fill(net.taskStep, net.stepTaskFrom[i], net.stepTaskFrom[i + 1], i);
    }
    for (int task = 0; task < net.tasks; task++) {
      net.taskVar[task] = variables.ofTask(net, task);
    }
  }

  private void groups() {
    List<String> kinds = List.copyOf(plan.alike().keySet());
    net.stepGroup = steps.stream().mapToInt(step -> kinds.indexOf(step.uses())).toArray();
    net.groupShare = plan.alike().values().stream().mapToDouble(Probability::value).toArray();
    // A shared factor matters more than any single step: it gets one of the first dimensions.
    net.groupVar = kinds.stream().mapToInt(kind -> variables.add(-1, net.close)).toArray();
  }

  private void turningBack() {
    net.totalReserve = 0;
    for (int task = 0; task < net.tasks; task++) {
      net.totalReserve += net.reserve[net.taskStep[task]];
    }
    boolean anyRollback = steps.stream().anyMatch(step -> step.rollback() != null);
    TurningBack turning = plan.turningBack();
    TurningBack.Default otherwise = turning == null ? null : turning.otherwise();
    net.turnsBack = otherwise == null ? anyRollback : otherwise == TurningBack.Default.ROLL_BACK;
    net.asks = turning != null && turning.asks() != null;
    Duration within = net.asks && turning != null ? turning.within() : null;
    net.turnWithin = within == null ? 0 : Laws.seconds(within);
    net.turns = net.turnsBack || net.turnWithin > 0;
  }
}
