package io.s22.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.s22.journal.RunState;
import io.s22.server.Running;
import io.s22.server.Running.Answer;
import io.s22.server.office.Folders;
import io.s22.server.office.PayDesk;
import io.s22.server.office.SettleDesk;
import io.s22.server.people.Caller;
import io.s22.server.people.Role;
import io.s22.testkit.Await;
import java.io.ByteArrayInputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the command can do with a run that has ended, a plan and a ledger, done by the API. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class CommandsTest {
  private static final String PLAN =
      """
      plan: small
      title: {en: A small change, zh: 一次小变更}
      zone: UTC
      window: {opens: 2026-01-01 00:00, closes: 2026-01-01 01:00}
      cluster: {services: {shop: {title: {en: Shop, zh: 商店}}}}
      compensation: {per-minute: 0.6 CNY, counts-announced: yes, data-loss-up-to: 100 CNY}
      tell-users: {shop: {during: {en: Wait a minute, zh: 请稍候}}}
      why:
        - {symptom: slow, now: 5 s, threshold: 1 s, source: a clock}
      stages:
        - stage: only
          box: 00:00-01:00
          steps:
            - {step: one, run: "echo done", takes: 1s, interrupts: shop, verify: "true", repeat: idempotent, may-stop-after: yes, rollback: {run: "true", takes: 1s}}
      """;

  private Running server;
  private Path home;
  private String ann;
  private String olga;
  private String vic;
  private String run;

  @SuppressWarnings("NullAway.Init")
  CommandsTest() {}

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    home = folder;
    String secret = "file:" + Files.writeString(home.resolve("link"), "0123456789abcdef0123");
    server = new Running(home, "link-secret", secret);
    ann = server.token("main", "ann", Role.APPROVER);
    olga = server.token("main", "olga", Role.OPERATOR);
    vic = server.token("main", "vic", Role.VIEWER);
    assertThat(server.send("PUT", "/api/v1/plans/small", olga, PLAN).status()).isEqualTo(201);
    String order = "{\"plan\":\"small\",\"now\":true,\"reason\":\"trying\"}";
    run = server.send("POST", "/api/v1/runs", olga, order).json().get("run").asString();
    Await.until(
        "it is done", () -> server.front().runs().line("main", run).state() == RunState.DONE);
  }

  @AfterAll
  void stop() {
    server.close();
  }

  private Answer post(String who, String path, Object body) throws Exception {
    return server.send("POST", "/api/v1" + path, who, JsonMapper.shared().writeValueAsString(body));
  }

  private Answer plan(String path) throws Exception {
    return server.send("POST", "/api/v1" + path, vic, PLAN, "Content-Type", "application/yaml");
  }

  @Test
  void a_plan_that_is_on_no_shelf_is_foretold_in_each_form_the_same_by_the_same_seed()
      throws Exception {
    Answer one = plan("/forecast?trials=2000&seed=7&drivers=0");
    assertThat(one.status()).as(one.body()).isEqualTo(200);
    assertThat(plan("/forecast?trials=2000&seed=7&drivers=0").body()).isEqualTo(one.body());
    assertThat(one.json().toString()).contains("shop");
    assertThat(plan("/forecast.txt?trials=2000&drivers=0").body()).contains("shop");
    assertThat(plan("/forecast.html?trials=2000&drivers=0").body()).contains("<html");
    assertThat(plan("/forecast?learn=yes&trials=2000&drivers=0").status()).isEqualTo(200);
    assertThat(plan("/forecast?window=2").status()).isEqualTo(422);
    assertThat(plan("/forecast?trials=99999999").status()).isEqualTo(422);
    assertThat(plan("/forecast?level=nan").status()).isEqualTo(422);
    assertThat(plan("/window").json().get("code").asString()).isEqualTo("S22-9315");
    assertThat(plan("/window?as-of=soon").status()).isEqualTo(422);
    assertThat(plan("/why").json().get("findings")).hasSize(1);
  }

  private static Map<String, Object> sources() {
    Map<String, Object> sources = new LinkedHashMap<>();
    sources.put("users", "user,service\nalice,shop\nbob,\n");
    Instant now = Instant.now();
    sources.put(
        "outages",
        List.of("user,service,from,to\nalice,shop,%s,%s\n".formatted(now.minusSeconds(600), now)));
    sources.put("forecast", false);
    return sources;
  }

  @Test
  void users_are_settled_booked_once_and_see_their_own() throws Exception {
    String base = "/runs/" + run;
    Answer all = post(ann, base + "/settlement", sources());
    assertThat(all.status()).as(all.body()).isEqualTo(200);
    assertThat(post(ann, base + "/settlement/csv", sources()).body()).contains("alice", "bob");
    assertThat(post(ann, base + "/settlement/text", sources()).body()).contains("CNY");
    Answer alice = post(ann, base + "/settlement/users/alice", sources());
    assertThat(alice.body()).contains("alice").doesNotContain("bob");
    assertThat(post(ann, base + "/settlement/users/eve", sources()).status()).isEqualTo(404);
    Answer pdf = post(ann, base + "/settlement/users/alice/statement", sources());
    assertThat(pdf.body()).startsWith("%PDF");
    assertThat(post(vic, base + "/settlement", sources()).status()).isEqualTo(403);
    assertThat(post(olga, base + "/bookings", sources()).status())
        .as("an operator sees, and does not book")
        .isEqualTo(403);
    assertThat(post(ann, base + "/settlement", Map.of("users", "nonsense")).status())
        .isEqualTo(422);
    Map<String, Object> fixed = sources();
    JsonNode preview = post(olga, base + "/settlement/standing", fixed).json();
    assertThat(preview.get("change").asLong()).isPositive();
    assertThat(preview.get("due").asLong()).as("nothing is written").isZero();
    JsonNode booked = post(ann, base + "/bookings", fixed).json();
    assertThat(booked.get("due").asLong()).isPositive();
    assertThat(booked.get("change").asLong()).isEqualTo(preview.get("change").asLong());
    JsonNode again = post(ann, base + "/bookings", fixed).json();
    assertThat(again.get("customers").asLong()).as("the second time nothing is new").isZero();
    assertThat(again.get("due").asLong()).isEqualTo(booked.get("due").asLong());
    JsonNode ledger = server.get("/api/v1/ledger/verify", ann).json();
    assertThat(ledger.get("entries").asLong()).isPositive();
    assertThat(ledger.get("faults")).isEmpty();
    JsonNode own = post(ann, base + "/links", Map.of("user", "alice", "days", 3)).json();
    String link = own.get("link").asString();
    HttpResponse<String> page =
        server
            .client()
            .send(
                HttpRequest.newBuilder(URI.create(link)).build(),
                HttpResponse.BodyHandlers.ofString());
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).contains("alice").doesNotContain("bob");
    assertThat(server.get("/api/v1/audit/export", server.token("main", "ada", Role.ADMIN)).body())
        .contains("booked", "own-link")
        .doesNotContain(link.substring(link.lastIndexOf('/') + 1));
  }

  @Test
  void a_case_of_lost_data_is_opened_with_its_entries_and_decided() throws Exception {
    String base = "/runs/" + run + "/cases";
    Map<String, Object> lost =
        Map.of("name", "loss-1", "user", "alice", "because", "order 17", "entries", List.of(1, 2));
    Answer opened = post(ann, base, lost);
    assertThat(opened.status()).as(opened.body()).isEqualTo(201);
    assertThat(opened.json().get("evidence")).hasSize(2);
    assertThat(post(ann, base, lost).status()).as("the name is taken").isEqualTo(422);
    Map<String, Object> worth = Map.of("amount", 30, "because", "she showed the receipt");
    assertThat(post(ann, base + "/loss-1/decisions", worth).json().get("amount").asLong())
        .isEqualTo(3_000);
    Map<String, Object> more = Map.of("amount", 101, "because", "more than the plan allows");
    assertThat(post(ann, base + "/loss-1/decisions", more).status()).isEqualTo(422);
    assertThat(post(ann, base + "/loss-2/decisions", worth).status()).isEqualTo(404);
    assertThat(server.get("/api/v1" + base, ann).json().get("items")).hasSize(1);
    assertThat(server.get("/api/v1" + base, vic).status()).isEqualTo(403);
  }

  @Test
  void what_is_owed_is_paid_once_and_to_nobody_a_caller_names() throws Exception {
    assertThat(post(ann, "/runs/" + run + "/payments", Map.of()).status())
        .as("the server knows no payment system")
        .isEqualTo(409);
    List<String> keys = new CopyOnWriteArrayList<>();
    HttpServer bank =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    bank.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          keys.add(String.valueOf(exchange.getRequestHeaders().getFirst("Idempotency-Key")));
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    bank.start();
    try {
      SettleDesk settle =
          new SettleDesk(server.front().runs(), new Folders(home), server.front().clock());
      Caller caller = new Caller("main", "ann", Role.APPROVER, Role.APPROVER.scopes(), "test");
      String csv = "user,service,from,to\ncarol,shop,%s,%s\n";
      Instant now = Instant.now();
      SettleDesk.Sources sources =
          new SettleDesk.Sources(
              "user,service\ncarol,shop\n",
              List.of(csv.formatted(now.minusSeconds(600), now)),
              null,
              false);
      settle.book(caller, settle.account("main", run, sources), true);
      PayDesk pay =
          new PayDesk(
              settle,
              server.front().clock(),
              Map.of(
                  "S22_PAY_URL",
                  "http://127.0.0.1:" + bank.getAddress().getPort() + "/pay",
                  "S22_PAY_SECRET",
                  "0123456789abcdef0123456789abcdef"));
      pay.pay(caller, run);
      Await.until("it is sent", () -> !pay.paid("main", run).running());
      assertThat(pay.paid("main", run).troubles()).isEmpty();
      long accepted = pay.paid("main", run).accepted();
      assertThat(accepted).isPositive();
      pay.pay(caller, run);
      Await.until("again", () -> !pay.paid("main", run).running());
      assertThat(pay.paid("main", run).accepted()).as("all is paid").isZero();
      assertThat(keys).hasSize((int) accepted).doesNotHaveDuplicates();
    } finally {
      bank.stop(0);
    }
  }

  @Test
  void evidence_comes_packed_and_others_verify_it_without_s22(@TempDir Path elsewhere)
      throws Exception {
    HttpResponse<byte[]> answer =
        server
            .client()
            .send(
                HttpRequest.newBuilder(
                        URI.create(server.base() + "/api/v1/runs/" + run + "/evidence"))
                    .header("Authorization", "Bearer " + vic)
                    .build(),
                HttpResponse.BodyHandlers.ofByteArray());
    assertThat(answer.statusCode()).isEqualTo(200);
    Path folder = elsewhere;
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(answer.body()))) {
      for (ZipEntry each = zip.getNextEntry(); each != null; each = zip.getNextEntry()) {
        Path file = elsewhere.resolve(each.getName()).normalize();
        assertThat(file).startsWithRaw(elsewhere);
        folder = Files.createDirectories(file.getParent());
        Files.copy(zip, file);
      }
    }
    assertThat(folder).isNotEqualTo(elsewhere);
    String head = answer.headers().firstValue("S22-Journal-Head").orElseThrow();
    String key = answer.headers().firstValue("S22-Key-Fingerprint").orElseThrow();
    assertThat(verified(folder, head, key)).isZero();
  }

  private static int verified(Path folder, String head, String key) throws Exception {
    Process process =
        new ProcessBuilder("sh", "verify.sh", head, key)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolveSibling("said.txt").toFile())
            .start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }

  @Test
  void a_run_whose_plan_compares_nothing_is_not_verified_and_it_is_said_so() throws Exception {
    Answer stand = server.get("/api/v1/runs/" + run + "/verification", vic);
    assertThat(stand.json().get("running").asBoolean()).isFalse();
    assertThat(stand.json().get("found")).isEmpty();
    assertThat(post(olga, "/runs/" + run + "/verification", Map.of()).status()).isEqualTo(422);
    assertThat(post(ann, "/runs/" + run + "/verification", Map.of()).status()).isEqualTo(403);
    assertThat(post(olga, "/runs/none/verification", Map.of()).status()).isEqualTo(404);
  }

  @Test
  void the_report_has_what_users_are_due_and_how_good_the_forecast_was() throws Exception {
    String report = server.get("/api/v1/runs/" + run + "/report.html", vic).body();
    assertThat(report).contains("What a user of each service is due", "s22 settle");
    JsonNode json = server.get("/api/v1/runs/" + run + "/report", vic).json();
    assertThat(json.toString()).contains("\"compensation\"").contains("CRPS");
  }
}
