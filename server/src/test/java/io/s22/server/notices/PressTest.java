package io.s22.server.notices;

import static org.assertj.core.api.Assertions.assertThat;

import io.s22.server.Running;
import io.s22.server.Running.Answer;
import io.s22.server.people.Role;
import io.s22.tell.Language;
import io.s22.tell.notice.Medium;
import io.s22.tell.notice.NoticeKind;
import io.s22.tell.subscribe.Subscriber;
import io.s22.tell.subscribe.Subscriber.State;
import io.s22.tell.subscribe.Subscriber.Wish;
import io.s22.testkit.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What people announce: seen before it is sent, told to those affected and nobody else. */
final class PressTest {
  private Hook hook;
  private Running server;
  private String olga;
  private String run = "";

  @SuppressWarnings("NullAway.Init")
  PressTest() {}

  @BeforeEach
  void start(@TempDir Path home) throws Exception {
    hook = new Hook();
    Files.writeString(home.resolve("notices.properties"), "webhook = yes\nallow-private = yes\n");
    server = new Running(home);
    olga = server.token("main", "olga", Role.OPERATOR);
    server.front().tenants().add("beta", "Beta");
    server.front().desk().stand().add("beta", "Beta");
    String plan = Running.PLAN.replace("services: {shop:", "services: {mail: {}, shop:");
    assertThat(server.send("PUT", "/api/v1/plans/small", olga, plan).status()).isEqualTo(201);
    String order = "{\"plan\":\"small\",\"now\":true,\"reason\":\"trying\"}";
    run = server.send("POST", "/api/v1/runs", olga, order).json().get("run").asString();
    // The run's own announcement is over before anybody subscribes.
    Await.until(
        "the run was announced",
        () ->
            server
                .front()
                .notices()
                .office("main")
                .filter(office -> office.book().knows("s22", run, "started"))
                .isPresent());
    Await.until("both have offices", () -> server.front().notices().office("beta").isPresent());
    Await.until(
        "the page knows the window",
        () -> server.front().desk().stand().status("main").services().size() == 2);
  }

  @AfterEach
  void stop() {
    server.close();
    hook.close();
  }

  private void subscriber(
      String tenant, String id, Language language, List<String> services, NoticeKind... kinds) {
    Wish wish = new Wish(language, services, List.of(kinds));
    Office office =
        server.front().notices().office(tenant.equals("s22") ? "main" : tenant).orElseThrow();
    office
        .book()
        .save(
            new Subscriber(
                tenant,
                id,
                Medium.WEBHOOK,
                hook.url("/" + id),
                "",
                State.ACTIVE,
                wish,
                wish,
                Instant.EPOCH));
  }

  private static Map<String, Object> words(String run, Object... more) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("run", run);
    body.put("title-en", "Checkout may be slow");
    body.put("title-zh", "结账可能变慢");
    body.put("en", "Checkout may be slow until noon.\nYour basket is kept.");
    body.put("zh", "中午前结账可能较慢。\n购物车内容会保留。");
    for (int i = 0; i + 1 < more.length; i += 2) {
      body.put(String.valueOf(more[i]), more[i + 1]);
    }
    return body;
  }

  private Answer post(String path, Map<String, Object> body) throws Exception {
    return server.send(
        "POST", "/api/v1" + path, olga, JsonMapper.shared().writeValueAsString(body));
  }

  @Test
  void every_message_is_seen_before_it_is_sent_and_those_affected_are_told_once_in_their_language()
      throws Exception {
    subscriber("s22", "anna", Language.EN, List.of("shop"), NoticeKind.WORD);
    subscriber("s22", "li", Language.ZH, List.of(), NoticeKind.ANNOUNCED);
    subscriber("s22", "max", Language.EN, List.of("mail"), NoticeKind.WORD);
    subscriber("s22", "eve", Language.EN, List.of("shop"), NoticeKind.FINISHED);
    subscriber("beta", "bob", Language.EN, List.of(), NoticeKind.WORD);
    Map<String, Object> words = words(run, "severity", "urgent");
    assertThat(post("/announcements", words).status()).as("no reason").isEqualTo(422);
    words.put("reason", "customers asked");
    assertThat(post("/announcements", words).status()).as("not previewed").isEqualTo(412);
    Answer preview = post("/announcements/preview", words);
    assertThat(preview.status()).as(preview.body()).isEqualTo(200);
    JsonNode shown = preview.json();
    assertThat(shown.get("messages")).hasSize(Medium.values().length * 2);
    assertThat(shown.get("messages"))
        .allSatisfy(each ->
            assertThat(each.get("body").asString())
                .contains(each.get("language").asString().equals("zh") ? "结账" : "Checkout"));
    assertThat(shown.get("told").asLong()).isEqualTo(2);
    assertThat(shown.get("told-by").toString()).contains("\"webhook en\":1", "\"webhook zh\":1");
    assertThat(hook.got()).as("nothing was sent").isEmpty();
    words.put("seen", shown.get("seen").asString());
    Map<String, Object> changed = new LinkedHashMap<>(words);
    changed.put("en", "Something else.");
    assertThat(post("/announcements", changed).status()).as("changed since").isEqualTo(412);
    Answer sent = post("/announcements", words);
    assertThat(sent.status()).as(sent.body()).isEqualTo(201);
    Await.until("two are told", () -> hook.got().size() == 2);
    server.send(
        "POST", "/api/v1/posts", olga, "{\"run\":\"" + run + "\",\"en\":\"On.\",\"zh\":\"继续。\"}");
    Await.until("of the post, too", () -> hook.got().size() == 4);
    assertThat(hook.got()).extracting(Hook.Got::path).containsOnly("/anna", "/li");
    assertThat(hook.got())
        .filteredOn(got -> got.path().equals("/li"))
        .allSatisfy(got -> assertThat(got.body()).doesNotContain("Checkout", "On."));
    assertThat(hook.got())
        .anySatisfy(got ->
            assertThat(got.body()).contains("Checkout may be slow", "urgent", "Your basket"));
    assertThat(hook.got()).extracting(Hook.Got::id).doesNotHaveDuplicates();
    Await.until("it is on the page", this::onThePage);
    assertThat(server.get("/api/v1/audit/export", server.token("main", "ada", Role.ADMIN)).body())
        .contains("announced", "customers asked");
  }

  private boolean onThePage() {
    try {
      return server.get("/", "").body().contains("Your basket is kept.");
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void what_cannot_be_announced_is_refused_by_name() throws Exception {
    for (Map<String, Object> wrong :
        List.of(
            words("nowhere-1"),
            words(run, "kind", "confirm"),
            words(run, "kind", "rumour"),
            words(run, "severity", "loud"),
            words(run, "services", List.of("nothing")),
            words(run, "over", List.of("pigeon")),
            words(run, "title-zh", ""),
            words(run, "en", " "),
            words(run, "zh", "x".repeat(5_001)))) {
      assertThat(post("/announcements/preview", wrong).status())
          .as(wrong.toString())
          .isIn(404, 422);
    }
    Map<String, Object> page = words(run, "over", List.of("status-page"));
    assertThat(post("/announcements/preview", page).json().get("messages")).isEmpty();
  }

  @Test
  void what_was_given_up_is_listed_and_sent_again_and_a_subscriber_is_taken_away()
      throws Exception {
    subscriber("s22", "anna", Language.EN, List.of("shop"), NoticeKind.WORD);
    Map<String, Object> words = words(run, "reason", "why");
    words.put("seen", post("/announcements/preview", words).json().get("seen").asString());
    hook.refuse(true);
    assertThat(post("/announcements", words).status()).isEqualTo(201);
    Await.until("it is given up", () -> letters() == 1);
    hook.refuse(false);
    JsonNode dead = server.get("/api/v1/dead-letters", olga).json().get("items").get(0);
    assertThat(dead.get("masked").asString()).isEqualTo("127.0.0.1/…");
    assertThat(dead.get("error").asString()).contains("400");
    String key = dead.get("key").asString();
    assertThat(server.get("/api/v1/deliveries/" + key, olga).status()).isEqualTo(200);
    assertThat(post("/deliveries/" + key + "/retry", Map.of()).status()).isEqualTo(202);
    Await.until(
        "it is told", () -> hook.got().stream().anyMatch(got -> got.path().equals("/anna")));
    assertThat(post("/deliveries/" + key + "/retry", Map.of()).status()).isEqualTo(409);
    assertThat(server.get("/api/v1/notices/journal", olga).body()).contains("\"type\":\"intent\"");
    assertThat(server.send("DELETE", "/api/v1/subscribers/anna", olga, "").status()).isEqualTo(204);
    assertThat(server.get("/api/v1/subscribers/anna", olga).status()).isEqualTo(404);
    String invite = "{\"channel\":\"webhook\",\"address\":\"" + hook.url("/new") + "\"}";
    assertThat(server.send("POST", "/api/v1/subscribers", olga, invite).status()).isEqualTo(202);
    Await.until(
        "it is asked", () -> hook.got().stream().anyMatch(got -> got.path().equals("/new")));
    assertThat(server.send("POST", "/api/v1/subscribers", olga, "{\"channel\":\"sms\"}").status())
        .isEqualTo(422);
    String viewer = server.token("main", "vera", Role.VIEWER);
    assertThat(server.get("/api/v1/subscribers", viewer).status()).isEqualTo(403);
  }

  private int letters() {
    try {
      return server.get("/api/v1/dead-letters", olga).json().get("items").size();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void a_tenants_own_words_are_seen_before_they_stand_are_told_and_are_given_back()
      throws Exception {
    Map<String, Object> own =
        Map.of("kind", "announced", "en", "Heads up: {title}.", "zh", "注意：{title}。");
    Answer seen = post("/templates/preview", own);
    assertThat(seen.status()).as(seen.body()).isEqualTo(200);
    assertThat(seen.body()).contains("Heads up: A new database.", "注意：数据库升级。", "\"sms\"");
    Map<String, Object> wrong = Map.of("kind", "announced", "en", "{stage}", "zh", "{title}");
    assertThat(post("/templates/preview", wrong).status()).isEqualTo(422);
    String path = "/api/v1/templates/announced";
    String body = "{\"en\":\"Heads up: {title}.\",\"zh\":\"注意：{title}。\",\"reason\":\"shorter\"}";
    assertThat(server.send("PUT", path, olga, body).status()).isEqualTo(200);
    String evil = "{\"en\":\"{secret}\",\"zh\":\"{title}\"}";
    assertThat(server.send("PUT", path, olga, evil).status()).isEqualTo(422);
    subscriber("s22", "en", Language.EN, List.of("shop"), NoticeKind.ANNOUNCED);
    subscriber("s22", "zh", Language.ZH, List.of("shop"), NoticeKind.ANNOUNCED);
    String order = "{\"plan\":\"small\",\"now\":true,\"reason\":\"again\"}";
    assertThat(server.send("POST", "/api/v1/runs", olga, order).status()).isEqualTo(201);
    Await.until("both are told", () -> hook.got().size() == 2);
    assertThat(hook.got())
        .anySatisfy(got -> assertThat(got.body()).contains("Heads up: A small change."))
        .anySatisfy(got -> assertThat(got.body()).contains("注意：一次小变更。"));
    String admin = server.token("main", "ada", Role.ADMIN);
    assertThat(server.get("/api/v1/audit/export", admin).body())
        .contains("template-put", "shorter", "Heads up: {title}.");
    assertThat(server.send("DELETE", path, olga, "").status()).isEqualTo(204);
    assertThat(server.send("DELETE", path, olga, "").status()).isEqualTo(404);
    assertThat(server.get("/api/v1/templates", olga).body())
        .contains("maintenance on {window}")
        .doesNotContain("Heads up", "\"own\":true");
  }
}
