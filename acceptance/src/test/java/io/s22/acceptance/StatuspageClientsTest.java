package io.s22.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.s22.store.JdbcRunStore;
import io.s22.testkit.Await;
import io.s22.testkit.Axe;
import io.s22.testkit.Chromium;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Programs that were written for Statuspage, as npm has them, read this server unchanged: a client
 * library in Node, and Atlassian's own web component in a browser, from a page of another origin.
 * Without npm, or where its registry is out of reach, they are skipped, and it is said.
 */
@TestInstance(Lifecycle.PER_CLASS)
@Timeout(value = 4, unit = TimeUnit.MINUTES)
final class StatuspageClientsTest {
  private static final String LIBRARY = "statuspage.io@3.3.8";
  private static final String COMPONENT = "@statuspage/status-widget@1.0.5";

  private static final String ASK =
      """
      const {Statuspage} = require('statuspage.io');
      const client = new Statuspage('any');
      client.setApiUrl(process.argv[2]);
      (async () => console.log(JSON.stringify({
        status: await client.api.getStatus(),
        summary: await client.api.getSummary(),
        components: await client.api.getComponents(),
        incidents: await client.api.incidents.getAll(),
        unresolved: await client.api.incidents.getUnresolved(),
        upcoming: await client.api.scheduledMaintenances.getUpcoming(),
      })))().catch((e) => { console.error(e); process.exit(1); });
      """;

  private Path folder;
  private Served server;

  @SuppressWarnings("NullAway.Init")
  StatuspageClientsTest() {}

  @BeforeAll
  void start(@TempDir Path temporary) throws Exception {
    folder = temporary;
    try (JdbcRunStore store = JdbcRunStore.sqlite(folder.resolve("home"))) {
      Watched.open(store, Instant.now());
    }
    server = Served.start(folder, Map.of());
    Await.until(
        "the window is open", () -> server.get("api/v2/summary.json").contains("in_progress"));
  }

  @AfterAll
  void stop() {
    if (server != null) {
      server.close();
    }
  }

  private String run(long seconds, String... command) throws IOException, InterruptedException {
    Path out = folder.resolve("out");
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(out.toFile())
            .redirectError(folder.resolve("err").toFile())
            .start();
    boolean ended = process.waitFor(seconds, TimeUnit.SECONDS);
    if (!ended) {
      process.destroyForcibly().waitFor();
    }
    return ended && process.exitValue() == 0 ? Files.readString(out) : "";
  }

  /** Skips where it cannot be had. */
  private void install(String name) throws IOException, InterruptedException {
    boolean there =
        Files.isExecutable(Path.of("/usr/bin/npm"))
            && !run(90, "npm", "install", "--no-audit", "--no-fund", "--ignore-scripts", name)
                .isEmpty();
    Assumptions.assumeTrue(there, "NOT TESTED with " + name + ": npm did not bring it");
  }

  @Test
  void a_client_library_from_npm_reads_every_document() throws Exception {
    install(LIBRARY);
    Files.writeString(folder.resolve("ask.js"), ASK);

    String answer = run(60, "node", "ask.js", server.url());

    assertThat(answer).as(() -> Served.text(folder.resolve("err"))).isNotEmpty();
    JsonNode read = JsonMapper.shared().readTree(answer);
    assertThat(read.at("/status/status/indicator").asString())
        .isIn("none", "minor", "major", "critical", "maintenance");
    assertThat(read.at("/summary/scheduled_maintenances/0/status").asString())
        .isEqualTo("in_progress");
    assertThat(read.at("/summary/page/url").asString()).isEqualTo(server.url());
    assertThat(read.at("/components/components/0/status").asString())
        .isEqualTo("under_maintenance");
    assertThat(read.at("/incidents/incidents").isArray()).isTrue();
    assertThat(read.at("/unresolved/incidents").isArray()).isTrue();
    assertThat(read.at("/upcoming/scheduled_maintenances").isArray()).isTrue();
  }

  /** Pages of another origin. */
  private static HttpServer elsewhere(Map<String, byte[]> files) throws IOException {
    HttpServer made =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    made.createContext(
        "/",
        exchange -> {
          byte[] body = files.get(exchange.getRequestURI().getPath());
          String type =
              exchange.getRequestURI().getPath().endsWith(".js")
                  ? "text/javascript"
                  : "text/html; charset=utf-8";
          exchange.getResponseHeaders().set("Content-Type", type);
          if (exchange.getRequestURI().getPath().equals("/own")) {
            exchange
                .getResponseHeaders()
                .set(
                    "Content-Security-Policy",
                    new String(files.get("csp"), StandardCharsets.UTF_8));
          }
          exchange.sendResponseHeaders(body == null ? 404 : 200, body == null ? -1 : body.length);
          if (body != null) {
            exchange.getResponseBody().write(body);
          }
          exchange.close();
        });
    made.start();
    return made;
  }

  private static Path browser() {
    Path found = Chromium.program().orElse(null);
    Assumptions.assumeTrue(found != null, "NO CHROMIUM IS INSTALLED: widgets were not tested");
    return found == null ? Path.of("") : found;
  }

  @Test
  void atlassian_s_own_web_component_shows_the_state() throws Exception {
    Path program = browser();
    install(COMPONENT);
    byte[] script =
        Files.readAllBytes(folder.resolve("node_modules/@statuspage/status-widget/dist/index.js"));
    String page =
        """
        <!doctype html><html lang="en"><head><title>Elsewhere</title></head><body>
        <statuspage-widget src="%s"></statuspage-widget><script src="/widget.js"></script></body></html>
        """
            .formatted(server.url());
    HttpServer elsewhere =
        elsewhere(Map.of("/", page.getBytes(StandardCharsets.UTF_8), "/widget.js", script));
    try (Chromium browser = Chromium.start(program, folder)) {
      browser.look(1440, false, true);
      browser.go("http://127.0.0.1:" + elsewhere.getAddress().getPort() + "/");
      String shown =
          "(document.querySelector('statuspage-widget').shadowRoot || {}).textContent || ''";
      String wanted =
          JsonMapper.shared()
              .readTree(server.get("api/v2/status.json"))
              .at("/status/description")
              .asString();
      Await.until(
          "the component shows '" + wanted + "'",
          () -> browser.evaluate(shown).asString().contains(wanted));
    } finally {
      elsewhere.stop(0);
    }
  }

  @Test
  void our_own_widget_and_frame_work_under_the_strictest_policy_of_a_page() throws Exception {
    String page =
        """
        <!doctype html><html lang="en"><head><title>Elsewhere</title></head><body><main><h1>Elsewhere</h1>
        <a href="%1$s/" data-s22-status>Status</a>
        <iframe src="%1$s/widget.html?lang=en" title="Status" width="320" height="240"></iframe></main>
        <script src="%1$s/widget.js" async></script></body></html>
        """
            .formatted(server.url());
    String policy =
        "default-src 'none'; script-src %1$s; connect-src %1$s; frame-src %1$s"
            .formatted(server.url());
    HttpServer elsewhere =
        elsewhere(
            Map.of(
                "/own",
                page.getBytes(StandardCharsets.UTF_8),
                "csp",
                policy.getBytes(StandardCharsets.UTF_8)));
    try (Chromium browser = Chromium.start(browser(), folder)) {
      for (boolean dark : new boolean[] {false, true}) {
        browser.look(360, dark, true);
        browser.go("http://127.0.0.1:" + elsewhere.getAddress().getPort() + "/own");
        Await.until(
            "the link says the state",
            () ->
                browser
                    .evaluate("document.querySelector('[data-s22-status]').dataset.s22Status")
                    .asString()
                    .equals("maintenance"));
        browser.picture(Path.of("target/screenshots/widget-" + (dark ? "dark" : "light") + ".png"));
      }
      browser.go(server.url() + "/widget.html?lang=zh");
      assertThat(new Axe().wrong(browser)).isEqualTo(List.of());
      assertThat(browser.evaluate("document.body.innerText").asString()).contains("一次持续的变更", "商店");
    } finally {
      elsewhere.stop(0);
    }
  }
}
