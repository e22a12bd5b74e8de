package io.s22.window.reason;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.s22.plan.At;
import io.s22.plan.Plan;
import io.s22.plan.S22Exception;
import io.s22.plan.Symptom;
import io.s22.plan.Text;
import io.s22.plan.yaml.PlanReader;
import io.s22.window.reason.CaseForUpgrade.Finding;
import io.s22.window.reason.CaseForUpgrade.Verdict;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against answers in the form a Prometheus 2.42 gave, shortened. */
class CaseForUpgradeTest {
  private static final Instant TO = Instant.parse("2024-03-10T00:00:00Z");

  private static final String LAG =
      "{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":[{\"metric\":{\"instance\":\"db-2\"},"
          + "\"values\":[[1710000000,\"0.5\"],[1710000015,\"0.5\"],[1710000030,\"7\"],[1710000045,\"NaN\"]]}]}}";
  private static final String REFUSED =
      "{\"status\":\"error\",\"errorType\":\"bad_data\",\"error\":\"1:3: parse error: unexpected end of input\"}";

  private final HttpServer server = loopback();

  private static HttpServer loopback() {
    try {
      return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @BeforeEach
  void start() {
    server.createContext(
        "/api/v1/query_range",
        exchange -> {
          String query = String.valueOf(exchange.getRequestURI().getQuery());
          boolean fits =
              query.contains("query=max(lag_seconds)") && query.contains("start=1709424000");
          byte[] answer = (fits ? LAG : REFUSED).getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(fits ? 200 : 400, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private Finding find(
      @Nullable String was, String now, @Nullable String threshold, @Nullable String metric) {
    Symptom symptom =
        new Symptom(At.NOWHERE, Text.of("Lag"), was, now, threshold, "replica status", metric);
    URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    return new CaseForUpgrade(address, null, TO, Duration.ofDays(7)).finding(symptom);
  }

  @Test
  void whatIsWrittenIsHeldAgainstItsThreshold() {
    assertThat(find("120 ms", "280 ms", "200 ms", null).written()).isEqualTo(Verdict.BEYOND);
    assertThat(find("120 ms", "180 ms", "0.2 s", null).written()).isEqualTo(Verdict.WITHIN);
    assertThat(find(null, "± 35 %", "± 20 %", null).written()).isEqualTo(Verdict.BEYOND);
    assertThat(find("40 %", "13 %", "20 %", null).written()).isEqualTo(Verdict.BEYOND);
    assertThat(find(null, "87 %", null, null).written()).isEqualTo(Verdict.OPEN);
  }

  @Test
  void whatPrometheusMeasuredIsHeldAgainstItToo() {
    Finding finding = find(null, "> 5 s", "1 s", "max(lag_seconds)");
    assertThat(finding.measured()).isEqualTo(Verdict.BEYOND);
    assertThat(finding.sentence()).contains("2.67 s on average", "33 % of 3 samples");
    assertThat(find(null, "5 s", "5 s", "max(lag_seconds)").measured()).isEqualTo(Verdict.AT_TIMES);
  }

  @Test
  void aRefusedQueryNamesTheReason() {
    assertThatThrownBy(() -> find(null, "5 s", "1 s", "max("))
        .isInstanceOfSatisfying(S22Exception.class, e -> assertThat(e.code()).isEqualTo("S22-7050"))
        .hasMessageContaining("unexpected end of input");
  }

  @Test
  void theReferencePlansReasonsAllHold() {
    Path at = Path.of("").toAbsolutePath();
    while (!java.nio.file.Files.exists(at.resolve("plans/s22.yaml"))) {
      at = java.util.Objects.requireNonNull(at.getParent());
    }
    Plan plan = PlanReader.read(at.resolve("plans/s22.yaml")).plan().orElseThrow();
    List<Finding> findings = new CaseForUpgrade(null, null, TO, Duration.ofDays(7)).findings(plan);
    assertThat(findings).hasSize(4).extracting(Finding::written).containsOnly(Verdict.BEYOND);
  }
}
