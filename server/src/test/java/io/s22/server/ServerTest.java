package io.s22.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.s22.journal.Event;
import io.s22.plan.S22Exception;
import io.s22.server.boot.Serve;
import io.s22.settle.ledger.Booking;
import io.s22.settle.ledger.Ledger;
import io.s22.settle.pay.OwnLink;
import io.s22.settle.pay.Secret;
import io.s22.store.JdbcRunStore;
import io.s22.testkit.Await;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A real server over real connections, with a real run that its engine carries out. */
@TestInstance(Lifecycle.PER_CLASS)
final class ServerTest {
  private static final String PLAN =
      """
      plan: small
      title: {en: A small change, zh: 一次小变更}
      zone: UTC
      window: {opens: 2026-01-01 00:00, closes: 2026-01-01 01:00}
      cluster: {services: {shop: {title: {en: Shop, zh: 商店}}}}
      people: {lead: somebody}
      stages:
        - stage: only
          title: {en: The only stage, zh: 唯一阶段}
          box: 00:00-01:00
          gates: [{gate: shall we, approval: lead, within: 50m, otherwise: no-go}]
          steps:
            - {step: one, run: "true", takes: 1s, interrupts: shop, verify: "true", repeat: idempotent, may-stop-after: yes, rollback: {run: "true", takes: 1s}}
      """;

  private static final String LINK_SECRET = "0123456789abcdef0123456789abcdef";

  private Path home;
  private Path snapshots;
  private ConfigurableApplicationContext server;
  private HttpClient client;
  private String base;

  @SuppressWarnings("NullAway.Init")
  ServerTest() {}

  @BeforeAll
  void start(@TempDir Path folder, @TempDir Path target) {
    home = folder;
    snapshots = target;
    open("small-1", Instant.now().minusSeconds(60));
    server =
        Serve.start(
            Settings.of(
                Map.of(
                    "home", List.of(home.toString()),
                    "port", List.of("0"),
                    "link-secret", List.of("file:" + linkSecret()),
                    "snapshot", List.of(snapshots.toString()))));
    base = "http://127.0.0.1:" + Serve.port(server) + "/";
    client = HttpClient.newHttpClient();
  }

  private Path linkSecret() {
    try {
      return Files.writeString(home.resolve("link-secret"), LINK_SECRET);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aUserSeesHisOwnCompensationBehindASignedLinkAndNobodyElseDoes()
      throws IOException, InterruptedException {
    try (Ledger ledger = Ledger.open(home.resolve("settle.db"))) {
      ledger.book(
          new Booking("night-1", "interruption", "CNY", Instant.EPOCH, "anna", "test"),
          reader -> {
            reader.line("alice", 1_230);
            reader.line("bob", 4_560);
          });
    }
    Instant later = Instant.now().plusSeconds(600);
    OwnLink links = new OwnLink(new Secret(LINK_SECRET));
    String token = links.token("night-1", "alice", later);
    HttpResponse<String> own = get("own/" + token);
    assertThat(own.statusCode()).isEqualTo(200);
    assertThat(own.body()).contains("12.30 CNY", "alice").doesNotContain("45.60", "bob");
    assertThat(own.headers().firstValue("Cache-Control")).contains("no-store");
    assertThat(get("own/" + token, "Accept-Language", "zh").body()).contains("我的补偿");
    String changed = links.token("night-1", "bob", later);
    String forged =
        changed.substring(0, changed.lastIndexOf('.')) + token.substring(token.lastIndexOf('.'));
    for (String wrong :
        List.of(forged, "x", "", links.token("night-1", "alice", Instant.now().minusSeconds(1)))) {
      assertThat(get("own/" + wrong).statusCode()).as(wrong).isEqualTo(404);
    }
  }

  private void open(String run, Instant opens) {
    try (JdbcRunStore store = JdbcRunStore.sqlite(home)) {
      store.open(
          run,
          Instant.now().minusSeconds(120),
          "test",
          new Event.RunOpened(
              "small",
              PLAN,
              "0".repeat(64),
              opens,
              opens.plus(Duration.ofHours(1)),
              Map.of(),
              List.of(),
              "test"));
    }
  }

  @AfterAll
  void stop() {
    server.close();
    client.shutdownNow();
  }

  private HttpResponse<String> get(String path, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path));
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static JsonNode json(String text) {
    return JsonMapper.shared().readTree(text);
  }

  @Test
  void the_page_speaks_the_language_that_is_asked_for() throws Exception {
    assertThat(get("").body()).contains("lang=\"en\"", "A small change");
    assertThat(get("", "Accept-Language", "fr, zh-TW;q=0.8, en;q=0.5").body())
        .contains("lang=\"zh-CN\"", "一次小变更");
    assertThat(get("?lang=en", "Accept-Language", "zh").body()).contains("lang=\"en\"");
    assertThat(get("", "Accept-Language", ";;;===").body()).contains("lang=\"en\"");
  }

  @Test
  void nothing_inline_and_nothing_from_elsewhere_is_allowed() throws Exception {
    HttpResponse<String> page = get("");
    assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
        .startsWith("default-src 'none'")
        .doesNotContain("unsafe");
    assertThat(page.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(page.headers().firstValue("Server")).isEmpty();
  }

  @Test
  void an_unchanged_document_is_not_sent_again() throws Exception {
    HttpResponse<String> first = get("assets/page.css");
    String etag = first.headers().firstValue("ETag").orElseThrow();
    HttpResponse<String> second = get("assets/page.css", "If-None-Match", "\"x\", " + etag);
    assertThat(second.statusCode()).isEqualTo(304);
    assertThat(second.body()).isEmpty();
  }

  @Test
  void every_public_document_of_statuspage_is_there() throws Exception {
    for (String path : io.s22.tell.statuspage.Documents.PATHS) {
      HttpResponse<String> answer = get("api/v2/" + path);
      assertThat(answer.statusCode()).as(path).isEqualTo(200);
      assertThat(json(answer.body()).at("/page/url").asString())
          .isEqualTo(base.substring(0, base.length() - 1));
      assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).contains("*");
    }
    JsonNode active = json(get("api/v2/scheduled-maintenances/active.json").body());
    assertThat(active.at("/scheduled_maintenances/0/id").asString()).isEqualTo("small-1");
    for (String path :
        List.of(
            "calendar.ics",
            "history.atom",
            "history.rss",
            "events.jsonld",
            "badge.svg",
            "badge/shop.svg")) {
      assertThat(get(path).statusCode()).as(path).isEqualTo(200);
    }
  }

  @Test
  void what_is_not_there_or_not_allowed_is_refused_with_the_right_status() throws Exception {
    for (String path :
        List.of(
            "none",
            "assets/../../etc/passwd",
            "assets/%2e%2e/page.css",
            "api/v2/none.json",
            "badge/%00.svg",
            "..%2f..%2fetc/passwd")) {
      assertThat(raw("GET /" + path + " HTTP/1.1")).as(path).containsAnyOf(" 404", " 400");
    }
    assertThat(raw("POST / HTTP/1.1")).contains(" 405");
    assertThat(raw("DELETE /api/v2/summary.json HTTP/1.1")).contains(" 405");
    assertThat(raw("GET / HTTP/1.1\r\nX-Large: " + "x".repeat(20_000))).contains(" 400");
    assertThat(get("?lang=" + "x".repeat(2_000) + "&since=-1e99").statusCode()).isEqualTo(200);
  }

  private String raw(String request) throws IOException {
    URI uri = URI.create(base);
    try (Socket socket = new Socket(uri.getHost(), uri.getPort());
        OutputStream out = socket.getOutputStream();
        InputStream in = socket.getInputStream()) {
      socket.setSoTimeout(20_000);
      out.write(
          (request + "\r\nHost: x\r\nConnection: close\r\n\r\n")
              .getBytes(StandardCharsets.US_ASCII));
      out.flush();
      return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)).readLine();
    }
  }

  @Test
  void a_viewer_who_comes_back_is_told_what_he_missed_by_each_of_the_three_ways() throws Exception {
    JsonNode all = json(get("live/poll?since=0").body());
    assertThat(all.at("/r/root").asString()).contains("A small change");
    long version = all.get("v").asLong();
    assertThat(json(get("live/poll?since=" + version + "&lang=zh").body()).at("/r").has("root"))
        .isFalse();

    LinkedBlockingQueue<String> told = new LinkedBlockingQueue<>();
    WebSocket socket = socket("live/socket?lang=zh&since=0", told);
    JsonNode first = json(take(told));
    assertThat(first.at("/r/root").asString()).contains("一次小变更");
    socket.abort();

    WebSocket again = socket("live/socket?lang=zh&since=" + first.get("v").asLong(), told);
    JsonNode second = json(take(told));
    assertThat(second.at("/r").has("root")).isFalse();
    assertThat(second.at("/age").asString()).contains("data-r=\"age\"");
    again.abort();

    WebSocket bytes = socket("live/socket?lang=zh&since=0&as=bytes", told);
    assertThat(json(take(told)).at("/r/root").asString()).contains("一次小变更");
    bytes.abort();

    CompletableFuture<List<String>> lines =
        client
            .sendAsync(
                HttpRequest.newBuilder(URI.create(base + "live/events"))
                    .header("Last-Event-ID", "" + version)
                    .build(),
                HttpResponse.BodyHandlers.ofLines())
            .thenApply(answer -> answer.body().limit(2).toList());
    List<String> event = lines.get(60, TimeUnit.SECONDS);
    assertThat(event.get(0)).startsWith("id: ");
    assertThat(json(event.get(1).substring(6)).at("/r").has("root")).isFalse();
  }

  private WebSocket socket(String path, LinkedBlockingQueue<String> told) {
    WebSocket.Listener listener =
        new WebSocket.Listener() {
          private final StringBuilder text = new StringBuilder();
          private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

          @Override
          public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
              told.add(text.toString());
              text.setLength(0);
            }
            from.request(1);
            return CompletableFuture.completedFuture(null);
          }

          @Override
          public CompletionStage<?> onBinary(WebSocket from, ByteBuffer part, boolean last) {
            byte[] some = new byte[part.remaining()];
            part.get(some);
            bytes.writeBytes(some);
            if (last) {
              told.add(bytes.toString(StandardCharsets.UTF_8));
              bytes.reset();
            }
            from.request(1);
            return CompletableFuture.completedFuture(null);
          }
        };
    return client
        .newWebSocketBuilder()
        .buildAsync(URI.create(base.replace("http", "ws") + path), listener)
        .join();
  }

  private static String take(LinkedBlockingQueue<String> told) throws InterruptedException {
    String message = told.poll(60, TimeUnit.SECONDS);
    if (message == null) {
      throw new AssertionError("nothing was told in a minute");
    }
    return message;
  }

  @Test
  void a_change_in_a_journal_reaches_viewers_and_snapshots_by_itself() throws Exception {
    LinkedBlockingQueue<String> told = new LinkedBlockingQueue<>();
    long version = json(get("live/poll?since=0").body()).get("v").asLong();
    WebSocket socket = socket("live/socket?since=" + version, told);
    Instant later = Instant.now().plus(Duration.ofDays(3));
    open("small-2", later);
    String message = take(told);
    while (!message.contains("small-2") && !message.contains("data-r=\\\"upcoming\\\"")) {
      message = take(told);
    }
    assertThat(json(message).at("/r/upcoming").asString())
        .contains(later.toString().substring(0, 10));
    socket.abort();
    Await.until(
        "the calendar of what comes",
        () -> read("api/v2/scheduled-maintenances/upcoming.json").contains("small-2"));
    Await.until("the page in Chinese", () -> read("index.zh.html").contains("一次小变更"));
    assertThat(read("index.html")).contains("data-live=\"no\"").contains("valid until");
    assertThat(read("assets/page.js")).contains("stale");
  }

  private String read(String file) {
    try {
      Path path = snapshots.resolve(file);
      return Files.exists(path) ? Files.readString(path) : "";
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void a_port_that_is_taken_is_said_with_its_mend() {
    Settings settings =
        Settings.of(
            Map.of(
                "home", List.of(home.resolve("other").toString()),
                "port", List.of("" + Serve.port(server))));
    assertThatThrownBy(() -> Serve.start(settings))
        .isInstanceOf(S22Exception.class)
        .hasMessageContaining("is taken");
  }
}
