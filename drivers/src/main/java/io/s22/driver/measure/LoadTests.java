package io.s22.driver.measure;

import io.s22.driver.common.Keys;
import io.s22.driver.common.Params;
import io.s22.driver.common.Redaction;
import io.s22.journal.Measurement;
import io.s22.journal.Measurement.When;
import io.s22.plan.Durations;
import io.s22.run.Surroundings;
import io.s22.run.Task;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Load tests: made by JMeter, by a command of the plan, or by somebody else before. */
final class LoadTests {
  private static final Duration LIMIT = Duration.ofHours(4);
  private static final Duration USUAL = Duration.ofSeconds(30);
  private static final int MOST_THREADS = 2_000;

  private final Probes probes = new Probes();
  private final JMeter jmeter;

  LoadTests(JMeter jmeter) {
    this.jmeter = jmeter;
  }

  /** Makes the test that is asked for, where it is not made yet, and reads its results. */
  Measurement make(
      Task task,
      Params params,
      String figure,
      When when,
      Surroundings surroundings,
      Redaction redaction)
      throws InterruptedException {
    Optional<String> url = params.text("url");
    if (url.isPresent() == params.text("jtl").isPresent()) {
      throw params.wrong(
          "url",
          url.isPresent() ? "stands beside jtl" : "is missing, and jtl too",
          "Write url, which JMeter asks, or jtl, the results of another tool.");
    }
    return url.isPresent()
        ? asked(task, params, figure, when, surroundings, redaction)
        : given(task, params, figure, when, surroundings);
  }

  private Measurement given(
      Task task, Params params, String figure, When when, Surroundings surroundings)
      throws InterruptedException {
    Optional<String> command = params.text("command");
    if (command.isPresent()) {
      probes.run(task, command.get(), surroundings, LIMIT);
    }
    return Jtl.read(Path.of(params.required("jtl")), figure, when, scenario(params));
  }

  private Measurement asked(
      Task task,
      Params params,
      String figure,
      When when,
      Surroundings surroundings,
      Redaction redaction)
      throws InterruptedException {
    String method = params.text("method").orElse("GET");
    int threads = threads(params);
    Duration lasts = params.duration("lasts").orElse(USUAL);
    Path results =
        surroundings.home().resolve("measure").resolve(Keys.fileName(task.key()) + ".jtl");
    jmeter.run(
        new JMeter.Test(
            redaction.resolve(params.required("url")),
            method,
            redaction.resolve(params.text("body").orElse("")),
            threads,
            lasts,
            results));
    String how =
        "%s: %s %s %s, %d threads, %s"
            .formatted(
                scenario(params),
                JMeter.NAME,
                method,
                params.required("url"),
                threads,
                Durations.format(lasts));
    return Jtl.read(results, figure, when, how);
  }

  private static String scenario(Params params) {
    return "scenario '" + params.required("scenario") + "'";
  }

  private static int threads(Params params) {
    String text = params.text("threads").orElse("8");
    if (!text.matches("[1-9][0-9]{0,3}") || Integer.parseInt(text) > MOST_THREADS) {
      throw params.wrong("threads", "is '" + text + "'", "Write a number from 1 to 2000.");
    }
    return Integer.parseInt(text);
  }
}
