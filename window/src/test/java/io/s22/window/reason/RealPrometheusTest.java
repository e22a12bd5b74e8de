package io.s22.window.reason;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.s22.plan.At;
import io.s22.plan.S22Exception;
import io.s22.plan.Symptom;
import io.s22.plan.Text;
import io.s22.window.reason.CaseForUpgrade.Finding;
import io.s22.window.reason.CaseForUpgrade.Verdict;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a real Prometheus with a day of samples laid in by its own tool. */
class RealPrometheusTest {
  private static final Instant TO = Instant.parse("2024-03-10T00:00:00Z");
  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir static Path folder = Path.of("");
  private static @Nullable Process server;
  private static URI address = URI.create("http://127.0.0.1");

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    assumeTrue(
        Files.isExecutable(Path.of("/usr/bin/prometheus")),
        "no /usr/bin/prometheus: the range query is not tested against a real one");
    Path data = folder.resolve("data");
    Path samples = Files.writeString(folder.resolve("samples"), samples());
    Process fill =
        new ProcessBuilder(
                "promtool", "tsdb", "create-blocks-from", "openmetrics", samples + "", data + "")
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("fill.log").toFile())
            .start();
    assertThat(fill.waitFor()).as(Files.readString(folder.resolve("fill.log"))).isZero();
    int port = freePort();
    address = URI.create("http://127.0.0.1:" + port);
    Path configuration =
        Files.writeString(folder.resolve("prometheus.yml"), "scrape_configs: []\n");
    server =
        new ProcessBuilder(
                "prometheus",
                "--config.file=" + configuration,
                "--storage.tsdb.path=" + data,
                "--storage.tsdb.retention.time=100y",
                "--web.listen-address=127.0.0.1:" + port)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("prometheus.log").toFile())
            .start();
    await();
  }

  /** Lag of two replicas, every minute: 0.2 s, and on one of them 7 s in one hour of four. */
  private static String samples() {
    StringBuilder text = new StringBuilder("# TYPE lag_seconds gauge\n");
    for (String replica : new String[] {"db-2", "db-3"}) {
      for (long at = TO.minus(DAY).getEpochSecond(); at <= TO.getEpochSecond(); at += 60) {
        boolean late = replica.equals("db-3") && at / 3600 % 4 == 0;
        text.append("lag_seconds{replica=\"").append(replica).append("\"} ");
        text.append(late ? "7" : "0.2").append(' ').append(at).append('\n');
      }
    }
    return text.append("# EOF\n").toString();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static void await() throws IOException, InterruptedException {
    long until = System.nanoTime() + PATIENCE.toNanos();
    HttpRequest ready = HttpRequest.newBuilder(address.resolve("/-/ready")).build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      while (!isReady(client, ready)) {
        Process running = Objects.requireNonNull(server);
        boolean ended = running.waitFor(100, TimeUnit.MILLISECONDS);
        assertThat(ended || System.nanoTime() > until)
            .as(Files.readString(folder.resolve("prometheus.log")))
            .isFalse();
      }
    }
  }

  private static boolean isReady(HttpClient client, HttpRequest ready) throws InterruptedException {
    try {
      return client.send(ready, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false; // it does not listen yet
    }
  }

  @AfterAll
  static void stop() throws InterruptedException {
    Process running = server;
    if (running != null) {
      running.destroyForcibly().waitFor();
    }
  }

  private static Finding find(String threshold, String metric) {
    Symptom symptom =
        new Symptom(At.NOWHERE, Text.of("Lag"), "0.1 s", "> 5 s", threshold, "replicas", metric);
    return new CaseForUpgrade(address, null, TO, DAY).finding(symptom);
  }

  @Test
  void theWorstReplicaIsBeyondItsThresholdAtTimes() {
    Finding finding = find("5 s", "max(lag_seconds)");
    assertThat(finding.measured()).isEqualTo(Verdict.AT_TIMES);
    assertThat(finding.sentence()).contains("25 % of ");
    assertThat(find("1 s", "avg_over_time(lag_seconds{replica=\"db-3\"}[6h])").measured())
        .isEqualTo(Verdict.BEYOND);
    assertThat(find("1 s", "lag_seconds{replica=\"db-2\"}").measured()).isEqualTo(Verdict.WITHIN);
  }

  @Test
  void aQueryThatItRefusesAndAMetricItDoesNotHaveAreNamed() {
    assertThatThrownBy(() -> find("5 s", "max("))
        .isInstanceOfSatisfying(S22Exception.class, e -> assertThat(e.code()).isEqualTo("S22-7050"))
        .hasMessageContaining("parse error");
    Finding nothing = find("5 s", "no_such_metric");
    assertThat(nothing.measured()).isNull();
    assertThat(nothing.sentence()).contains("gave no samples");
  }
}
