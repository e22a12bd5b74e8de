package io.s22.acceptance.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.s22.driver.common.Params;
import io.s22.driver.measure.JMeter;
import io.s22.driver.measure.MeasureDriver;
import io.s22.driver.measure.Probe;
import io.s22.journal.Effect;
import io.s22.journal.Measurement;
import io.s22.journal.Outcome;
import io.s22.journal.Phase;
import io.s22.report.load.LoadVerdict;
import io.s22.report.load.LoadVerdict.Word;
import io.s22.run.Surroundings;
import io.s22.run.Task;
import io.s22.testkit.FixedSecrets;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** The real JMeter engine against a real server, as a step {@code measure.load} makes it. */
final class JMeterTest {
  private static final JMeter JMETER = new JMeter(Path.of("../load/target/app"));

  @TempDir private Path home;

  @Test
  @Timeout(value = 120, unit = TimeUnit.SECONDS)
  void a_step_makes_a_test_whose_samples_are_the_requests_that_arrived() throws Exception {
    try (Server server = new Server(0)) {
      Outcome outcome = load("one", server.url(), "before", "1s");
      assertThat(outcome).as(outcome.toString()).isInstanceOf(Outcome.Done.class);
      Measurement measured = measured(outcome);
      assertThat(measured.method())
          .isEqualTo("scenario 'peak': JMeter 5.6.3 GET " + server.url() + ", 4 threads, 1s");
      assertThat(measured.facts())
          .containsEntry("requests", Long.toString(server.answered()))
          .containsEntry("failed", "0");
      assertThat(load("one", server.url(), "before", "1s"))
          .as("once made, not made again")
          .isEqualTo(outcome);
      try (var files = Files.walk(home)) {
        Path jtl = files.filter(f -> f.toString().endsWith(".jtl")).findFirst().orElseThrow();
        assertThat(Files.readString(jtl)).doesNotContain("token");
      }
    }
  }

  @Test
  @Timeout(value = 120, unit = TimeUnit.SECONDS)
  void a_server_that_refuses_is_measured_as_failures() throws Exception {
    try (Server server = new Server(-1)) {
      Measurement measured = measured(load("bad", server.url(), "before", "1s"));
      assertThat(measured.facts().get("failed")).isEqualTo(measured.facts().get("requests"));
    }
  }

  /**
   * The judged figures, with {@code -Ds22.loads=20}: a fifth less throughput is called worse 20
   * times of 20, no change is called worse at most once. Each takes three tests of three seconds,
   * or more where other programs work on the same machine: a test goes on until it knows enough.
   */
  @Test
  @EnabledIfSystemProperty(named = "s22.loads", matches = "[1-9][0-9]*")
  void planted_regressions_are_called_worse_and_nothing_else_is() throws Exception {
    int trials = Integer.getInteger("s22.loads");
    int worse = 0;
    int wrong = 0;
    for (int i = 0; i < trials; i++) {
      Measurement before = against(8_000, "before", i);
      Measurement same = against(8_000, "same", i);
      Measurement slower = against(10_000, "slower", i);
      worse += LoadVerdict.of(before, slower).word() == Word.WORSE ? 1 : 0;
      wrong += LoadVerdict.of(before, same).word() == Word.WORSE ? 1 : 0;
      System.out.printf(
          "after %d: %d found, %d wrong; %.1f, %.1f, %.1f a second in %s, %s, %s rounds%n",
          i + 1,
          worse,
          wrong,
          LoadVerdict.mean(before),
          LoadVerdict.mean(same),
          LoadVerdict.mean(slower),
          before.facts().get("rounds"),
          same.facts().get("rounds"),
          slower.facts().get("rounds"));
    }
    assertThat(worse).as("planted regressions of 20 % called worse").isEqualTo(trials);
    assertThat(wrong).as("no change called worse").isLessThanOrEqualTo(Math.max(1, trials / 20));
  }

  /** A test against a server that works on one request at a time, each for so long. */
  private Measurement against(long micros, String name, int trial) throws Exception {
    try (Server server = new Server(micros)) {
      return measured(
          load(
              name + "-" + trial,
              server.url(),
              name.equals("before") ? "before" : "after",
              "3s",
              "15s"));
    }
  }

  private Outcome load(String step, String url, String when, String lasts)
      throws InterruptedException {
    return load(step, url, when, lasts, lasts);
  }

  private Outcome load(String step, String url, String when, String lasts, String atMost)
      throws InterruptedException {
    Task task =
        new Task(
            "run-1",
            new Effect(step, "", Phase.ACT, 1, 1),
            "load",
            Map.of(
                "figure",
                "peak",
                "when",
                when,
                "scenario",
                "peak",
                "url",
                url,
                "threads",
                "4",
                "lasts",
                lasts,
                "at-most",
                atMost),
            "",
            null,
            null,
            null);
    return new MeasureDriver(new NoProbe(), JMETER)
        .perform(
            task,
            new Surroundings(
                Clock.systemUTC()::instant, new FixedSecrets(Map.of()), line -> {}, home));
  }

  private static Measurement measured(Outcome outcome) {
    assertThat(outcome).as(outcome.toString()).isInstanceOf(Outcome.Done.class);
    return Measurement.in(((Outcome.Done) outcome).detail()).orElseThrow();
  }

  private record NoProbe() implements Probe {
    @Override
    public List<Double> take(Task task, Params params, Surroundings surroundings) {
      throw new IllegalStateException("not a load test");
    }

    @Override
    public String method(Task task, Params params) {
      return "none";
    }
  }

  /** Works on one request at a time, so long that its throughput is known; below zero: refuses. */
  private static final class Server implements AutoCloseable {
    private final HttpServer http;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Semaphore one = new Semaphore(1, true);
    private final AtomicLong answered = new AtomicLong();
    private final long micros;

    Server(long micros) throws IOException {
      this.micros = micros;
      http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      http.createContext("/", this::answer);
      http.setExecutor(threads);
      http.start();
    }

    String url() {
      return "http://127.0.0.1:" + http.getAddress().getPort() + "/?token=x";
    }

    long answered() {
      return answered.get();
    }

    private void answer(HttpExchange exchange) throws IOException {
      if (micros > 0) {
        one.acquireUninterruptibly();
        long until = System.nanoTime() + micros * 1_000;
        while (System.nanoTime() < until) {
          java.util.concurrent.locks.LockSupport.parkNanos(until - System.nanoTime());
        }
        one.release();
      }
      byte[] body = "ok".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
      exchange.sendResponseHeaders(micros < 0 ? 500 : 200, body.length);
      exchange.getResponseBody().write(body);
      exchange.close();
      answered.incrementAndGet();
    }

    @Override
    public void close() {
      http.stop(0);
      threads.close();
    }
  }
}
