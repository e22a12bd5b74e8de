package io.s22.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.s22.journal.JournalVerifier;
import io.s22.server.Running;
import io.s22.server.Running.Answer;
import io.s22.server.people.Role;
import io.s22.testkit.Await;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** What an attacker tries first. Each is refused with the right status, and the journal says so. */
@TestInstance(Lifecycle.PER_CLASS)
class ProbesTest {
  private static final List<String> EVIL =
      List.of(
          "' or '1'='1",
          "'; drop table people; --",
          "<script>alert(1)</script>",
          "\"><img src=x onerror=alert(1)>",
          "${jndi:ldap://127.0.0.1/x}",
          "{{7*7}}",
          "../../../../etc/passwd",
          "a\r\nSet-Cookie: s22=1",
          "a\u0000b",
          "\uD800",
          "$(touch /tmp/s22-was-here)",
          "\u202Egnp.exe",
          "=cmd|'/c calc'!A1");

  private Running server;
  private String admin;
  private String viewer;

  @SuppressWarnings("NullAway.Init")
  ProbesTest() {}

  /** Overridden per database. */
  Running running(Path home) {
    return new Running(home);
  }

  @BeforeAll
  void start(@TempDir Path home) throws Exception {
    Files.writeString(home.resolve("notices.properties"), "webhook = yes\nallow-private = yes\n");
    server = running(home);
    admin = server.token("main", "ann", Role.ADMIN);
    viewer = server.token("main", "vic", Role.VIEWER);
  }

  @AfterAll
  void stop() {
    server.close();
  }

  private static String json(Object value) {
    return JsonMapper.shared().writeValueAsString(value);
  }

  private String audit() throws Exception {
    return server.get("/api/v1/audit/export", admin).body();
  }

  @Test
  void evil_text_in_every_field_is_refused_or_kept_as_text() throws Exception {
    for (String evil : EVIL) {
      String text = json(evil);
      for (String[] each :
          new String[][] {
            {"POST", "/users", "{\"login\":" + text + "}"},
            {"POST", "/users", "{\"login\":\"x1\",\"role\":" + text + "}"},
            {"POST", "/tokens", "{\"title\":\"t\",\"scopes\":[" + text + "]}"},
            {"POST", "/runs", "{\"plan\":" + text + "}"},
            {"POST", "/runs/none/abort", "{\"reason\":" + text + "}"},
            {"POST", "/runs/none/approve", "{\"question\":" + text + ",\"reason\":\"r\"}"},
            {"POST", "/runs/none/extend", "{\"by\":" + text + ",\"reason\":\"r\"}"},
            {"POST", "/posts", "{\"run\":" + text + ",\"en\":\"a\",\"zh\":\"a\"}"},
            {"POST", "/tenants", "{\"tenant\":" + text + "}"},
            {"PATCH", "/users/ann", "{\"role\":" + text + "}"},
            {"POST", "/users", text},
          }) {
        Answer answer = server.send(each[0], "/api/v1" + each[1], admin, each[2]);
        assertThat(answer.status()).as(each[1] + " " + evil).isIn(404, 415, 422);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.json().get("code").asString()).startsWith("S22-");
      }
      String titles = "{\"en\":" + text + ",\"zh\":" + text + "}";
      Answer put = server.send("PUT", "/api/v1/components/evil", admin, titles);
      assertThat(put.status()).as(evil).isIn(200, 422);
      assertThat(server.send("POST", "/api/v1/check", admin, "plan: " + evil).status())
          .isEqualTo(200);
    }
    assertThat(server.get("/api/v1/users", admin).json().get("items")).hasSize(2);
    assertThat(Path.of("/tmp/s22-was-here")).doesNotExist();
  }

  @Test
  void paths_lead_nowhere_else() throws Exception {
    for (String path :
        List.of(
            "/api/v1/plans/..%2f..%2fetc%2fpasswd",
            "/api/v1/plans/%2e%2e",
            "/api/v1/plans/%2e%2e%2fusers",
            "/api/v1/runs/..%5c..%5cx/journal",
            "/api/v1/plans/%00",
            "/api/v1//plans",
            "/api/v1/plans/",
            "/console/assets/..%2f..%2fs22.db",
            "/assets/%2e%2e/%2e%2e/s22.db",
            "/t/..%2f/",
            "/t/%2e%2e/page.jsonl")) {
      assertThat(server.get(path, admin).status()).as(path).isIn(400, 404);
    }
    assertThat(server.send("PUT", "/api/v1/plans/..%2fx", admin, Running.PLAN).status())
        .isIn(400, 404, 422);
  }

  @Test
  void forged_tokens_open_nothing_and_are_journalled() throws Exception {
    for (String token :
        List.of(
            "s22_" + "A".repeat(43),
            admin.substring(0, admin.length() - 1),
            admin + "A",
            "eyJhbGciOiJub25lIn0.eyJzdWIiOiJhbm4ifQ.",
            "' or 1=1 --",
            "x".repeat(5_000))) {
      Answer answer = server.get("/api/v1/plans", token);
      assertThat(answer.status()).isEqualTo(401);
      assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer");
    }
    assertThat(server.get("/api/v1/plans", "").status()).isEqualTo(401);
    assertThat(server.get("/api/v1/nowhere", "").status()).isEqualTo(401);
    Answer basic = server.get("/api/v1/plans", "", "Authorization", "Basic YW5uOnB3");
    assertThat(basic.status()).isEqualTo(401);
    assertThat(audit()).contains("\"status\":\"401\"").doesNotContain(admin);
  }

  @Test
  void who_may_not_is_told_so_and_the_journal_too() throws Exception {
    for (String path : List.of("/users", "/audit", "/audit/export", "/tenants")) {
      assertThat(server.get("/api/v1" + path, viewer).status()).as(path).isEqualTo(403);
    }
    assertThat(server.send("PUT", "/api/v1/plans/x", viewer, Running.PLAN).status()).isEqualTo(403);
    String more = "{\"title\":\"t\",\"scopes\":[\"people:admin\"]}";
    assertThat(server.send("POST", "/api/v1/tokens", viewer, more).status()).isEqualTo(403);
    assertThat(audit()).contains("\"by\":\"vic\"").contains("\"status\":\"403\"");
  }

  @Test
  void what_is_too_large_is_not_read() throws Exception {
    String big = "{\"title\":\"" + "x".repeat(70_000) + "\"}";
    assertThat(server.send("POST", "/api/v1/tokens", admin, big).status()).isEqualTo(413);
    assertThat(raw("POST /api/v1/check", "Content-Length: 99999999999")).startsWith("HTTP/1.1 413");
    String deep = "[".repeat(10_000);
    assertThat(
            server
                .send("POST", "/api/v1/tokens", admin, deep, "Content-Type", "application/json")
                .status())
        .isEqualTo(422);
    String long1 = "/api/v1/plans/" + "x".repeat(20_000);
    assertThat(server.get(long1, admin).status()).isIn(400, 404, 414, 431);
    assertThat(audit()).contains("S22-9307");
  }

  private String raw(String line, String header) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", server.port())) {
      socket.setSoTimeout(60_000);
      OutputStream out = socket.getOutputStream();
      String head =
          line
              + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "
              + admin
              + "\r\n"
              + header
              + "\r\nConnection: close\r\n\r\n";
      out.write(head.getBytes(StandardCharsets.US_ASCII));
      out.flush();
      InputStream in = socket.getInputStream();
      return new String(in.readNBytes(12), StandardCharsets.US_ASCII);
    }
  }

  @Test
  void who_sends_slowly_is_let_go_while_others_are_served() throws Exception {
    try (Socket slow = new Socket("127.0.0.1", server.port())) {
      slow.setSoTimeout(60_000);
      String head =
          "POST /api/v1/check HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "
              + admin
              + "\r\nContent-Length: 1000\r\n\r\nx";
      slow.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      slow.getOutputStream().flush();
      assertThat(server.get("/api/v1/me", admin).status()).isEqualTo(200);
      String answer = new String(slow.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
      assertThat(answer).isEqualTo("HTTP/1.1 408");
    }
    assertThat(audit()).contains("S22-9311");
  }

  @Test
  void wrong_methods_types_and_parameters_are_named() throws Exception {
    Answer method = server.send("DELETE", "/api/v1/runs", admin, "");
    assertThat(method.status()).isEqualTo(405);
    assertThat(method.header("Allow")).isEqualTo("GET, POST");
    assertThat(server.send("TRACE", "/api/v1/runs", admin, "").status()).isEqualTo(405);
    Answer type = server.send("POST", "/api/v1/tokens", admin, "a=b", "Content-Type", "text/xml");
    assertThat(type.status()).isEqualTo(415);
    for (String query :
        List.of("limit=0", "limit=x", "limit=9999", "cursor=%25%25", "cursor=eA=")) {
      assertThat(server.get("/api/v1/audit?" + query, admin).status()).as(query).isIn(200, 422);
    }
    assertThat(server.get("/api/v1/plans?limit=x", admin).status()).isEqualTo(422);
  }

  private int form(String path, String body, String... headers) throws Exception {
    List<String> all =
        new ArrayList<>(List.of("Content-Type", "application/x-www-form-urlencoded"));
    all.addAll(List.of(headers));
    return server.send("POST", path, "", body, all.toArray(String[]::new)).status();
  }

  /** One probe of each kind; the journal has an entry for it, and not the secret it brought. */
  @Test
  void each_kind_of_refusal_is_in_the_journal() throws Exception {
    String who = viewer;
    Map<String, Integer> kinds = new LinkedHashMap<>();
    kinds.put("S22-9301", server.get("/api/v1/plans?forged", "s22_" + "B".repeat(43)).status());
    kinds.put("S22-9302", server.get("/api/v1/audit?probe", who).status());
    kinds.put("S22-9303", server.get("/api/v1/runs/probe-of-another", who).status());
    kinds.put("S22-9304", server.get("/api/v1/plans?limit=probe", who).status());
    kinds.put("\"status\":\"405\"", server.send("DELETE", "/api/v1/plans", who, "").status());
    kinds.put(
        "S22-9307",
        server.send("POST", "/api/v1/tokens", who, "{\"t\":\"" + "x".repeat(70_000)).status());
    kinds.put(
        "S22-9313",
        server.send("POST", "/api/v1/tokens", who, "a", "Content-Type", "a/b").status());
    kinds.put("no such link", form("/confirm", "t=forged"));
    kinds.put(
        "from another site", form("/subscribe", "channel=webhook", "Sec-Fetch-Site", "cross-site"));
    kinds.put("S22-9611", form("/subscribe", "channel=webhook&address=file:///etc/passwd"));
    kinds.put("refused:console", form("/console/plans", "plan=x", "Sec-Fetch-Site", "cross-site"));
    assertThat(kinds.values()).allMatch(status -> status >= 400);
    String audit = audit();
    kinds.keySet().forEach(kind -> assertThat(audit).as(kind).contains(kind));
    assertThat(audit).doesNotContain(who).doesNotContain("B".repeat(43));
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  /** What no servlet sees: Tomcat refuses it by itself. */
  private static Map<String, byte[]> malformed() {
    Map<String, byte[]> probes = new LinkedHashMap<>();
    String get = "GET / HTTP/1.1\r\nHost: x\r\n";
    probes.put("no request line", ascii("nothing of the kind\r\n\r\n"));
    probes.put("a method that is none", ascii("G(T / HTTP/1.1\r\nHost: x\r\n\r\n"));
    probes.put("a version that is none", ascii("GET / HTTP/9.9\r\nHost: x\r\n\r\n"));
    probes.put("illegal characters", ascii("GET /own/a|\"<b HTTP/1.1\r\nHost: x\r\n\r\n"));
    probes.put("a NUL", ascii("GET /own/\0 HTTP/1.1\r\nHost: x\r\n\r\n"));
    probes.put("an encoded backslash", ascii("GET /..%5c..%5cx%2f HTTP/1.1\r\nHost: x\r\n\r\n"));
    probes.put("no host", ascii("GET / HTTP/1.1\r\n\r\n"));
    probes.put("two hosts", ascii(get + "Host: y\r\n\r\n"));
    probes.put("a header without end", ascii(get + "X: " + "x".repeat(70_000) + "\r\n\r\n"));
    probes.put("very many headers", ascii(get + "X: y\r\n".repeat(3_000) + "\r\n"));
    probes.put("a length that is none", ascii(get + "Content-Length: many\r\n\r\n"));
    probes.put("two lengths", ascii(get + "Content-Length: 1\r\nContent-Length: 2\r\n\r\nx"));
    probes.put("a coding nobody knows", ascii(get + "Transfer-Encoding: magic\r\n\r\n"));
    probes.put("TLS", new byte[] {0x16, 3, 1, 0, 5, 1, 0, 0, 1, 3, '\r', '\n', '\r', '\n'});
    return probes;
  }

  /** What comes back; nothing where the server hung up before it had read all. */
  private String sent(byte[] bytes) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", server.port())) {
      socket.setSoTimeout(60_000);
      socket.getOutputStream().write(bytes);
      socket.getOutputStream().flush();
      return new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
    } catch (SocketException hungUp) {
      return "";
    }
  }

  /** The container's refusals that are in the journal. */
  private List<String> containers() {
    List<String> found = new ArrayList<>();
    server.front().audit().lines("main", found::add);
    return found.stream().filter(line -> line.contains("refused:http")).toList();
  }

  @Test
  void what_the_container_refuses_is_in_the_journal_too() throws Exception {
    for (Map.Entry<String, byte[]> each : malformed().entrySet()) {
      int before = containers().size();
      String said = sent(each.getValue());
      assertThat(said).as(each.getKey()).matches("|HTTP/1.1 (400|404|414|431|501|505)");
      Await.until(each.getKey() + " is journalled", () -> containers().size() == before + 1);
      assertThat(containers().getLast())
          .as(each.getKey())
          .containsPattern("\"status\":\"(400|404|414|431|501|505)\"");
    }
    int before = containers().size();
    String chunks =
        "POST /api/v1/check HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "
            + admin
            + "\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nplan\r\n0\r\n\r\n";
    assertThat(sent(ascii(chunks))).isEqualTo("HTTP/1.1 400");
    Await.until("bad chunks are journalled", () -> containers().size() == before + 1);
    assertThat(audit())
        .contains("\"from\":\"127.0.0.1\"")
        .doesNotContain("a|")
        .doesNotContain(admin);
    server.get("/api/v1/plans", "s22_" + "C".repeat(43));
    server.get("/nowhere", "");
    assertThat(containers())
        .as("what others journal, and what is merely not there")
        .hasSize(before + 1);
  }

  @Test
  void the_journal_of_all_this_is_whole() throws Exception {
    server.get("/api/v1/users", viewer);
    JournalVerifier verifier = new JournalVerifier();
    audit().lines().forEach(verifier::accept);
    assertThat(verifier.verdict().orThrow().entries()).isPositive();
  }
}
