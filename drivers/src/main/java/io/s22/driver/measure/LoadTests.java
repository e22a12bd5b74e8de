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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntFunction;

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
    Duration atMost = params.duration("at-most").orElse(lasts);
    String name = Keys.fileName(task.key());
    Path folder = surroundings.home().resolve("measure");
    String how =
        "%s: %s %s %s, %d threads, %s%s"
            .formatted(
                scenario(params),
                JMeter.NAME,
                method,
                params.required("url"),
                threads,
                Durations.format(lasts),
                atMost.compareTo(lasts) > 0 ? " to " + Durations.format(atMost) : "");
    String url = redaction.resolve(params.required("url"));
    String body = redaction.resolve(params.text("body").orElse(""));
    return rounds(
        round ->
            new JMeter.Test(
                url,
                method,
                body,
                threads,
                lasts,
                folder.resolve(name + (round == 0 ? "" : "-" + (round + 1)) + ".jtl")),
        (int) Math.max(1, atMost.dividedBy(lasts)),
        results -> Jtl.read(results, figure, when, how));
  }

  /**
   * Makes rounds until the mean throughput is known well enough, or there have been {@code most}:
   * noise makes a test longer, not its verdict worse.
   */
  private Measurement rounds(
      IntFunction<JMeter.Test> test, int most, Function<List<Path>, Measurement> reading)
      throws InterruptedException {
    List<Path> results = new ArrayList<>();
    try (Busyness machine = new Busyness(System::nanoTime)) {
      while (true) {
        JMeter.Test next = test.apply(results.size());
        jmeter.run(next);
        results.add(next.results());
        Measurement read = reading.apply(results);
        if (results.size() >= most || Precision.of(read.values()) <= Precision.ENOUGH) {
          return read.with(
              Map.of(
                  "rounds", Integer.toString(results.size()),
                  "machine-late-micros", Long.toString(machine.lateMicros())));
        }
      }
    }
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
