package io.s22.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.s22.journal.EntryCodec;
import io.s22.journal.Event;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SettleCommandTest {
  private static final Instant OPENS = Instant.parse("2024-03-15T16:00:00Z");
  private static final String PLAN =
      """
      plan: night
      title: A night
      zone: Asia/Shanghai
      window: {opens: 2024-03-16 00:00, closes: 2024-03-16 04:00}
      cluster:
        hosts: {api-1: {zone: a}}
        services:
          api: {on: api-1}
      compensation: {per-minute: 0.1 CNY, data-loss-up-to: 5000 CNY, credit-points-times: 2}
      stages:
        - stage: one
          box: 00:00-01:00
          steps:
            - {step: touch, run: "true", on: api-1, takes: 5m}
      """;

  @TempDir private Path folder;
  private Path journal = Path.of("");

  @BeforeEach
  void a_journal() throws IOException {
    journal = folder.resolve("run.jsonl");
    StringBuilder lines = new StringBuilder();
    String previous = EntryCodec.GENESIS;
    List<Event> events =
        List.of(
            new Event.RunOpened(
                "night",
                PLAN,
                Openings.hash(PLAN),
                OPENS,
                OPENS.plusSeconds(14_400),
                Map.of(),
                List.of(),
                "0.1.0"),
            new Event.Interrupted("api", OPENS, OPENS.plusSeconds(150), null, "asked"));
    for (int i = 0; i < events.size(); i++) {
      EntryCodec.Sealed sealed =
          EntryCodec.seal("run-1", i + 1, OPENS.plusSeconds(i), "users", events.get(i), previous);
      previous = sealed.entry().hash();
      lines.append(sealed.line()).append('\n');
    }
    Files.writeString(journal, lines);
    Files.writeString(folder.resolve("users.csv"), "user,service\nalice,api\nbob,\n");
  }

  private Typed settle(String... more) {
    String[] words = {
      "settle",
      "--no-forecast",
      "--home",
      folder.resolve("home").toString(),
      "--journal",
      journal.toString(),
      "--users",
      folder.resolve("users.csv").toString()
    };
    String[] all = java.util.Arrays.copyOf(words, words.length + more.length);
    System.arraycopy(more, 0, all, words.length, more.length);
    return Typed.of(all);
  }

  @Test
  void it_shows_and_changes_nothing_until_it_is_told_to_book() {
    assertThat(settle().out())
        .contains("150 s of api at 0.1: 0.25")
        .contains("together 0.50 CNY")
        .contains("to book: 0.50 CNY for 2 customers; --book writes it");
    assertThat(settle().out()).contains("to book: 0.50 CNY");
    assertThat(settle("--book").out()).contains("booked 0.50 CNY for 2 customers");
    assertThat(settle("--book").out()).contains("nothing to book").contains("due 0.50 CNY");
  }

  @Test
  void another_measurement_corrects_what_was_booked() throws IOException {
    settle("--book");
    Path outages = folder.resolve("outages.csv");
    Files.writeString(outages, "user,service,from,to\nbob,api,,\n");
    assertThat(settle("--book", "--outages", outages.toString()).out())
        .contains("booked -0.25 CNY for 1 customers, 1 of them corrected")
        .contains("due 0.25 CNY");
    Typed proof = Typed.of("settle", "verify", "--home", folder.resolve("home").toString());
    assertThat(proof.code()).isEqualTo(ExitCode.OK);
    assertThat(proof.out()).startsWith("whole: 2 entries");
  }

  @Test
  void paying_twice_pays_once_and_a_payment_system_that_failed_is_asked_again() throws IOException {
    Map<String, String> bank = new ConcurrentHashMap<>();
    AtomicInteger calls = new AtomicInteger();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          String body =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          bank.put(exchange.getRequestHeaders().getFirst("Idempotency-Key"), body);
          exchange.sendResponseHeaders(calls.incrementAndGet() == 1 ? 503 : 201, -1);
          exchange.close();
        });
    server.start();
    try {
      Path secret = folder.resolve("secret");
      Files.writeString(secret, "0123456789abcdef0123456789abcdef\n");
      String[] pay = {
        "--pay",
        "http://127.0.0.1:" + server.getAddress().getPort() + "/pay",
        "--pay-secret",
        "file:" + secret
      };
      Typed first = settle(pay);
      assertThat(first.code()).as(first.err()).isEqualTo(ExitCode.OK);
      assertThat(first.out()).contains("sent: 2 accepted, 0 refused, 0 without an answer");
      assertThat(calls.get()).isEqualTo(3);
      assertThat(settle(pay).out()).contains("sent: 0 accepted").contains("paid 0.50 CNY");
      assertThat(bank.values())
          .hasSize(2)
          .allMatch(body -> body.contains("\"amount\":\"0.25\""))
          .noneMatch(body -> body.contains("0123456789abcdef"));
    } finally {
      server.stop(0);
    }
  }

  @Test
  void what_is_written_wrongly_is_one_clear_line() throws IOException {
    assertThat(settle("--pay", "http://pay.example/").err()).contains("S22-9667");
    assertThat(settle("--pay", "https://pay.example/").err()).contains("S22-9666");
    assertThat(settle("--pay", "https://pay.example/", "--pay-secret", "env:NOT_SET").err())
        .contains("S22-9664");
    assertThat(settle("--pay", "http://127.evil.example/").err()).contains("S22-9667");
    assertThat(settle("--csv", folder.resolve("no/such/due.csv").toString()).err())
        .contains("S22-9659");
    assertThat(settle("--user", "carol").err()).contains("S22-9665");
    assertThat(settle("--orders", "nowhere.csv").err()).contains("S22-9662");
    assertThat(settle("--orders-sql", "select 1").err()).contains("S22-9663");
    String changed = Files.readString(journal).replace("16:02:30.000Z", "18:02:30.000Z");
    Files.writeString(journal, changed);
    assertThat(settle().err()).contains("S22-9661");
    Files.writeString(journal, "");
    assertThat(settle().code()).isNotEqualTo(ExitCode.OK);
    assertThat(settle().err()).doesNotContain("S22-9001");
  }

  @Test
  void json_is_json_and_the_words_go_elsewhere() {
    Typed typed = settle("--json", "--book");
    assertThat(typed.out()).startsWith("{\"run\":\"run-1\"").endsWith("}\n");
    assertThat(typed.out().lines()).hasSize(1);
    assertThat(typed.out()).contains("\"total\":{\"users\":2,\"paid-users\":2,\"amount\":\"0.50\"");
    assertThat(typed.err()).contains("booked 0.50 CNY");
  }
}
