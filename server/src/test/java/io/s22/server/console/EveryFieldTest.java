package io.s22.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.s22.journal.JournalVerifier;
import io.s22.server.Running;
import io.s22.server.Running.Answer;
import io.s22.server.api.Fields;
import io.s22.server.api.Fields.Try;
import io.s22.server.people.Role;
import io.s22.server.people.Totp;
import io.s22.testkit.Await;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Evil text in every field there is: which there are is not written here, but read from the API's
 * document and from the console's forms, so that a new field is tried as soon as it is there.
 */
@TestInstance(Lifecycle.PER_CLASS)
final class EveryFieldTest {
  private static final List<String> EVIL =
      List.of(
          "' or '1'='1",
          "'; drop table people; --",
          "<script>alert(1)</script>",
          "\"><img src=x onerror=alert(1)>",
          "${jndi:ldap://127.0.0.1/x}",
          "{{7*7}}@{7*7}",
          "../../../../etc/passwd",
          "a\r\nSet-Cookie: s22=1",
          "a\u0000b",
          "\uD800",
          "$(touch /tmp/s22-every-field)",
          "\u202Egnp.exe",
          "x".repeat(6_000));
  private static final Pattern FORM =
      Pattern.compile("<form method=\"post\" action=\"([^\"]+)\".*?</form>", Pattern.DOTALL);
  private static final Pattern FIELD =
      Pattern.compile(
          "<(?:input|select|textarea|button)[^>]* name=\"([^\"]+)\"(?:[^>]* value=\"([^\"]*)\")?");

  private Running server;
  private Browser browser;
  private final List<String> tokens = new ArrayList<>();
  private final Map<String, Object> good = new LinkedHashMap<>();
  private String run = "";
  private int spare;

  @SuppressWarnings("NullAway.Init")
  EveryFieldTest() {}

  @BeforeAll
  void start(@TempDir Path home) throws Exception {
    Files.writeString(home.resolve("notices.properties"), "webhook = yes\nallow-private = yes\n");
    server = new Running(home);
    // Each text has a token of its own: none is refused because another asked much.
    for (int i = 0; i < EVIL.size(); i++) {
      tokens.add(server.token("main", "ada" + i, Role.ADMIN));
    }
    browser = new Browser(server.base());
    browser.get("/console/enrol?link=" + server.front().links().make("main", "", Role.ADMIN));
    String code = Totp.at(browser.hidden("totp"), Instant.now());
    String password = "correct horse battery";
    browser.send(
        "/console/enrol", "login", "anna", "password", password, "again", password, "code", code);
    String admin = tokens.getFirst();
    server.send("PUT", "/api/v1/plans/small", admin, Running.PLAN);
    String order = "{\"plan\":\"small\",\"now\":true,\"reason\":\"trying\"}";
    run = server.send("POST", "/api/v1/runs", admin, order).json().get("run").asString();
    Await.until("it asks", () -> !server.front().runs().fold("main", run).questions().isEmpty());
    good.putAll(
        Map.of(
            "plan", "small", "run", run, "reason", "because", "en", "Words.", "zh", "文字。", "by",
            "5m", "login", "ada0", "role", "viewer", "title", "A title", "tenant", "x"));
    good.putAll(
        Map.of(
            "channel",
            "webhook",
            "address",
            "http://127.0.0.1:9/x",
            "language",
            "en",
            "version",
            "1",
            "seq",
            "1",
            "user",
            "ada1",
            "service",
            "shop",
            "kind",
            "moved"));
  }

  @AfterAll
  void stop() {
    browser.close();
    server.close();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private String path(Try each, String variable, String evil) {
    String path = each.path();
    for (String name : each.parameters("path")) {
      String value = name.equals(variable) ? evil : String.valueOf(good.getOrDefault(name, "none"));
      path = path.replace("{" + name + "}", encoded(value));
    }
    return "/api/v1" + path;
  }

  /** Who asked too much goes on with another token: what is refused for that was not tried. */
  private Answer send(String method, String path, int who, String body) throws Exception {
    Answer answer = server.send(method, path, tokens.get(who), body);
    if (answer.status() != 429) {
      return answer;
    }
    tokens.set(who, server.token("main", "adb" + spare++, Role.ADMIN));
    return server.send(method, path, tokens.get(who), body);
  }

  private void refusedOrKept(Try each, String what, Answer answer) {
    String as = each.method() + " " + each.path() + ", " + what + ": " + answer.body();
    assertThat(answer.status()).as(as).isLessThan(500).isNotEqualTo(429);
    if (answer.status() >= 401) {
      assertThat(answer.header("Content-Type")).as(as).startsWith("application/problem+json");
      assertThat(answer.json().get("code").asString()).as(as).startsWith("S22-");
    }
    assertThat(answer.whole().headers().map()).as(as).doesNotContainKey("set-cookie");
  }

  @Test
  void of_the_api() throws Exception {
    JsonNode document = server.get("/api/v1/openapi.json", "").json();
    int tried = 0;
    for (Try each : Fields.operations(document)) {
      for (int i = 0; i < EVIL.size(); i++) {
        tried += api(each, document, EVIL.get(i), i);
      }
    }
    assertThat(tried).isGreaterThan(1_000);
    nothingHappened();
  }

  private int api(Try each, JsonNode document, String evil, int who) throws Exception {
    int tried = 0;
    for (String variable : each.parameters("path")) {
      Answer answer =
          send(each.method(), path(each, variable, evil), who, plain(each, document, ""));
      refusedOrKept(each, variable, answer);
      assertThat(answer.status()).as(each.path() + " " + evil).isGreaterThanOrEqualTo(400);
      tried++;
    }
    for (String name : each.parameters("query")) {
      String path = path(each, "", "") + "?" + encoded(name) + "=" + encoded(evil);
      refusedOrKept(each, name, send(each.method(), path, who, ""));
      tried++;
    }
    for (String field : Fields.body(each, document).keySet()) {
      String body = plain(each, document, field, evil);
      refusedOrKept(each, field, send(each.method(), path(each, "", ""), who, body));
      tried++;
    }
    return tried;
  }

  /** A body as it should be, but for one field. */
  private String plain(Try each, JsonNode document, String field, String... evil) {
    if (Fields.takesText(each)) {
      return Running.PLAN;
    }
    Map<String, Object> body = new LinkedHashMap<>();
    Fields.body(each, document)
        .forEach((name, type) -> {
          Object usual = good.get(name);
          if (name.equals(field)) {
            body.put(name, shaped(type, evil[0]));
          } else if (usual != null && type.equals("string")) {
            body.put(name, usual);
          }
        });
    return body.isEmpty() ? "" : JsonMapper.shared().writeValueAsString(body);
  }

  private static Object shaped(String type, String evil) {
    return switch (type) {
      case "array" -> List.of(evil);
      case "object" -> Map.of(evil, evil);
      default -> evil;
    };
  }

  @Test
  void of_the_console() throws Exception {
    int tried = 0;
    for (String page :
        List.of(
            "/console/plans",
            "/console/plans/small",
            "/console/runs/" + run,
            "/console/announcements",
            "/console/templates",
            "/console/subscribers",
            "/console/deliveries",
            "/console/components",
            "/console/tokens",
            "/console/users")) {
      for (String evil : EVIL) {
        tried += console(page, evil);
      }
    }
    assertThat(tried).isGreaterThan(300);
    nothingHappened();
  }

  private int console(String page, String evil) throws Exception {
    int tried = 0;
    String html = browser.get(page).body();
    Matcher form = FORM.matcher(html);
    // A page that lists many things has the same form many times.
    List<String> seen = new ArrayList<>();
    while (form.find()) {
      String shape = form.group(1) + fields(form.group()).keySet();
      if (form.group(1).equals("/console/sign-out") || seen.contains(shape)) {
        continue;
      }
      seen.add(shape);
      for (String field : fields(form.group()).keySet()) {
        Map<String, String> all = fields(form.group());
        if (!field.equals("csrf") && !field.equals("do")) {
          all.put(field, evil);
          good.forEach((name, value) ->
              all.computeIfPresent(name, (k, v) -> v.isEmpty() ? String.valueOf(value) : v));
          HttpResponse<String> answer = browser.post(form.group(1), all, "same-origin");
          String as = page + " " + form.group(1) + " " + field + " " + evil;
          assertThat(answer.statusCode()).as(as).isLessThan(500);
          clean(as, answer.body());
          tried++;
        }
      }
    }
    return tried;
  }

  private static Map<String, String> fields(String form) {
    Map<String, String> fields = new LinkedHashMap<>();
    Matcher field = FIELD.matcher(form);
    while (field.find()) {
      fields.putIfAbsent(field.group(1), field.group(2) == null ? "" : field.group(2));
    }
    return fields;
  }

  private static void clean(String as, String html) {
    assertThat(html).as(as).doesNotContain("<script>alert", "<img src=x");
  }

  /** What was kept is shown as the text it is; nobody came or went; the journals are whole. */
  private void nothingHappened() throws Exception {
    for (String page :
        List.of("", "/plans", "/runs", "/runs/" + run, "/announcements", "/components", "/users")) {
      HttpResponse<String> shown = browser.get("/console" + page);
      assertThat(shown.statusCode()).as(page).isEqualTo(200);
      clean(page, shown.body());
    }
    clean("the page", server.get("/", "").body());
    assertThat(Path.of("/tmp/s22-every-field")).doesNotExist();
    assertThat(server.front().people().find("main", "ada0")).isPresent();
    JournalVerifier verifier = new JournalVerifier();
    server.get("/api/v1/audit/export", tokens.get(1)).body().lines().forEach(verifier::accept);
    assertThat(verifier.verdict().orThrow().entries()).isPositive();
  }
}
