package io.s22.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.s22.server.Running;
import io.s22.server.Running.Answer;
import io.s22.server.people.Role;
import io.s22.server.people.Totp;
import io.s22.store.JdbcRunStore;
import io.s22.testkit.Await;
import io.s22.window.traffic.Routes;
import io.s22.window.traffic.SummaryFolder;
import io.s22.window.traffic.TrafficListener;
import io.s22.window.traffic.TrafficReader;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** The console as people use it: from the one-time link to a run that another person approves. */
@TestInstance(Lifecycle.PER_CLASS)
final class ConsoleTest {
  private static final String PASSWORD = "correct horse battery";

  private Running server;

  @SuppressWarnings("NullAway.Init")
  ConsoleTest() {}

  @BeforeAll
  void start(@TempDir Path home) {
    server = new Running(home);
  }

  @AfterAll
  void stop() {
    server.close();
  }

  private Browser enrolled(String login, Role role) throws Exception {
    String link = server.front().links().make(JdbcRunStore.MAIN, "", role);
    Browser browser = new Browser(server.base());
    browser.get("/console/enrol?link=" + link);
    String code = Totp.at(browser.hidden("totp"), Instant.now());
    HttpResponse<String> in =
        browser.send(
            "/console/enrol",
            "login",
            login,
            "password",
            PASSWORD,
            "again",
            PASSWORD,
            "code",
            code);
    assertThat(in.statusCode()).isEqualTo(200);
    assertThat(in.uri().getPath()).isEqualTo("/console");
    return browser;
  }

  @Test
  void a_plan_is_written_started_by_one_approved_by_another_and_seen_to_its_end() throws Exception {
    try (Browser olga = enrolled("olga", Role.OPERATOR);
        Browser paul = enrolled("paul", Role.APPROVER)) {
      olga.get("/console/plans");
      olga.send("/console/plans", "plan", "small", "text", Running.PLAN);
      assertThat(olga.html()).contains("Plan small", "nothing wrong", "The plan was written");
      HttpResponse<String> started =
          olga.send("/console/plans/small/start", "when", "now", "reason", "trying it out");
      assertThat(started.statusCode()).as(started.body()).isEqualTo(200);
      String run = started.uri().getPath().substring("/console/runs/".length());
      Await.until("it asks", () -> !server.front().runs().fold("main", run).questions().isEmpty());
      olga.get("/console/runs/" + run);
      assertThat(olga.html()).contains("May only begin?", "Pause").doesNotContain(">Answer<");
      assertThat(olga.html()).contains("/console/runs/" + run + "/report.pdf");
      olga.get("/console/runs/" + run + "/report");
      assertThat(olga.html()).contains("Health report: A small change");
      paul.get("/console/runs/" + run);
      HttpResponse<String> wordless =
          paul.send("/console/runs/" + run + "/approve", "choice", "go", "reason", " ");
      assertThat(wordless.statusCode()).isEqualTo(422);
      paul.get("/console/runs/" + run);
      paul.send("/console/runs/" + run + "/approve", "choice", "go", "reason", "all is well");
      Await.until(
          "it is done",
          () -> server.front().runs().line("main", run).state().name().equals("DONE"));
      assertThat(olga.get("/console/runs/" + run + "/live").body())
          .contains("hello from one", "✔ done", "all is well");
      assertThat(olga.get("/console/runs").body()).contains(run);
      assertThat(olga.get("/console").body()).contains("Shop", "Operational");
    }
  }

  /** Two weeks of an access log that end today, counted: a file for each day. */
  private List<Path> counted(Path folder) throws Exception {
    DateTimeFormatter time = DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss", Locale.ROOT);
    LocalDateTime from =
        LocalDateTime.ofInstant(server.front().clock().now(), ZoneOffset.UTC)
            .truncatedTo(ChronoUnit.DAYS)
            .minusDays(14);
    StringBuilder log = new StringBuilder();
    for (int minute = 0; minute < 14 * 24 * 60; minute += 5) {
      log.append("10.0.0.").append(minute % 50).append(" - - [");
      log.append(time.format(from.plusMinutes(minute)));
      log.append(" +0000] \"GET / HTTP/1.1\" 200 7 \"-\" \"-\"\n");
    }
    Path file = Files.writeString(folder.resolve("access.log"), log);
    TrafficReader.Settings settings =
        new TrafficReader.Settings("combined", null, Routes.NONE, ZoneOffset.UTC, 1);
    new TrafficReader(settings, System.in, TrafficListener.NONE, System::nanoTime)
        .read(List.of(file), folder.resolve("counted"));
    return new SummaryFolder(folder.resolve("counted")).all();
  }

  @Test
  void a_window_is_drawn_by_the_traffic_that_was_sent(@TempDir Path folder) throws Exception {
    String vic = server.token("main", "window-vic", Role.VIEWER);
    try (Browser otto = enrolled("window-otto", Role.OPERATOR)) {
      otto.get("/console/plans");
      otto.send("/console/plans", "plan", "placed", "text", Running.PLAN);
      String picture = "/console/plans/placed/picture?of=window";
      assertThat(otto.get(picture).body()).contains("S22-9315", "s22 traffic send");
      String token = server.token("main", "window-oskar", Role.OPERATOR);
      for (Path day : counted(folder)) {
        String summary = Base64.getEncoder().encodeToString(Files.readAllBytes(day));
        String body = "{\"summary\":\"" + summary + "\"}";
        assertThat(server.send("POST", "/api/v1/traffic", vic, body).status()).isEqualTo(403);
        Answer taken = server.send("POST", "/api/v1/traffic", token, body);
        assertThat(taken.json().get("taken").asBoolean()).as(taken.body()).isTrue();
        assertThat(server.send("POST", "/api/v1/traffic", token, body).json().get("taken"))
            .asString()
            .isEqualTo("false");
      }
      assertThat(server.get("/api/v1/traffic", vic).json().get("days").asInt()).isEqualTo(14);
      for (String bad : List.of("{\"summary\":\"AAAA\"}", "{\"summary\":\"é\"}", "{}")) {
        assertThat(server.send("POST", "/api/v1/traffic", token, bad).status()).isEqualTo(422);
      }
      HttpResponse<String> drawn = otto.get(picture);
      assertThat(drawn.statusCode()).as(drawn.body()).isEqualTo(200);
      assertThat(drawn.body()).contains("<svg", "placed");
      assertThat(server.get("/api/v1/plans/placed/window", vic).json().toString())
          .contains("proposed");
    }
  }

  @Test
  void nobody_approves_his_own_run_here_either() throws Exception {
    try (Browser anna = enrolled("anna", Role.ADMIN)) {
      anna.get("/console/plans");
      anna.send("/console/plans", "plan", "own", "text", Running.PLAN);
      HttpResponse<String> started =
          anna.send("/console/plans/own/start", "when", "now", "reason", "mine");
      String run = started.uri().getPath().substring("/console/runs/".length());
      Await.until("it asks", () -> !server.front().runs().fold("main", run).questions().isEmpty());
      HttpResponse<String> refused =
          anna.send("/console/runs/" + run + "/approve", "choice", "go", "reason", "mine");
      assertThat(refused.statusCode()).isEqualTo(403);
      assertThat(refused.body()).contains("S22-9309");
      assertThat(anna.get("/console/audit").body()).contains("own-approval", "run-started");
      assertThat(anna.get("/console/runs/" + run).body()).contains("somebody else answers");
      anna.send("/console/runs/" + run + "/abort", "reason", "enough");
    }
  }

  @Test
  void signing_in_wants_everything_right_and_a_form_of_ours() throws Exception {
    try (Browser first = enrolled("rita", Role.VIEWER);
        Browser again = new Browser(server.base())) {
      first.get("/console");
      first.send("/console/sign-out");
      assertThat(first.html()).contains("You are signed out");
      assertThat(first.get("/console/runs").uri().getPath()).isEqualTo("/console/sign-in");
      again.get("/console/sign-in");
      HttpResponse<String> wrong =
          again.send(
              "/console/sign-in", "login", "rita", "password", "not the one", "code", "000000");
      assertThat(wrong.statusCode()).isEqualTo(401);
      HttpResponse<String> foreign =
          again.post("/console/sign-in", Map.of("login", "rita", "csrf", "x"), "same-origin");
      assertThat(foreign.statusCode()).isEqualTo(403);
    }
  }

  @Test
  void a_form_from_elsewhere_or_without_its_mark_is_refused() throws Exception {
    try (Browser browser = enrolled("otto", Role.OPERATOR)) {
      browser.get("/console/plans");
      String csrf = browser.hidden("csrf");
      Map<String, String> good = Map.of("csrf", csrf, "plan", "x", "text", Running.PLAN);
      Map<String, String> none = Map.of("plan", "x", "text", Running.PLAN);
      assertThat(browser.post("/console/plans", good, "cross-site").statusCode()).isEqualTo(403);
      assertThat(browser.post("/console/plans", good, "same-site").statusCode()).isEqualTo(403);
      assertThat(browser.post("/console/plans", none, "same-origin").statusCode()).isEqualTo(403);
      assertThat(browser.post("/console/plans", good, "same-origin").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void roles_see_and_do_what_they_may() throws Exception {
    try (Browser viewer = enrolled("vera", Role.VIEWER)) {
      assertThat(viewer.get("/console").body()).doesNotContain("/console/users");
      for (String path : List.of("/console/users", "/console/audit")) {
        assertThat(viewer.get(path).statusCode()).as(path).isEqualTo(403);
      }
      viewer.get("/console/plans");
      assertThat(viewer.html()).doesNotContain("textarea");
      assertThat(viewer.send("/console/plans", "plan", "x", "text", "plan: x").statusCode())
          .isEqualTo(403);
    }
  }

  @Test
  void people_are_invited_and_tokens_shown_once() throws Exception {
    try (Browser admin = enrolled("ada", Role.ADMIN)) {
      admin.get("/console/users");
      admin.send("/console/users", "do", "add", "login", "neil", "title", "Neil", "role", "viewer");
      assertThat(admin.html()).contains("/console/enrol?link=");
      admin.get("/console/tokens");
      String marks = "<b>\"'&";
      admin.send("/console/tokens", "do", "make", "title", marks, "plans:read", "yes");
      assertThat(admin.html()).contains("s22_").doesNotContain("<b>");
      assertThat(admin.get("/console/tokens").body()).doesNotContain("s22_", "<b>");
      admin.send(
          "/console/components", "do", "put", "component", "shop", "en", "The shop", "zh", "商店");
      assertThat(admin.html()).contains("The shop");
    }
  }

  @Test
  void what_changes_is_sent_at_once_and_nothing_more_to_who_is_signed_out() throws Exception {
    try (Browser olga = enrolled("olivia", Role.OPERATOR);
        Browser paul = enrolled("pavel", Role.APPROVER)) {
      olga.get("/console/plans");
      olga.send("/console/plans", "plan", "live", "text", Running.PLAN);
      HttpResponse<String> started =
          olga.send("/console/plans/live/start", "when", "now", "reason", "trying it out");
      String path = started.uri().getPath();
      String run = path.substring("/console/runs/".length());
      Await.until("it asks", () -> !server.front().runs().fold("main", run).questions().isEmpty());
      List<String> heard = new CopyOnWriteArrayList<>();
      Thread listener =
          Thread.ofVirtual().start(() -> olga.stream(path + "/live", line -> heard.add(line)));
      Await.until(
          "it is shown as it is",
          () -> heard.stream().anyMatch(line -> line.contains("May only begin?")));
      paul.get("/console/runs/" + run);
      paul.send("/console/runs/" + run + "/approve", "choice", "go", "reason", "all is well");
      Await.until(
          "its end and what it printed are sent",
          () ->
              heard.stream().anyMatch(line -> line.contains("✔ done"))
                  && heard.stream().anyMatch(line -> line.contains("hello from one")));
      server.front().people().change("main", "olivia", Role.OPERATOR, true);
      Await.until("she is let go", () -> heard.contains("event: out"));
      listener.join();
    }
    assertThat(
            server.get("/console/health", "", "Accept", "text/event-stream").header("Content-Type"))
        .as("a stranger is shown the way in")
        .doesNotContain("event-stream");
  }

  @Test
  void behind_https_cookies_are_of_this_host_alone_and_travel_by_tls_alone(@TempDir Path home)
      throws Exception {
    try (Running behind = new Running(home, "url", "https://status.example.org")) {
      HttpResponse<String> page = behind.get("/console/sign-in?lang=zh", "").whole();
      assertThat(page.headers().allValues("Set-Cookie"))
          .isNotEmpty()
          .allSatisfy(cookie ->
              assertThat(cookie)
                  .startsWith("__Host-s22")
                  .contains("; Secure", "; HttpOnly", "; Path=/", "; SameSite=Lax")
                  .doesNotContain("Domain"));
      String form = page.headers().allValues("Set-Cookie").getFirst().split(";")[0];
      String plain = form.replaceFirst("__Host-", "");
      String body = "csrf=" + form.substring(form.indexOf('=') + 1) + "&login=x&password=y&code=1";
      String[] forms = {"Content-Type", "application/x-www-form-urlencoded", "Cookie"};
      assertThat(
              behind
                  .send("POST", "/console/sign-in", "", body, forms[0], forms[1], forms[2], form)
                  .status())
          .as("the form is ours, the password is wrong")
          .isEqualTo(401);
      assertThat(
              behind
                  .send("POST", "/console/sign-in", "", body, forms[0], forms[1], forms[2], plain)
                  .status())
          .as("a cookie without the prefix is none")
          .isEqualTo(403);
    }
  }

  @Test
  void cookies_and_headers_are_what_they_should_be() throws Exception {
    HttpResponse<String> page = server.get("/console/sign-in", "").whole();
    assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
        .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
        .doesNotContain("unsafe");
    assertThat(page.headers().allValues("Set-Cookie"))
        .isNotEmpty()
        .allSatisfy(cookie -> assertThat(cookie).contains("HttpOnly", "SameSite=Lax", "Path=/"));
    assertThat(page.body()).doesNotContainPattern("<script(?! src)|\\son[a-z]+=|\\sstyle=");
  }
}
