package io.s22.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.s22.run.engine.RunFold;
import io.s22.server.Running;
import io.s22.server.Running.Answer;
import io.s22.server.api.Fields.Try;
import io.s22.server.notices.Hook;
import io.s22.server.notices.Office;
import io.s22.server.people.Role;
import io.s22.tell.Language;
import io.s22.tell.notice.Medium;
import io.s22.tell.notice.NoticeKind;
import io.s22.tell.outbox.Account;
import io.s22.tell.subscribe.Subscriber;
import io.s22.tell.subscribe.Subscriber.State;
import io.s22.tell.subscribe.Subscriber.Wish;
import io.s22.testkit.Await;
import java.net.URI;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * No operation crosses tenants. Which operations there are is not written here: the server's own
 * OpenAPI document says it, so that a new one is tried as soon as it is there.
 */
@TestInstance(Lifecycle.PER_CLASS)
class TenantsTest {
  /** Stands in everything that is B's. */
  private static final String MARK = "bravo";

  private static final String DOCUMENT = "/api/v1/openapi.json";

  private Hook hook;
  private Running server;
  private String alice;
  private String bob;
  private final Map<String, String> theirs = new LinkedHashMap<>();

  @SuppressWarnings("NullAway.Init")
  TenantsTest() {}

  /** Overridden per database. */
  Running running(Path home) {
    return new Running(home);
  }

  @BeforeAll
  void start(@TempDir Path home) throws Exception {
    hook = new Hook();
    Files.writeString(home.resolve("notices.properties"), "webhook = yes\nallow-private = yes\n");
    server = running(home);
    for (String tenant : List.of("alpha", "beta")) {
      server.front().tenants().add(tenant, tenant);
      server.front().desk().stand().add(tenant, tenant);
    }
    alice = server.token("alpha", "alice", Role.ADMIN);
    bob = server.token("beta", MARK, Role.ADMIN);
    String plan = MARK + "-plan";
    String text =
        Running.PLAN.replace("plan: small", "plan: " + plan).replace("shop", MARK)
            + "compensation: {per-minute: 0.1 CNY, data-loss-up-to: 100 CNY}\n";
    expect(201, server.send("PUT", "/api/v1/plans/" + plan, bob, text));
    Answer opened =
        expect(
            201,
            server.send(
                "POST",
                "/api/v1/runs",
                bob,
                "{\"plan\":\"" + plan + "\",\"now\":true,\"reason\":\"" + MARK + "\"}"));
    String run = opened.json().get("run").asString();
    String titles = "{\"en\":\"" + MARK + "\",\"zh\":\"" + MARK + "\"}";
    expect(200, server.send("PUT", "/api/v1/components/" + MARK, bob, titles));
    String post = "{\"run\":\"" + run + "\",\"en\":\"" + MARK + "\",\"zh\":\"" + MARK + "\"}";
    Answer posted = expect(201, server.send("POST", "/api/v1/posts", bob, post));
    String token = "{\"title\":\"" + MARK + "\",\"scopes\":[\"plans:read\"]}";
    Answer made = expect(201, server.send("POST", "/api/v1/tokens", bob, token));
    var person = server.front().people().get("beta", MARK);
    server.front().sessions().open(person);
    theirs.put("plan", plan);
    theirs.put("version", "1");
    theirs.put("run", run);
    theirs.put("seq", "1");
    theirs.put("post", posted.json().get("id").asString());
    theirs.put("component", MARK);
    theirs.put("service", MARK);
    theirs.put("user", MARK);
    theirs.put("token", made.json().get("id").asString());
    theirs.put("session", server.front().sessions().of("beta", MARK).getFirst().id());
    theirs.put("tenant", "beta");
    theirs.put("code", "S22-0000");
    String lost = "{\"name\":\"%s\",\"user\":\"%s\",\"because\":\"%s\",\"entries\":[1]}";
    expect(
        201,
        server.send(
            "POST", "/api/v1/runs/" + run + "/cases", bob, lost.formatted(MARK, MARK, MARK)));
    theirs.put("case", MARK);
    told(run);
    String phrase = "{\"en\":\"%s\",\"zh\":\"%s\"}".formatted(MARK, MARK);
    expect(200, server.send("PUT", "/api/v1/templates/moved", bob, phrase));
    theirs.put("kind", "moved");
    Await.until("A has an office", () -> server.front().notices().office("alpha").isPresent());
    Await.until(
        "the run asks",
        () -> {
          RunFold fold = server.front().runs().fold("beta", run);
          return !fold.questions().isEmpty() && fold.expected() != null;
        });
  }

  /** Somebody of B's is told of something: B has a subscriber, a delivery and an announcement. */
  private void told(String run) throws Exception {
    Await.until("B has an office", () -> server.front().notices().office("beta").isPresent());
    Office office = server.front().notices().office("beta").orElseThrow();
    Wish wish = new Wish(Language.EN, List.of(), List.of(NoticeKind.WORD));
    Subscriber subscriber =
        new Subscriber(
            "beta",
            MARK,
            Medium.WEBHOOK,
            hook.url("/" + MARK),
            "",
            State.ACTIVE,
            wish,
            wish,
            Instant.EPOCH);
    office.book().save(subscriber);
    String words = "{\"run\":\"" + run + "\",\"en\":\"" + MARK + "\",\"zh\":\"" + MARK + "\"";
    String preview = "/api/v1/announcements/preview";
    Answer seen = expect(200, server.send("POST", preview, bob, words + "}"));
    String whole =
        words + ",\"reason\":\"why\",\"seen\":\"" + seen.json().get("seen").asString() + "\"}";
    Answer sent = expect(201, server.send("POST", "/api/v1/announcements", bob, whole));
    theirs.put("announcement", sent.json().get("id").asString());
    theirs.put("subscriber", MARK);
    // The post before goes out, too, where the office had not read it before this reader was
    // there. Notices are written down in the journal's order: who has the last has all.
    String last = "word-" + sent.json().get("id").asString();
    Await.until(
        "all of it is told",
        () -> {
          List<Account.Line> lines = office.book().lines("beta", "", 10);
          return lines.stream().anyMatch(line -> line.event().equals(last))
              && lines.stream().allMatch(line -> line.state().equals("sent"));
        });
    theirs.put("delivery", office.book().lines("beta", "sent", 1).getFirst().key());
  }

  @AfterAll
  void stop() {
    server.close();
    hook.close();
  }

  private static Answer expect(int status, Answer answer) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    return answer;
  }

  private List<Try> operations() throws Exception {
    List<Try> all = new ArrayList<>(Fields.operations(server.get(DOCUMENT, "").json()));
    // Last what gives A something of the same name: until then, all of it is B's.
    all.sort(Comparator.comparing(each -> each.method().equals("PUT")));
    return all;
  }

  private String filled(String path) {
    String filled = path;
    for (Map.Entry<String, String> each : theirs.entrySet()) {
      filled = filled.replace("{" + each.getKey() + "}", each.getValue());
    }
    assertThat(filled).as("the test has an id for every variable").doesNotContain("{");
    return "/api/v1" + filled;
  }

  /** A body as the document describes it, with B's names wherever a text goes. */
  private static String body(Try each, JsonNode document) {
    if (Fields.takesText(each)) {
      return Running.PLAN;
    }
    Map<String, String> fields = Fields.body(each, document);
    if (fields.isEmpty()) {
      return "";
    }
    Map<String, Object> body = new LinkedHashMap<>();
    fields.forEach((name, type) -> {
      if (type.equals("string") && !name.equals("at")) {
        body.put(name, name.equals("by") ? "5m" : MARK + "-plan");
      }
    });
    assertThat(fields).as(each.path()).isNotEmpty();
    return JsonMapper.shared().writeValueAsString(body);
  }

  /** What every tenant has of his own, so that the same name is two things. */
  private static boolean makesHisOwn(Try each) {
    return each.method().equals("PUT");
  }

  @Test
  void there_are_more_than_fifty_operations_and_each_says_what_it_wants() throws Exception {
    List<Try> all = operations();
    assertThat(all).hasSizeGreaterThan(50);
    assertThat(all)
        .allSatisfy(each -> {
          assertThat(each.operation().get("operationId").asString()).isNotBlank();
          assertThat(each.operation().get("summary").asString()).isNotBlank();
          assertThat(each.operation().get("responses").get("default")).isNotNull();
        });
    assertThat(all.stream().map(each -> each.operation().get("operationId").asString()).distinct())
        .hasSameSizeAs(all);
  }

  @Test
  void no_operation_gives_or_changes_anything_of_another_tenant() throws Exception {
    String before = everythingOfBob();
    JsonNode document = server.get(DOCUMENT, "").json();
    for (Try each : operations()) {
      if (each.anyone()) {
        continue;
      }
      Answer answer = server.send(each.method(), filled(each.path()), alice, body(each, document));
      String what = each.method() + " " + each.path() + ": " + answer.status() + answer.body();
      if (each.path().contains("{")) {
        assertThat(answer.status())
            .as(what)
            .isIn(makesHisOwn(each) ? List.of(200, 201) : List.of(404));
      } else {
        assertThat(answer.status()).as(what).isLessThan(500);
      }
      String told = answer.body().replaceAll("'[^']*'", "");
      if (!makesHisOwn(each)) {
        assertThat(told).as(what).doesNotContain(MARK).doesNotContain("beta");
      }
      // The operation is one: whose token it is, is all that differs.
      if (each.method().equals("GET")) {
        assertThat(server.send("GET", filled(each.path()), bob, "").status())
            .as("with the right token: " + what)
            .isIn(each.path().contains("{code}") ? List.of(404) : List.of(200, 409, 422));
      }
    }
    assertThat(everythingOfBob()).isEqualTo(before);
    // His run goes on by itself meanwhile; nobody of A's may have said anything to it.
    String run = theirs.getOrDefault("run", "");
    String journal = "/api/v1/runs/" + run + "/export";
    assertThat(server.get(journal, bob).body()).contains(MARK).doesNotContain("alice");
    assertThat(server.front().runs().journals("beta").inbox(run)).isEmpty();
  }

  private String everythingOfBob() throws Exception {
    StringBuilder all = new StringBuilder();
    for (String path :
        List.of(
            "/plans",
            "/plans/bravo-plan/text",
            "/plans/bravo-plan/versions",
            "/posts",
            "/announcements",
            "/subscribers",
            "/deliveries",
            "/components",
            "/users",
            "/tokens",
            "/sessions",
            "/tenants",
            "/runs/" + theirs.get("run") + "/cases",
            "/ledger/verify",
            "/templates",
            "/audit/export")) {
      expect(200, server.get("/api/v1" + path, bob))
          .body()
          .lines()
          // What B itself asked and was refused is B's own doing.
          .filter(line -> !path.startsWith("/audit") || !line.contains("\"by\":\"" + MARK))
          .forEach(line -> all.append(line).append('\n'));
    }
    return all.toString();
  }

  @Test
  void each_tenant_has_a_page_of_its_own() throws Exception {
    assertThat(server.get("/t/beta/", "").body()).contains(MARK);
    assertThat(server.get("/t/alpha/", "").status()).isEqualTo(200);
    assertThat(server.get("/t/alpha/", "").body()).doesNotContain(MARK);
    assertThat(server.get("/", "").body()).doesNotContain(MARK);
    assertThat(server.get("/t/nobody/", "").status()).isEqualTo(404);
  }

  /** What a page's socket says first; what it closed with, where it closed. */
  private String socket(String tenant) throws Exception {
    CompletableFuture<String> said = new CompletableFuture<>();
    URI uri =
        URI.create("ws://127.0.0.1:" + server.port() + "/t/" + tenant + "/live/socket?since=0");
    WebSocket.Listener listener =
        new WebSocket.Listener() {
          private final StringBuilder text = new StringBuilder();

          @Override
          public @Nullable CompletionStage<?> onText(
              WebSocket socket, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
              said.complete(text.toString());
            }
            socket.request(1);
            return null;
          }

          @Override
          public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            said.complete("closed " + code);
            return null;
          }
        };
    WebSocket socket =
        server.client().newWebSocketBuilder().buildAsync(uri, listener).get(60, TimeUnit.SECONDS);
    try {
      return said.get(60, TimeUnit.SECONDS);
    } finally {
      socket.abort();
    }
  }

  @Test
  void who_listens_to_one_tenants_page_hears_nothing_of_anothers() throws Exception {
    assertThat(socket("beta")).contains(MARK);
    assertThat(socket("alpha")).doesNotContain(MARK, "closed");
    assertThat(socket("nobody")).isEqualTo("closed 1008");
    assertThat(server.get("/t/beta/live/poll?since=0", "").body()).contains(MARK);
    assertThat(server.get("/t/alpha/live/poll?since=0", "").body()).doesNotContain(MARK);
    assertThat(server.get("/t/beta/subscribe", "").body()).contains("beta", MARK);
    assertThat(server.get("/t/alpha/subscribe", "").body()).doesNotContain(MARK);
    assertThat(server.get("/t/nobody/subscribe", "").status()).isEqualTo(404);
    assertThat(server.get("/subscribe", "").body()).doesNotContain(MARK);
  }

  @Test
  void the_tenants_journal_of_security_tells_of_who_tried() throws Exception {
    server.get("/api/v1/runs/" + theirs.get("run"), alice);
    String audit = server.get("/api/v1/audit?limit=500", alice).body();
    assertThat(audit).contains("refused:api").contains(theirs.get("run"));
    assertThat(server.get("/api/v1/audit/verify", alice).json().get("whole").asBoolean()).isTrue();
  }
}
