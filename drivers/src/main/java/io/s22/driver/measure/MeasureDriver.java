package io.s22.driver.measure;

import io.s22.driver.common.Errors;
import io.s22.driver.common.Ledger;
import io.s22.driver.common.Params;
import io.s22.driver.common.Redaction;
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
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
                  "A load test whose results are a JMeter file.",
                  List.of(),
                  new Param("jtl", Kind.TEXT, true, "The result file, in CSV."),
                  new Param(
                      "scenario", Kind.TEXT, true, "Names the test; the same before and after."),
                  new Param(
                      "command",
                      Kind.TEXT,
                      false,
                      "Makes the test and writes the file; where left out it is there already."))));

  private static final int MOST_TIMES = 1_000;

  private final Probes probes = new Probes();

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
      Wanted wanted = read(task);
      Ledger ledger = new Ledger(surroundings.home(), "measure", task.key());
      ledger.take(1, surroundings.clock().now());
      Optional<Outcome> before = ledger.read().end();
      if (before.isPresent()) {
        return before.get();
      }
      Outcome outcome =
          new Outcome.Done(redaction.clean(measure(task, wanted, surroundings).encode()));
      ledger.end(1, outcome);
      return outcome;
    } catch (S22Exception e) {
      return Errors.failed(e, redaction);
    }
  }

  /** Measured twice is no harm: what is not known to have ended is measured again. */
  @Override
  public Finding probe(Task task, Surroundings surroundings) {
    Ledger.State state = new Ledger(surroundings.home(), "measure", task.key()).read();
    return state.end().<Finding>map(Finding.Ended::new).orElseGet(Finding.NotStarted::new);
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

  private Measurement measure(Task task, Wanted wanted, Surroundings surroundings)
      throws InterruptedException {
    Params params = wanted.params();
    if (task.action().equals("load")) {
      return load(task, wanted, surroundings);
    }
    List<Double> values = new ArrayList<>();
    for (int i = 0; i < wanted.times(); i++) {
      if (i > 0) {
        Thread.sleep(wanted.every());
      }
      values.addAll(
          switch (task.action()) {
            case "command" -> probes.command(task, params.required("command"), surroundings);
            case "http" -> probes.http(params, surroundings);
            default -> probes.metric(params, surroundings);
          });
    }
    return new Measurement(
        wanted.figure(),
        wanted.when(),
        wanted.unit(),
        wanted.better(),
        method(task, params, wanted.times()),
        values,
        List.of(),
        Map.of());
  }

  /** As it was written, so that no secret gets into it. */
  private static String method(Task task, Params params, int times) {
    String what =
        switch (task.action()) {
          case "command" -> "command '" + params.required("command").strip() + "'";
          case "http" ->
              "GET " + params.required("url") + params.text("at").map(at -> " " + at).orElse("");
          default -> "Prometheus " + params.required("from") + ": " + params.required("query");
        };
    return what + ", " + times + (times == 1 ? " time" : " times");
  }

  private Measurement load(Task task, Wanted wanted, Surroundings surroundings)
      throws InterruptedException {
    Params params = wanted.params();
    Optional<String> command = params.text("command");
    if (command.isPresent()) {
      probes.run(task, command.get(), surroundings);
    }
    return Jtl.read(
        Path.of(params.required("jtl")),
        wanted.figure(),
        wanted.when(),
        "scenario '" + params.required("scenario") + "'");
  }
}
