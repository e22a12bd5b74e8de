package io.s22.driver.measure;

import static org.assertj.core.api.Assertions.assertThat;

import io.s22.driver.http.WebServer;
import io.s22.journal.Finding;
import io.s22.journal.Measurement;
import io.s22.journal.Measurement.Better;
import io.s22.journal.Measurement.When;
import io.s22.journal.Outcome;
import io.s22.run.Task;
import io.s22.testkit.DriverContract;
import io.s22.testkit.DriverRig;
import io.s22.testkit.TaskDraft;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class MeasureDriverTest extends DriverContract {
  private static final Map<String, Object> FIGURE = Map.of("figure", "f", "when", "after");

  @Override
  protected DriverRig rig(Path place) {
    return new MeasureRig(place);
  }

  private Outcome perform(String action, Map<String, Object> with) throws InterruptedException {
    return new MeasureDriver().perform(task(action, with), surroundings());
  }

  private static Task task(String action, Map<String, Object> with) {
    Map<String, Object> all = new HashMap<>(FIGURE);
    all.putAll(with);
    return TaskDraft.of("step-" + action + with.hashCode(), all).action(action).task();
  }

  private static Measurement measured(Outcome outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Done.class);
    return Measurement.in(((Outcome.Done) outcome).detail()).orElseThrow();
  }

  @Test
  void a_commands_numbers_are_the_values_and_it_runs_as_often_as_the_plan_says()
      throws InterruptedException {
    Measurement m =
        measured(
            perform(
                "command",
                Map.of(
                    "command",
                    "printf '3\\n4.5\\n'",
                    "times",
                    "2",
                    "unit",
                    "s",
                    "better",
                    "lower")));
    assertThat(m.values()).containsExactly(3.0, 4.5, 3.0, 4.5);
    assertThat(m.when()).isEqualTo(When.AFTER);
    assertThat(m.better()).isEqualTo(Better.LOWER);
    assertThat(m.method()).isEqualTo("command 'printf '3\\n4.5\\n'', 2 times");
  }

  @Test
  void what_is_no_number_is_not_measured() throws InterruptedException {
    for (String command : new String[] {"echo fast", "exit 3", "echo NaN", "true"}) {
      assertThat(perform("command", Map.of("command", command)))
          .as(command)
          .isInstanceOfSatisfying(
              Outcome.Failed.class, failed -> assertThat(failed.reason()).contains("S22-5061"));
    }
  }

  @Test
  void a_measurement_that_ended_is_found_again_and_not_made_twice() throws Exception {
    Path file = home.resolve("count");
    Map<String, Object> with =
        Map.of("command", "echo x >> " + file + "; wc -l < " + file, "times", "1");
    Outcome first = perform("command", with);
    assertThat(perform("command", with)).isEqualTo(first);
    assertThat(Files.readAllLines(file)).hasSize(1);
    assertThat(new MeasureDriver().probe(task("command", with), surroundings()))
        .isEqualTo(new Finding.Ended(first));
  }

  @Test
  void answers_and_metrics_are_read() throws Exception {
    try (WebServer server = new WebServer()) {
      server.on("/rate", 200, "{\"data\":{\"rate\":12.5}}");
      server.on(
          "/api/v1/query?query=" + URLEncoder.encode("sum(x)", StandardCharsets.UTF_8),
          200,
          "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[{\"metric\":{},\"value\":[1,\"7\"]}]}}");
      assertThat(
              measured(
                      perform(
                          "http",
                          Map.of("url", server.url("/rate"), "at", "/data/rate", "times", "1")))
                  .values())
          .containsExactly(12.5);
      assertThat(
              measured(
                      perform(
                          "metric",
                          Map.of("from", server.url("/"), "query", "sum(x)", "times", "3")))
                  .values())
          .containsExactly(7.0, 7.0, 7.0);
    }
  }

  @Test
  void a_jtl_is_cut_into_slices_whose_sum_is_all_requests() throws IOException {
    Path jtl = home.resolve("x.jtl");
    StringBuilder lines = new StringBuilder("timeStamp,elapsed,label,responseMessage,success\n");
    for (int i = 0; i < 60_000; i++) {
      boolean bad = i % 100 == 0;
      lines.append(1_700_000_000_000L + i).append(',').append(10 + i % 90);
      lines.append(",\"a, \"\"b\"\"\",\"two\nlines\",").append(!bad).append('\n');
    }
    Files.writeString(jtl, lines);
    Measurement m = Jtl.read(jtl, "peak", When.BEFORE, "scenario 'x'");
    assertThat(m.values()).hasSize(120);
    assertThat(m.values().subList(5, 115)).allSatisfy(v -> assertThat(v).isBetween(900.0, 1_100.0));
    assertThat(m.facts())
        .containsEntry("requests", "60000")
        .containsEntry("failed", "600")
        .containsKey("source-sha256");
    assertThat(Double.parseDouble(m.facts().getOrDefault("p95", "0"))).isBetween(93.0, 97.0);
  }

  @Test
  void a_load_test_is_made_by_its_command_and_read_from_its_file() throws InterruptedException {
    Path jtl = home.resolve("made.jtl");
    String make =
        "{ echo timeStamp,elapsed,success; i=0; while [ $i -lt 400 ]; do echo $((1000+i*10)),5,true;"
            + " i=$((i+1)); done; } > "
            + jtl;
    Measurement m =
        measured(
            perform("load", Map.of("jtl", jtl.toString(), "scenario", "peak", "command", make)));
    assertThat(m.facts()).containsEntry("requests", "400");
    assertThat(m.unit()).isEqualTo("requests/s");
  }

  @Test
  void a_secret_in_an_address_is_in_no_outcome() throws InterruptedException {
    try (WebServer server = new WebServer()) {
      server.on("/rate?token=s3cret", 500, "");
      Outcome outcome =
          new MeasureDriver()
              .perform(
                  task("http", Map.of("url", server.url("/rate?token=${secret:token}"))),
                  surroundings(Map.of("token", "s3cret")));
      assertThat(outcome)
          .isInstanceOfSatisfying(
              Outcome.Failed.class,
              failed ->
                  assertThat(failed.reason())
                      .contains("answered 500")
                      .contains("${secret:token}")
                      .doesNotContain("s3cret"));
    }
  }

  @Test
  void a_load_test_is_either_made_or_given() throws InterruptedException {
    for (Map<String, Object> with :
        List.<Map<String, Object>>of(
            Map.of("scenario", "peak"),
            Map.of("scenario", "peak", "url", "http://127.0.0.1:1/", "jtl", "x.jtl"))) {
      assertThat(perform("load", with))
          .isInstanceOfSatisfying(
              Outcome.Failed.class, failed -> assertThat(failed.reason()).contains("'url'"));
    }
  }

  @Test
  void without_jmeter_a_load_test_says_what_is_missing() throws InterruptedException {
    Outcome outcome =
        new MeasureDriver(new Probes(), new JMeter(home.resolve("nowhere")))
            .perform(
                task("load", Map.of("scenario", "peak", "url", "http://127.0.0.1:1/")),
                surroundings());
    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Failed.class, failed -> assertThat(failed.reason()).contains("S22-5062"));
  }

  @Test
  void what_is_no_result_file_is_said_to_be_none() throws IOException, InterruptedException {
    Path file = home.resolve("x.xml");
    Files.writeString(file, "<testResults/>\n");
    assertThat(perform("load", Map.of("jtl", file.toString(), "scenario", "peak")))
        .isInstanceOfSatisfying(
            Outcome.Failed.class, failed -> assertThat(failed.reason()).contains("S22-5060"));
  }
}
