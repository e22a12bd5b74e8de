package io.s22.load;

import static us.abstracta.jmeter.javadsl.JmeterDsl.httpSampler;
import static us.abstracta.jmeter.javadsl.JmeterDsl.jtlWriter;
import static us.abstracta.jmeter.javadsl.JmeterDsl.testPlan;
import static us.abstracta.jmeter.javadsl.JmeterDsl.threadGroup;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import us.abstracta.jmeter.javadsl.core.TestPlanStats;
import us.abstracta.jmeter.javadsl.http.DslHttpSampler;

/**
 * Makes one load test with JMeter's engine: the scenario comes in on standard input (so that no
 * secret of its address is among the arguments that every user can read), up to an empty line. It
 * ends when its input ends: it never outlives the one who started it. Its last line is {@code done
 * SAMPLES ERRORS}.
 */
public final class LoadMain {
  private static final int USAGE = 64;

  private LoadMain() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    InputStreamReader in = new InputStreamReader(System.in, StandardCharsets.UTF_8);
    Scenario scenario;
    try {
      scenario = Scenario.read(new StringReader(head(in)));
    } catch (IllegalArgumentException e) {
      System.err.println("no scenario: " + e.getMessage());
      Runtime.getRuntime().halt(USAGE);
      return;
    }
    Thread.ofPlatform().daemon().start(() -> endWith(in));
    try {
      TestPlanStats stats = run(scenario);
      System.out.println(
          "done " + stats.overall().samplesCount() + " " + stats.overall().errorsCount());
    } catch (TimeoutException e) {
      throw new IOException("JMeter did not end", e);
    }
  }

  private static String head(InputStreamReader in) throws IOException {
    StringBuilder text = new StringBuilder();
    for (int c = in.read(); c >= 0; c = in.read()) {
      text.append((char) c);
      if (text.length() > 1 && c == '\n' && text.charAt(text.length() - 2) == '\n') {
        break;
      }
    }
    return text.toString();
  }

  private static void endWith(InputStreamReader in) {
    try {
      while (in.read() >= 0) {
        // Only the end of the input matters.
      }
    } catch (IOException gone) {
      System.err.println("the input broke: " + gone.getMessage());
    }
    Runtime.getRuntime().halt(1);
  }

  /** Makes the test; its samples are in the scenario's file when this returns. */
  static TestPlanStats run(Scenario scenario)
      throws IOException, InterruptedException, TimeoutException {
    Path file = scenario.results().toAbsolutePath();
    Path folder = Objects.requireNonNull(file.getParent());
    Files.createDirectories(folder);
    return testPlan(
            threadGroup("load")
                .rampTo(scenario.threads(), Duration.ZERO)
                .holdFor(scenario.lasts())
                .children(sampler(scenario)),
            // Addresses may hold secrets: results name neither them nor what was answered.
            jtlWriter(folder.toString(), String.valueOf(file.getFileName()))
                .withUrl(false)
                .withResponseMessage(false)
                .withAssertionFailureMessage(false))
        .run();
  }

  private static DslHttpSampler sampler(Scenario scenario) {
    DslHttpSampler sampler =
        httpSampler(scenario.method(), scenario.url()).method(scenario.method());
    return scenario.body().isEmpty() ? sampler : sampler.body(scenario.body());
  }
}
