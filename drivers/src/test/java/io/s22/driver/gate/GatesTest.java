package io.s22.driver.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.s22.driver.http.WebServer;
import io.s22.journal.GateAnswer;
import io.s22.plan.At;
import io.s22.plan.Gate;
import io.s22.run.GateAsker.Reply;
import io.s22.run.Surroundings;
import io.s22.testkit.FixedSecrets;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GatesTest {
  @TempDir Path home = Path.of("");

  private Reply ask(
      @Nullable String command,
      @Nullable String http,
      @Nullable String metric,
      @Nullable String from)
      throws InterruptedException {
    Gate gate =
        new Gate(At.NOWHERE, null, command, http, metric, from, null, null, null, null, null, null);
    var secrets = new FixedSecrets(Map.of("token", "s3cret"));
    return new Gates()
        .ask(
            "run-1",
            "step",
            gate,
            new Surroundings(Clock.systemUTC()::instant, secrets, l -> {}, home));
  }

  private static Reply of(GateAnswer answer, String detail) {
    return new Reply(answer, detail);
  }

  @Test
  void a_commands_exit_code_is_the_answer_and_it_leaves_no_trace() throws Exception {
    assertThat(ask("echo fine", null, null, null))
        .isEqualTo(of(GateAnswer.GO, "exit code 0: fine"));
    assertThat(ask("exit 1", null, null, null).answer()).isEqualTo(GateAnswer.NO_GO);
    assertThat(ask("exit 2", null, null, null).answer()).isEqualTo(GateAnswer.UNKNOWN);
    assertThat(ask("no-such-command", null, null, null).answer()).isEqualTo(GateAnswer.UNKNOWN);
    assertThat(ask("echo ${secret:token}", null, null, null).detail())
        .isEqualTo("exit code 0: ***");
    assertThat(ask("echo ${secret:none}", null, null, null).answer()).isEqualTo(GateAnswer.UNKNOWN);
    try (Stream<Path> left = Files.list(home.resolve("effects"))) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void an_http_answer_is_go_or_no_go_and_silence_is_not_known() throws Exception {
    try (WebServer server = new WebServer()) {
      server.on("/up", 204, "");
      server.on("/down", 503, "");
      assertThat(ask(null, server.url("/up"), null, null).answer()).isEqualTo(GateAnswer.GO);
      assertThat(ask(null, server.url("/down"), null, null).answer()).isEqualTo(GateAnswer.NO_GO);
      assertThat(ask(null, "http://127.0.0.1:1/", null, null).answer())
          .isEqualTo(GateAnswer.UNKNOWN);
      assertThat(ask(null, "no address", null, null).answer()).isEqualTo(GateAnswer.UNKNOWN);
    }
  }

  private static String vector(String... values) {
    StringBuilder samples = new StringBuilder();
    for (String value : values) {
      samples.append(samples.isEmpty() ? "" : ",");
      samples.append("{\"metric\":{},\"value\":[1710000000.1,\"").append(value).append("\"]}");
    }
    return "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":["
        + samples
        + "]}}";
  }

  private GateAnswer metric(WebServer server, String comparison, String query, String answer)
      throws InterruptedException {
    server.on(
        "/api/v1/query?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8), 200, answer);
    return ask(null, null, comparison, server.url("/")).answer();
  }

  @Test
  void every_sample_of_a_metric_must_hold_and_none_is_not_known() throws Exception {
    try (WebServer server = new WebServer()) {
      String lag = "replication_lag_seconds";
      assertThat(metric(server, lag + " < 1", lag, vector("0.2"))).isEqualTo(GateAnswer.GO);
      assertThat(metric(server, lag + " < 1", lag, vector("0.2", "7"))).isEqualTo(GateAnswer.NO_GO);
      assertThat(metric(server, lag + " < 1", lag, vector("0.2", "NaN")))
          .isEqualTo(GateAnswer.UNKNOWN);
      assertThat(metric(server, lag + " < 1", lag, vector("NaN", "+Inf")))
          .isEqualTo(GateAnswer.NO_GO);
      assertThat(metric(server, lag + " < 1", lag, vector())).isEqualTo(GateAnswer.UNKNOWN);
      assertThat(metric(server, lag + " < 1", lag, "<html>")).isEqualTo(GateAnswer.UNKNOWN);
      assertThat(metric(server, lag + " < 1", lag, "{\"status\":\"error\",\"error\":\"bad\"}"))
          .isEqualTo(GateAnswer.UNKNOWN);
      String scalar =
          "{\"status\":\"success\",\"data\":{\"resultType\":\"scalar\",\"result\":[1,\"3\"]}}";
      assertThat(metric(server, "scalar(x) != 3", "scalar(x)", scalar)).isEqualTo(GateAnswer.NO_GO);
      String query = "sum(rate(errors{code=~\"5..\"}[5m])) / count(up == 1)";
      assertThat(metric(server, query + " <= 1.5e-3", query, vector("0.0015")))
          .isEqualTo(GateAnswer.GO);
      assertThat(metric(server, "up", "up", vector("1"))).isEqualTo(GateAnswer.UNKNOWN);
    }
    assertThat(ask(null, null, "up == 1", "http://127.0.0.1:1").answer())
        .isEqualTo(GateAnswer.UNKNOWN);
  }
}
