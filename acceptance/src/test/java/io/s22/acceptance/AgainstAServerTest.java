package io.s22.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.s22.acceptance.Terminal.Typed;
import io.s22.journal.JournalVerifier;
import io.s22.server.Reception;
import io.s22.server.Settings;
import io.s22.server.boot.Serve;
import io.s22.server.people.Caller;
import io.s22.server.people.Role;
import io.s22.testkit.Await;
import io.s22.window.traffic.Routes;
import io.s22.window.traffic.TrafficListener;
import io.s22.window.traffic.TrafficReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

/** The command in processes of its own, against a server: what an operator would type. */
final class AgainstAServerTest {
  private static final String PLAN =
      """
      plan: small
      title: {en: A small change, zh: 一次小变更}
      zone: UTC
      window: {opens: 2026-01-01 00:00, closes: 2026-01-01 01:00}
      cluster: {services: {shop: {title: {en: Shop, zh: 商店}}}}
      people: {lead: somebody}
      compensation: {per-minute: 0.6 CNY, counts-announced: yes}
      tell-users: {shop: {during: {en: Wait a minute, zh: 请稍候}}}
      stages:
        - stage: only
          title: {en: The only stage, zh: 唯一阶段}
          box: 00:00-01:00
          gates: [{gate: shall we, approval: lead, within: 50m, otherwise: no-go}]
          steps:
            - {step: one, run: "echo hello from one", takes: 1s, interrupts: shop, verify: "true", repeat: idempotent, may-stop-after: yes, rollback: {run: "true", takes: 1s}}
            - {step: two, run: "echo hello from two", takes: 1s, interrupts: shop, verify: "true", repeat: idempotent, may-stop-after: yes, rollback: {run: "true", takes: 1s}}
      """;

  @TempDir private Path home;
  @TempDir private Path work;

  private ConfigurableApplicationContext context;
  private Reception front;
  private Terminal terminal;
  private Path plan;

  @SuppressWarnings("NullAway.Init")
  AgainstAServerTest() {}

  @BeforeEach
  void start() throws IOException {
    context =
        Serve.start(Settings.of(Map.of("home", List.of(home.toString()), "port", List.of("0"))));
    front = context.getBean(Reception.class);
    terminal = new Terminal(work, "http://127.0.0.1:" + Serve.port(context));
    plan = Files.writeString(work.resolve("small.yaml"), PLAN);
    for (Role role : List.of(Role.OPERATOR, Role.APPROVER)) {
      String login = role.code();
      front.people().add("main", login, login, role);
      Caller caller = new Caller("main", login, role, role.scopes(), "test");
      Files.writeString(
          work.resolve(login),
          front.tokens().make(caller, "test", role.scopes(), Duration.ofDays(1)).secret());
    }
  }

  @AfterEach
  void stop() {
    context.close();
  }

  @Test
  void a_run_is_checked_started_approved_lengthened_paused_resumed_shown_and_taken_away()
      throws Exception {
    terminal.type("operator", "check", plan.toString()).good();
    Process following =
        terminal.begin(
            "operator", "run", plan.toString(), "--now", "--reason", "trying", "--plain");
    Await.until("there is a run", () -> front.runs().ids("main").size() == 1);
    String run = front.runs().ids("main").getFirst();
    Await.until("it asks", () -> !front.runs().fold("main", run).questions().isEmpty());
    assertThat(terminal.type("operator", "runs").good().out()).contains(run);
    Typed own = terminal.type("operator", "approve", run, "--reason", "mine");
    assertThat(own.code()).isNotZero();
    assertThat(own.err()).contains("S22-93");
    var before = front.runs().fold("main", run).closes();
    terminal.type("approver", "extend", run, "30m", "--reason", "disks are slow").good();
    Await.until(
        "the window is longer",
        () -> front.runs().fold("main", run).closes().equals(before.plusSeconds(1_800)));
    assertThat(terminal.type("approver", "extend", run, "soon", "--reason", "x").err())
        .contains("S22-9143");
    terminal.type("operator", "pause", run, "--reason", "a look first").good();
    terminal.type("approver", "approve", run, "--reason", "all is well").good();
    Await.until(
        "it is paused", () -> front.runs().line("main", run).state().name().equals("PAUSED"));
    Typed shown = terminal.type("operator", "show", run);
    assertThat(shown.out()).contains(run);
    assertThat(shown.code()).as("the run waits").isEqualTo(5);
    terminal.type("operator", "resume", run, "--reason", "looks well").good();
    Typed followed = terminal.end(following);
    assertThat(followed.good().out()).contains("two");
    String journal = terminal.type("operator", "journal", "export", run).good().out();
    JournalVerifier verifier = new JournalVerifier();
    journal.lines().forEach(verifier::accept);
    assertThat(verifier.verdict().orThrow().entries()).isPositive();
    assertThat(journal).contains("\"by\":\"approver\"", "disks are slow", "a look first");
    terminal.type("operator", "journal", "verify", run).good();
    assertThat(terminal.type("operator", "notices").good().out()).contains("0 notices");
    assertThat(terminal.type("operator", "notices", "preview", run).good().out())
        .contains("A small change", "一次小变更");
    settled(run);
    terminal.type("operator", "report", run, "--out", work.resolve("report").toString()).good();
    assertThat(work.resolve("report").resolve(run + "-report.html")).exists();
  }

  /** What users are due is reckoned here and booked there, once. */
  private void settled(String run) throws Exception {
    Path users = Files.writeString(work.resolve("users.csv"), "user,service\nalice,shop\n");
    Instant now = Instant.now();
    String away = "user,service,from,to\nalice,shop,%s,%s\n".formatted(now.minusSeconds(300), now);
    Path outages = Files.writeString(work.resolve("outages.csv"), away);
    String[] words = {
      "settle", run, "--users", users.toString(), "--outages", outages.toString(), "--no-forecast"
    };
    assertThat(terminal.type("operator", words).good().out())
        .contains("to book:", "--book writes it");
    List<String> booking = new ArrayList<>(List.of(words));
    booking.add("--book");
    String[] book = booking.toArray(String[]::new);
    assertThat(terminal.type("operator", book).err())
        .as("an operator books nothing")
        .contains("S22-9302");
    assertThat(terminal.type("approver", book).good().out()).contains("booked ", "ledger: due");
    assertThat(terminal.type("approver", book).good().out()).contains("nothing to book");
    assertThat(front.settle().audit("main").entries()).isPositive();
  }

  @Test
  void a_plan_is_foretold_and_placed_there_and_says_what_cannot_be() throws Exception {
    Typed foretold =
        terminal
            .type("operator", "forecast", plan.toString(), "--trials", "2000", "--drivers", "0")
            .good();
    assertThat(foretold.out()).contains("shop");
    Typed refused = terminal.type("operator", "forecast", plan.toString(), "--threads", "1");
    assertThat(refused.err()).contains("S22-9144");
    Typed uncounted = terminal.type("operator", "window", plan.toString());
    assertThat(uncounted.err()).as("nothing was counted there").contains("S22-9315");
    Path counted = counted();
    String[] send = {"traffic", "send", "--traffic", counted.toString()};
    assertThat(terminal.type("operator", send).good().out())
        .contains("28 summaries sent, 0 were there");
    assertThat(terminal.type("operator", send).good().out())
        .contains("0 summaries sent, 28 were there");
    assertThat(terminal.type("approver", send).err()).contains("S22-9302");
    String[] window = {"window", plan.toString(), "--as-of", "2025-12-29T12:00"};
    assertThat(terminal.type("operator", window).good().out())
        .as("the hour in which nobody was there")
        .contains("03:");
  }

  /** Four weeks of an access log, counted: nobody comes between three and five. */
  private Path counted() throws IOException {
    DateTimeFormatter time = DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss", Locale.ROOT);
    StringBuilder log = new StringBuilder();
    for (int minute = 0; minute < 28 * 24 * 60; minute++) {
      LocalDateTime at = LocalDateTime.of(2025, 12, 1, 0, 0).plusMinutes(minute);
      if (at.getHour() != 3 && at.getHour() != 4) {
        log.append("10.0.0.").append(minute % 50).append(" - - [").append(time.format(at));
        log.append(" +0000] \"GET / HTTP/1.1\" 200 7 \"-\" \"-\"\n");
      }
    }
    Path file = Files.writeString(work.resolve("access.log"), log);
    Path counted = work.resolve("counted");
    TrafficReader.Settings settings =
        new TrafficReader.Settings("combined", null, Routes.NONE, ZoneOffset.UTC, 1);
    new TrafficReader(settings, System.in, TrafficListener.NONE, System::nanoTime)
        .read(List.of(file), counted);
    return counted;
  }
}
