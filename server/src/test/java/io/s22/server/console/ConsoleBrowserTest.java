package io.s22.server.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.s22.server.Running;
import io.s22.server.notices.Office;
import io.s22.server.people.Role;
import io.s22.server.people.Totp;
import io.s22.settle.ledger.Booking;
import io.s22.settle.ledger.Ledger;
import io.s22.settle.pay.OwnLink;
import io.s22.settle.pay.Secret;
import io.s22.tell.Language;
import io.s22.tell.notice.Medium;
import io.s22.tell.notice.NoticeKind;
import io.s22.tell.setup.Keyring;
import io.s22.tell.subscribe.SignUps;
import io.s22.tell.subscribe.Subscriber;
import io.s22.tell.subscribe.Subscriber.State;
import io.s22.tell.subscribe.Subscriber.Wish;
import io.s22.tell.subscribe.Tokens;
import io.s22.testkit.Await;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every page of the console in a real browser, Debian's Chromium: as it was rendered for who is
 * signed in, wide and light in English, narrow and dark in Chinese. The pages stand in frames of
 * one harness, where axe-core looks at each. With {@code -Ds22.console=whole} each is looked at in
 * the other language, too. Without a browser it is skipped, and says so.
 */
@TestInstance(Lifecycle.PER_CLASS)
final class ConsoleBrowserTest {
  private static final boolean WHOLE = "whole".equals(System.getProperty("s22.console"));
  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
  private static final Path SHOTS = Path.of("target", "screenshots");
  private static final long PATIENCE_SECONDS = 240;
  private static final String HARNESS =
      """
      <!doctype html><html lang="en"><title>harness</title><body><pre id="said"></pre><script>
      const pages = %s, width = %d, height = %d, look = %b;
      const one = (name) => new Promise((done) => {
        const frame = document.createElement('iframe');
        frame.width = width; frame.height = height; frame.title = name;
        frame.onload = () => {
          const page = frame.contentDocument;
          if (!look) return done(null);
          const script = page.createElement('script');
          script.src = '/axe.min.js';
          script.onload = () => frame.contentWindow.axe.run(page, {iframes: false}).then((found) => {
            const root = page.documentElement;
            const wide = root.scrollWidth > root.clientWidth ? ['wider than the screen'] : [];
            const away = [...page.querySelectorAll('a[href],button,input,select,textarea,summary')]
              .filter((e) => e.type !== 'hidden' && e.tabIndex < 0).map((e) => 'no key reaches ' + e.outerHTML);
            done({page: name, passes: found.passes.length, wrong: wide.concat(away,
              found.violations.map((v) => v.id + ': ' + v.nodes.map((n) => n.html).join(' ')))});
          });
          page.head.append(script);
        };
        frame.src = '/' + name;
        document.body.append(frame);
      });
      (async () => {
        const all = [];
        for (const name of pages) all.push(await one(name));
        document.getElementById('said').textContent = 'SAID' + JSON.stringify(all) + 'END';
      })();
      </script></body></html>
      """;

  private static final String LINKS = "a secret that signs users' links";

  private Running server;
  private String run = "";
  private String link = "";
  private Tokens confirming;
  private Browser admin;
  private HttpServer files;
  private final Map<String, byte[]> served = new LinkedHashMap<>();
  private Path profiles;

  @SuppressWarnings("NullAway.Init")
  ConsoleBrowserTest() {}

  @BeforeAll
  void start(@TempDir Path home, @TempDir Path folder) throws Exception {
    profiles = folder;
    Files.writeString(home.resolve("notices.properties"), "webhook = yes\nallow-private = yes\n");
    String secret = "file:" + Files.writeString(home.resolve("link"), LINKS);
    server = new Running(home, "link-secret", secret);
    booked(home);
    confirming = new Keyring(home, new SecureRandom()).tokens();
    admin = new Browser(server.base());
    admin.get("/console/enrol?link=" + server.front().links().make("main", "", Role.ADMIN));
    String code = Totp.at(admin.hidden("totp"), Instant.now());
    String password = "correct horse battery";
    admin.send(
        "/console/enrol", "login", "anna", "password", password, "again", password, "code", code);
    String token = server.token("main", "olga", Role.OPERATOR);
    server.send("PUT", "/api/v1/plans/small", token, "plan: 1");
    server.send("PUT", "/api/v1/plans/small", token, Running.PLAN);
    server.send("PUT", "/api/v1/plans/broken", token, "plan: 1");
    String order = "{\"plan\":\"small\",\"now\":true,\"reason\":\"trying it out\"}";
    run = server.send("POST", "/api/v1/runs", token, order).json().get("run").asString();
    link = server.front().links().make("main", "neil", Role.VIEWER);
    Await.until("it asks", () -> !server.front().runs().fold("main", run).questions().isEmpty());
    Await.until(
        "the page knows it",
        () -> !server.front().desk().stand().status("main").services().isEmpty());
    subscribed();
    files = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    files.createContext("/", this::file);
    files.start();
  }

  /** Alice is due something, and was paid less. */
  private static void booked(Path home) {
    try (Ledger ledger = Ledger.open(home.resolve("settle.db"))) {
      for (long due : List.of(600, 540)) {
        ledger.book(
            new Booking("over-1", "interruption", "CNY", Instant.EPOCH, "anna", "from a test"),
            lines -> lines.line("alice", due));
      }
    }
  }

  /** A page that asks somebody who signed up whether it was she. */
  private String confirm(String language) {
    Office office = server.front().notices().office("main").orElseThrow();
    Wish wish = new Wish(Language.EN, List.of("shop"), NoticeKind.usual());
    Subscriber asked =
        new Subscriber(
            "s22",
            "asked",
            Medium.WEBHOOK,
            "http://127.0.0.1:9/asked",
            "",
            State.PENDING,
            wish,
            wish,
            Instant.MAX);
    office.book().save(asked);
    Tokens.Claim claim =
        new Tokens.Claim(Tokens.Purpose.CONFIRM, "s22", "asked", SignUps.about(asked));
    String token = confirming.sign(claim, Instant.now().plus(Tokens.CONFIRM));
    return "/confirm?t=" + token + "&lang=" + language;
  }

  private static String own(String language) {
    Instant until = Instant.now().plus(Duration.ofDays(1));
    String token = new OwnLink(new Secret(LINKS)).token("over-1", "alice", until);
    return "/own/" + token + "?lang=" + language;
  }

  /** Somebody is told, and cannot be reached: every page has something to show. */
  private void subscribed() throws Exception {
    Office office = server.front().notices().office("main").orElseThrow();
    Wish wish = new Wish(Language.EN, List.of("shop"), NoticeKind.usual());
    office
        .book()
        .save(
            new Subscriber(
                "s22",
                "anna",
                Medium.WEBHOOK,
                "http://127.0.0.1:9/anna",
                "",
                State.ACTIVE,
                wish,
                wish,
                Instant.EPOCH));
    admin.get("/console/announcements");
    admin.send(
        "/console/announcements",
        "do",
        "preview",
        "run",
        run,
        "en",
        "Soon.",
        "zh",
        "即将开始。",
        "over:webhook",
        "yes");
    assertThat(admin.html()).contains("Soon.", "即将开始。", "What would be sent");
    admin.send("/console/announcements", "do", "send", "reason", "for the pictures");
    assertThat(admin.html()).contains("The announcement is on its way", "for the pictures");
    Await.until("it is tried", () -> !office.book().lines("s22", "", 10).isEmpty());
  }

  @AfterAll
  void stop() {
    files.stop(0);
    admin.close();
    server.close();
  }

  private void file(HttpExchange exchange) throws IOException {
    byte[] body = served.get(exchange.getRequestURI().getPath());
    exchange.getResponseHeaders().set("Content-Type", type(exchange.getRequestURI().getPath()));
    exchange.sendResponseHeaders(body == null ? 404 : 200, body == null ? -1 : body.length);
    if (body != null) {
      exchange.getResponseBody().write(body);
    }
    exchange.close();
  }

  private static String type(String path) {
    return path.endsWith(".css")
        ? "text/css"
        : path.endsWith(".js") ? "text/javascript" : "text/html; charset=utf-8";
  }

  private List<String> pages(String language) throws Exception {
    Map<String, String> paths = new LinkedHashMap<>();
    paths.put("health", "/console");
    paths.put("plans", "/console/plans");
    paths.put("plan", "/console/plans/small");
    paths.put("broken", "/console/plans/broken");
    paths.put("runs", "/console/runs");
    paths.put("run", "/console/runs/" + run);
    paths.put("announcements", "/console/announcements");
    paths.put("templates", "/console/templates");
    paths.put("subscribers", "/console/subscribers");
    paths.put("deliveries", "/console/deliveries");
    paths.put("components", "/console/components");
    paths.put("tokens", "/console/tokens");
    paths.put("users", "/console/users");
    paths.put("audit", "/console/audit");
    paths.put("refused", "/console/nothing");
    admin.get("/console?lang=" + language);
    for (Map.Entry<String, String> each : paths.entrySet()) {
      serve("/" + each.getKey(), admin.get(each.getValue()).body());
    }
    admin.get("/console/announcements");
    admin.send(
        "/console/announcements",
        "do",
        "preview",
        "run",
        run,
        "en",
        "Checkout may be slow until noon.",
        "zh",
        "中午前结账可能较慢。",
        "over:mail",
        "yes",
        "over:webhook",
        "yes");
    serve("/preview", admin.html());
    try (Browser stranger = new Browser(server.base())) {
      serve("/signin", stranger.get("/console/sign-in?lang=" + language).body());
      serve("/enrol", stranger.get("/console/enrol?link=" + link).body());
      // What the public sees beside the status page, which is looked at during a rehearsal.
      serve("/subscribe", stranger.get("/subscribe?lang=" + language).body());
      serve("/confirm", good(stranger.get(confirm(language))));
      serve("/own", good(stranger.get(own(language))));
      serve("/left", stranger.get("/unsubscribe?t=none&lang=" + language).body());
      serve("/public", stranger.get("/?lang=" + language).body());
      serve("/widget", stranger.get("/widget.html?lang=" + language).body());
    }
    String there = language.equals("zh") ? "运行" : "Runs";
    assertThat(admin.get("/console/runs").body()).contains("<h1>" + there);
    byte[] css =
        server.get("/console/assets/console.css", "").body().getBytes(StandardCharsets.UTF_8);
    served.put("/console/assets/console.css", css);
    for (String file : List.of("/assets/page.css", "/assets/page.js")) {
      served.put(file, server.get(file, "").body().getBytes(StandardCharsets.UTF_8));
    }
    try (InputStream axe =
        ConsoleBrowserTest.class.getResourceAsStream(
            "/META-INF/resources/webjars/axe-core/4.6.3/axe.min.js")) {
      assertThat(axe).as("axe-core on the class path").isNotNull();
      served.put("/axe.min.js", axe == null ? new byte[0] : axe.readAllBytes());
    }
    List<String> names = new ArrayList<>(paths.keySet());
    names.addAll(
        List.of("preview", "signin", "enrol", "subscribe", "confirm", "own", "left", "public"));
    names.add("widget");
    for (String name : names) {
      served.put("/" + language + "-" + name, served.getOrDefault("/" + name, new byte[0]));
    }
    return names.stream().map(name -> language + "-" + name).toList();
  }

  private static String good(HttpResponse<String> page) {
    assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
    return page.body();
  }

  private void serve(String path, String html) {
    served.put(path, html.getBytes(StandardCharsets.UTF_8));
  }

  private String browse(List<String> pages, int width, boolean look, String... flags)
      throws IOException, InterruptedException {
    if (!Files.isExecutable(CHROMIUM)) {
      skip("there is no " + CHROMIUM + ": install Debian's 'chromium'");
    }
    String list = "['" + String.join("','", pages) + "']";
    serve("/harness", HARNESS.formatted(list, width, 1_100, look));
    List<String> command =
        new ArrayList<>(
            List.of(
                CHROMIUM.toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--hide-scrollbars",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--virtual-time-budget=120000",
                "--user-data-dir=" + Files.createTempDirectory(profiles, "profile")));
    command.addAll(List.of(flags));
    command.add("http://127.0.0.1:" + files.getAddress().getPort() + "/harness");
    Path out = profiles.resolve("out.html");
    Process browser =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (!browser.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      browser.descendants().forEach(ProcessHandle::destroyForcibly);
      browser.destroyForcibly().waitFor();
      skip("the browser did not answer in " + PATIENCE_SECONDS + " s");
    }
    return Files.readString(out, StandardCharsets.UTF_8);
  }

  private static void skip(String why) {
    System.err.println("SKIPPED: the console was not looked at in a real browser: " + why);
    abort(why);
  }

  private void nothingWrong(String language, int width, String name, String... flags)
      throws Exception {
    List<String> pages = new ArrayList<>();
    if (WHOLE) {
      pages.addAll(pages(language.equals("en") ? "zh" : "en"));
    }
    List<String> shown = pages(language);
    pages.addAll(shown);
    List<String> all = new ArrayList<>(List.of(flags));
    all.add("--dump-dom");
    String dom = browse(pages, width, true, all.toArray(String[]::new));
    if (!dom.contains("SAID[")) {
      skip("the browser ended without an answer");
    }
    String said = dom.substring(dom.indexOf("SAID[") + 4, dom.indexOf("END", dom.indexOf("SAID[")));
    assertThat(said).contains(pages);
    assertThat(said.split("\"wrong\":\\[]", -1)).as(said).hasSize(pages.size() + 1);
    assertThat(said).doesNotContain("\"passes\":0");
    Files.createDirectories(SHOTS);
    Path shot = SHOTS.resolve("console-" + name + ".png").toAbsolutePath();
    List<String> more = new ArrayList<>(List.of(flags));
    more.add("--screenshot=" + shot);
    more.add("--window-size=" + (width + 60) + "," + shown.size() * 1_120);
    browse(shown, width, false, more.toArray(String[]::new));
  }

  @Test
  void axe_finds_nothing_wide_and_light() throws Exception {
    nothingWrong("en", 1_440, "en-light-1440");
  }

  @Test
  void axe_finds_nothing_narrow_and_dark() throws Exception {
    nothingWrong("zh", 360, "zh-dark-360", "--blink-settings=preferredColorScheme=0");
  }
}
