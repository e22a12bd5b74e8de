package io.s22.driver.measure;

import io.s22.driver.common.Errors;
import io.s22.driver.common.Params;
import io.s22.driver.common.Redaction;
import io.s22.driver.inprocess.OwnEffects;
import io.s22.journal.Finding;
import io.s22.journal.Measurement;
import io.s22.journal.Measurement.Better;
import io.s22.journal.Measurement.When;
import io.s22.journal.Outcome;
import io.s22.plan.Repeat;
import io.s22.plan.S22Exception;
import io.s22.plan.check.DriverSpec;
import io.s22.plan.check.DriverSpec.Action;
import io.s22.plan.check.DriverSpec.Kind;
import io.s22.plan.check.DriverSpec.Param;
import io.s22.run.Driver;
import io.s22.run.Prediction;
import io.s22.run.Surroundings;
import io.s22.run.Task;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Measures a figure and leaves it in the journal as its outcome: before the maintenance and after,
 * under one definition, never typed in.
 */
public final class MeasureDriver implements Driver {
  private static final List<Param> COMMON =
      List.of(
          new Param("figure", Kind.TEXT, true, "What is measured, such as peak-throughput."),
          new Param("when", Kind.TEXT, true, "before or after."),
          new Param("unit", Kind.TEXT, false, "The unit of the figure."),
          new Param("better", Kind.TEXT, false, "higher (where left out) or lower."));
  private static final List<Param> REPEATED =
      List.of(
          new Param("times", Kind.NUMBER, false, "How often it is measured; 5 where left out."),
          new Param("every", Kind.DURATION, false, "The pause between; none where left out."));

  private static final Param[] LOAD = {
    new Param("scenario", Kind.TEXT, true, "Names the test; the same before and after."),
    new Param("url", Kind.TEXT, false, "JMeter asks it, without a pause."),
    new Param("method", Kind.TEXT, false, "GET where left out."),
    new Param("body", Kind.TEXT, false, "Sent with each request."),
    new Param("threads", Kind.NUMBER, false, "That ask at the same time; 8 where left out."),
    new Param("lasts", Kind.DURATION, false, "How long they ask; 30s where left out."),
    new Param(
        "at-most",
        Kind.DURATION,
        false,
        "Again and again for so long in all, until the throughput is known to 4 %; once where left"
            + " out."),
    new Param("jtl", Kind.TEXT, false, "In place of url: the result file of another tool, in CSV."),
    new Param(
        "command",
        Kind.TEXT,
        false,
        "Makes the test and writes the file; where left out it is there already.")
  };

  /** What the checks know of it. */
  public static final DriverSpec SPEC =
      new DriverSpec(
          "measure",
          "Measures a figure before and after, for the report.",
          List.of(
              action(
                  "command",
                  "A command on S22's machine that prints numbers, one a line.",
                  REPEATED,
                  new Param("command", Kind.TEXT, true, "The command.")),
              action(
                  "http",
                  "A number in an HTTP answer.",
                  REPEATED,
                  new Param("url", Kind.TEXT, true, "The address."),
                  new Param("at", Kind.TEXT, false, "Where in a JSON answer, such as /data/rate.")),
              action(
                  "metric",
                  "The value of a Prometheus query.",
                  REPEATED,
                  new Param("query", Kind.TEXT, true, "The query; one sample."),
                  new Param("from", Kind.TEXT, true, "The Prometheus server.")),
              action(
                  "load",
                  "A load test, by JMeter or with the results of another tool.",
                  List.of(),
                  LOAD)));

  private static final int MOST_TIMES = 1_000;

  private final Probe probe;
  private final LoadTests loads;

  /** Measures with the plan's own commands, addresses and queries. */
  public MeasureDriver() {
    this(new Probes(), JMeter.installed());
  }

  /**
   * @param probe takes every figure but load tests
   * @param jmeter makes load tests
   */
  public MeasureDriver(Probe probe, JMeter jmeter) {
    this.probe = probe;
    this.loads = new LoadTests(jmeter);
  }

  private static Action action(String name, String does, List<Param> shared, Param... own) {
    List<Param> all = new ArrayList<>(COMMON);
    all.addAll(shared);
    all.addAll(List.of(own));
    return new Action(name, does, all, Repeat.IDEMPOTENT).changingNothing();
  }

  @Override
  public DriverSpec spec() {
    return SPEC;
  }

  @Override
  public Prediction predict(Task task, Surroundings surroundings) {
    try {
      read(task);
      return new Prediction.NoChange("it only measures");
    } catch (S22Exception e) {
      return new Prediction.CannotPredict(Errors.line(e));
    }
  }

  @Override
  public Outcome perform(Task task, Surroundings surroundings) throws InterruptedException {
    Redaction redaction = new Redaction(surroundings.secrets());
    try {
      return effects(surroundings)
          .perform(task.key(), () -> carryOut(task, surroundings, redaction));
    } catch (S22Exception e) {
      return Errors.failed(e, redaction);
    }
  }

  private Outcome carryOut(Task task, Surroundings surroundings, Redaction redaction)
      throws InterruptedException {
    try {
      return new Outcome.Done(
          redaction.clean(measure(task, read(task), surroundings, redaction).encode()));
    } catch (S22Exception e) {
      return Errors.failed(e, redaction);
    }
  }

  /** Measured twice is no harm: what was cut off with its process is measured again. */
  @Override
  public Finding probe(Task task, Surroundings surroundings) {
    return effects(surroundings).probe(task.key());
  }

  private static OwnEffects effects(Surroundings surroundings) {
    return new OwnEffects(surroundings.home().resolve("effects-measure"));
  }

  /** A task, read. */
  private record Wanted(
      Params params,
      String figure,
      When when,
      String unit,
      Better better,
      int times,
      Duration every) {}

  private static Wanted read(Task task) {
    Params params = Params.of(task, SPEC);
    boolean load = task.action().equals("load");
    return new Wanted(
        params,
        params.required("figure"),
        choice(params, "when", When.values(), null),
        params.text("unit").orElse(""),
        choice(params, "better", Better.values(), Better.HIGHER),
        load ? 1 : times(params),
        load ? Duration.ZERO : params.duration("every").orElse(Duration.ZERO));
  }

  private static <E extends Enum<E>> E choice(
      Params params, String name, E[] all, @org.jspecify.annotations.Nullable E otherwise) {
    String text = otherwise == null ? params.required(name) : params.text(name).orElse("");
    for (E each : all) {
      if (each.name().equalsIgnoreCase(text)) {
        return each;
      }
    }
    if (otherwise != null && text.isEmpty()) {
      return otherwise;
    }
    throw params.wrong(
        name,
        "is '" + text + "'",
        "Write one of " + List.of(all).toString().toLowerCase(java.util.Locale.ROOT) + ".");
  }

  private static int times(Params params) {
    String text = params.text("times").orElse("5");
    if (!text.matches("[0-9]{1,4}")
        || Integer.parseInt(text) < 1
        || Integer.parseInt(text) > MOST_TIMES) {
      throw params.wrong("times", "is '" + text + "'", "Write a number from 1 to 1000.");
    }
    return Integer.parseInt(text);
  }

  private Measurement measure(
      Task task, Wanted wanted, Surroundings surroundings, Redaction redaction)
      throws InterruptedException {
    Params params = wanted.params();
    if (task.action().equals("load")) {
      return loads.make(task, params, wanted.figure(), wanted.when(), surroundings, redaction);
    }
    List<Double> values = new ArrayList<>();
    for (int i = 0; i < wanted.times(); i++) {
      if (i > 0) {
        Thread.sleep(wanted.every());
      }
      values.addAll(probe.take(task, params, surroundings));
    }
    return new Measurement(
        wanted.figure(),
        wanted.when(),
        wanted.unit(),
        wanted.better(),
        probe.method(task, params)
            + ", "
            + wanted.times()
            + (wanted.times() == 1 ? " time" : " times"),
        values,
        List.of(),
        Map.of());
  }
}
