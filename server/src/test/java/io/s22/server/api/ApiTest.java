package io.s22.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.s22.server.Running;
import io.s22.server.Running.Answer;
import io.s22.server.people.Role;
import io.s22.testkit.Await;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The API as programs use it, over real connections; a real run is steered through it. */
@TestInstance(Lifecycle.PER_CLASS)
class ApiTest {
  private static final String START =
      "{\"plan\":\"small\",\"now\":true,\"reason\":\"trying it out\"}";

  private Running server;
  private String olga;
  private String paul;
  private String anna;

  @SuppressWarnings("NullAway.Init")
  ApiTest() {}

  /** Overridden per database. */
  Running running(Path home) {
    return new Running(home);
  }

  @BeforeAll
  void start(@TempDir Path home) throws Exception {
    server = running(home);
    olga = server.token("main", "olga", Role.OPERATOR);
    paul = server.token("main", "paul", Role.APPROVER);
    anna = server.token("main", "anna", Role.ADMIN);
    assertThat(server.send("PUT", "/api/v1/plans/small", olga, Running.PLAN).status())
        .isEqualTo(201);
  }

  @AfterAll
  void stop() {
    server.close();
  }

  private String run(String token) throws Exception {
    Answer opened = server.send("POST", "/api/v1/runs", token, START);
    assertThat(opened.status()).as(opened.body()).isEqualTo(201);
    return opened.json().get("run").asString();
  }

  private void asks(String run) {
    Await.until(
        "the run asks", () -> !server.front().runs().fold("main", run).questions().isEmpty());
  }

  private void ends(String run, String how) {
    Await.until(
        "the run is " + how,
        () -> server.front().runs().line("main", run).state().name().equals(how));
  }

  @Test
  void a_run_is_started_approved_by_another_and_told_of_to_its_end() throws Exception {
    String run = run(olga);
    asks(run);
    String yes = "{\"reason\":\"all is well\"}";
    assertThat(server.send("POST", "/api/v1/runs/" + run + "/approve", olga, yes).status())
        .as("an operator approves nothing")
        .isEqualTo(403);
    Answer answered = server.send("POST", "/api/v1/runs/" + run + "/approve", paul, yes);
    assertThat(answered.status()).as(answered.body()).isEqualTo(202);
    ends(run, "DONE");
    String journal = server.get("/api/v1/runs/" + run + "/export", olga).body();
    assertThat(journal).contains("\"by\":\"paul\"", "all is well", "\"by\":\"olga\"");
    JsonNode verdict = server.get("/api/v1/runs/" + run + "/verify", olga).json();
    assertThat(verdict.get("whole").asBoolean()).isTrue();
    assertThat(server.get("/api/v1/runs/" + run + "/log", olga).body()).contains("hello from one");
    assertThat(server.get("/api/v1/runs/" + run + "/steps", olga).body()).contains("DONE");
    assertThat(server.send("POST", "/api/v1/runs/" + run + "/abort", paul, yes).status())
        .isEqualTo(409);
  }

  @Test
  void the_health_report_of_a_run_is_had_as_a_page_to_print_and_for_programs() throws Exception {
    String run = run(olga);
    asks(run);
    String path = "/api/v1/runs/" + run + "/report";
    Answer page = server.get(path + ".html", paul);
    assertThat(page.status()).as(page.body()).isEqualTo(200);
    assertThat(page.header("Content-Type")).startsWith("text/html");
    assertThat(page.body())
        .contains("Health report: A small change", "id=\"e1\"", "simulated nights");
    assertThat(server.get(path + ".html?lang=zh", paul).body()).contains("一次小变更", "公告");
    Answer printed = server.get(path + ".pdf", paul);
    assertThat(printed.header("Content-Type")).isEqualTo("application/pdf");
    assertThat(printed.body()).startsWith("%PDF-");
    assertThat(server.get(path, paul).json().toString()).contains(run, "Maintenance is announced");
    assertThat(server.get(path + "?lang=xx", paul).status()).isEqualTo(422);
    assertThat(server.get(path, "").status()).isEqualTo(401);
    assertThat(server.get("/api/v1/runs/none/report.pdf", paul).status()).isEqualTo(404);
    server.send("POST", "/api/v1/runs/" + run + "/abort", olga, "{\"reason\":\"enough\"}");
  }

  @Test
  void nobody_approves_or_extends_his_own_run() throws Exception {
    String run = run(anna);
    asks(run);
    Answer refused =
        server.send("POST", "/api/v1/runs/" + run + "/approve", anna, "{\"reason\":\"mine\"}");
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.json().get("code").asString()).isEqualTo("S22-9309");
    String longer = "{\"by\":\"30m\",\"reason\":\"disks are slow\"}";
    assertThat(server.send("POST", "/api/v1/runs/" + run + "/extend", anna, longer).status())
        .isEqualTo(403);
    var before = server.front().runs().fold("main", run).closes();
    assertThat(server.send("POST", "/api/v1/runs/" + run + "/extend", paul, longer).status())
        .isEqualTo(202);
    Await.until(
        "the window is longer",
        () -> server.front().runs().fold("main", run).closes().equals(before.plusSeconds(1_800)));
    String why = "{\"reason\":\"enough\"}";
    assertThat(server.send("POST", "/api/v1/runs/" + run + "/abort", anna, "{}").status())
        .as("a reason is wanted")
        .isEqualTo(422);
    assertThat(server.send("POST", "/api/v1/runs/" + run + "/abort", anna, why).status())
        .isEqualTo(202);
    ends(run, "ABORTED");
    assertThat(server.get("/api/v1/audit?limit=500", anna).body()).contains("own-approval");
  }

  @Test
  void the_same_key_does_it_once() throws Exception {
    String[] key = {"Idempotency-Key", "4ad3bd9e"};
    Answer first = server.send("POST", "/api/v1/runs", olga, START, key);
    Answer again = server.send("POST", "/api/v1/runs", olga, START, key);
    assertThat(again.body()).isEqualTo(first.body());
    assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
    Answer other = server.send("POST", "/api/v1/runs", olga, START.replace("trying", "other"), key);
    assertThat(other.status()).isEqualTo(422);
    assertThat(other.json().get("code").asString()).isEqualTo("S22-9310");
    String token = "{\"title\":\"ci\",\"scopes\":[\"plans:read\"]}";
    String[] secret = {"Idempotency-Key", "secret-1"};
    Answer made = server.send("POST", "/api/v1/tokens", olga, token, secret);
    assertThat(made.json().get("secret").asString()).startsWith("s22_");
    assertThat(server.send("POST", "/api/v1/tokens", olga, token, secret).body())
        .doesNotContain("s22_");
  }

  @Test
  void what_did_not_change_is_not_sent_and_what_changed_is_not_overwritten() throws Exception {
    String path = "/api/v1/plans/small";
    Answer seen = server.get(path, olga);
    String tag = seen.header("ETag");
    assertThat(server.get(path, olga, "If-None-Match", tag).status()).isEqualTo(304);
    String text = Running.PLAN.replace("A small change", "A smaller change");
    assertThat(server.send("PUT", path, olga, text, "If-Match", "\"old\"").status()).isEqualTo(412);
    assertThat(server.send("PUT", path, olga, text, "If-None-Match", "*").status()).isEqualTo(412);
    assertThat(server.send("PUT", path, olga, text, "If-Match", tag).status()).isEqualTo(200);
    assertThat(server.get(path, olga, "If-None-Match", tag).status()).isEqualTo(200);
    String diff = server.get(path + "/diff", olga).body();
    assertThat(diff).contains("\"kind\":\"REMOVED\"", "\"kind\":\"ADDED\"", "A smaller change");
  }

  @Test
  void lists_come_in_parts_that_miss_nothing_and_repeat_nothing() throws Exception {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      String name = "many-" + i;
      names.add(name);
      server.send("PUT", "/api/v1/plans/" + name, olga, Running.PLAN);
    }
    List<String> seen = new ArrayList<>();
    String cursor = "";
    do {
      JsonNode part = server.get("/api/v1/plans?limit=3" + cursor, olga).json();
      part.get("items").forEach(item -> seen.add(item.get("plan").asString()));
      cursor = part.get("next").isNull() ? "" : "&cursor=" + part.get("next").asString();
    } while (!cursor.isEmpty());
    assertThat(seen).doesNotHaveDuplicates().containsAll(names);
  }

  @Test
  void plans_are_checked_and_forecast() throws Exception {
    JsonNode findings = server.get("/api/v1/plans/small/check", olga).json();
    assertThat(findings.get("errors").asInt()).isZero();
    JsonNode bad = server.send("POST", "/api/v1/check?name=x.yaml", olga, "plan: 1").json();
    assertThat(bad.get("errors").asInt()).isPositive();
    assertThat(bad.get("file").asString()).isEqualTo("x.yaml");
    Answer forecast = server.get("/api/v1/plans/small/forecast", olga);
    assertThat(forecast.status()).as(forecast.body()).isEqualTo(200);
    assertThat(server.get("/api/v1/plans/small/window", olga).status()).isEqualTo(409);
    assertThat(server.get("/api/v1/schemas/plan", olga).body()).contains("$defs");
  }

  @Test
  void who_asks_too_much_is_told_when_to_come_again() throws Exception {
    Answer last = server.get("/api/v1/me", olga);
    for (int i = 0; i < 5_000 && last.status() != 429; i++) {
      last = server.get("/api/v1/plans/small/forecast", paul);
    }
    assertThat(last.status()).isEqualTo(429);
    assertThat(Long.parseLong(last.header("Retry-After"))).isPositive();
    assertThat(server.get("/api/v1/me", olga).status()).as("others are served").isEqualTo(200);
  }
}
