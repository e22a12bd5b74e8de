package io.s22.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.s22.acceptance.Terminal.Typed;
import io.s22.data.mariadb.Node;
import io.s22.journal.Event;
import io.s22.journal.RunState;
import io.s22.rehearsal.load.SampleData;
import io.s22.rehearsal.mariadb.Logins;
import io.s22.rehearsal.mariadb.MariaDbCluster;
import io.s22.rehearsal.mariadb.MariaDbVersion;
import io.s22.rehearsal.process.ArtefactStore;
import io.s22.run.JournalWriter;
import io.s22.run.RunHost;
import io.s22.server.Reception;
import io.s22.server.Settings;
import io.s22.server.boot.Serve;
import io.s22.server.people.Caller;
import io.s22.server.people.Role;
import io.s22.store.JdbcRunHost;
import io.s22.store.JdbcRunStore;
import io.s22.store.Timing;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

/** What is left to do when a window has closed, typed against a server that does it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 240, unit = TimeUnit.SECONDS)
final class AfterTheWindowTest {
  private static final String RUN = "over-1";
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String PLAN =
      """
      plan: over
      title: {en: A change that is over, zh: 已结束的变更}
      zone: UTC
      window: {opens: 2026-01-01 00:00, closes: 2026-01-01 01:00}
      cluster: {services: {shop: {title: {en: Shop, zh: 商店}}}}
      compensation: {per-minute: 0.6 CNY, counts-announced: yes, data-loss-up-to: 100 CNY}
      tell-users: {shop: {during: {en: Wait a minute, zh: 请稍候}}}
      stages:
        - stage: only
          box: 00:00-01:00
          steps:
            - step: integrity
              uses: mariadb.compare
              with: {nodes: %s, user: %s, password: admin, max-lag: 2s}
              takes: 1m
              verify: comparison under way
              irreversible: It only reads.
              repeat: idempotent
      """;

  private final List<String> paid = new CopyOnWriteArrayList<>();
  private final Instant closed = Instant.now().truncatedTo(ChronoUnit.MILLIS).minusSeconds(60);
  private Path work;
  private MariaDbCluster cluster;
  private HttpServer bank;
  private Served served;
  private Terminal terminal;

  @SuppressWarnings("NullAway.Init")
  AfterTheWindowTest() {}

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    work = folder;
    cluster =
        MariaDbCluster.start(
            ArtefactStore.ofThisUser(),
            work.resolve("c"),
            new MariaDbCluster.Shape(MariaDbVersion.V10_11_5, 2, new Logins("admin", "app")));
    try (Node primary = node("db-1");
        Node replica = node("db-2")) {
      SampleData.create(primary, 2_000);
      assertThat(replica.awaits(primary.state().binlog(), PATIENCE)).isTrue();
    }
    bank = bank();
    Path home = Files.createDirectories(work.resolve("home"));
    tokens(home);
    over(home);
    served =
        Served.start(
            work,
            Map.of(
                "S22_PAY_URL",
                "http://127.0.0.1:" + bank.getAddress().getPort() + "/pay",
                "S22_PAY_SECRET",
                "a secret of the payment system",
                "LINKS",
                "a secret that signs users' links"),
            "--link-secret",
            "env:LINKS");
    terminal = new Terminal(work, served.url());
  }

  @AfterAll
  void stop() {
    served.close();
    bank.stop(0);
    cluster.close();
  }

  private Node node(String name) {
    return Node.open(cluster.node(name).server(), PATIENCE);
  }

  /** Takes every payment and remembers it. */
  private HttpServer bank() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/pay",
        exchange -> {
          String body =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          paid.add(exchange.getRequestHeaders().getFirst("Idempotency-Key") + " " + body);
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    server.start();
    return server;
  }

  private void tokens(Path home) throws IOException {
    Settings settings = Settings.of(Map.of("home", List.of(home.toString()), "port", List.of("0")));
    try (ConfigurableApplicationContext context = Serve.start(settings)) {
      Reception front = context.getBean(Reception.class);
      for (Role role : List.of(Role.OPERATOR, Role.APPROVER)) {
        String login = role.code();
        front.people().add("main", login, login, role);
        Caller caller = new Caller("main", login, role, role.scopes(), "test");
        Files.writeString(
            work.resolve(login),
            front.tokens().make(caller, "test", role.scopes(), Duration.ofDays(1)).secret());
      }
    }
  }

  /** A run that ended when its window closed. */
  private void over(Path home) throws InterruptedException {
    List<String> nodes =
        cluster.servers().stream()
            .map(each -> '"' + each.name() + "=" + each.address() + '"')
            .toList();
    Event.RunOpened opened =
        new Event.RunOpened(
            "over",
            PLAN.formatted(nodes, Logins.ADMIN),
            "0".repeat(64),
            closed.minusSeconds(3_600),
            closed,
            Map.of(),
            List.of(),
            "test");
    JournalWriter.Draft end =
        new JournalWriter.Draft(
            closed, "s22", new Event.Moved(RunState.RUNNING, RunState.DONE, "every step is done"));
    CountDownLatch over = new CountDownLatch(1);
    try (JdbcRunStore store = JdbcRunStore.sqlite(home)) {
      store.open(RUN, opened.opens(), "anna", opened);
      try (JdbcRunHost host =
          new JdbcRunHost(store, Instant::now, "test", Timing.USUAL, (id, failure) -> {})) {
        host.start(lease -> {
          lease.journal().append(List.of(end), List.of());
          over.countDown();
          return new RunHost.Next.Ended();
        });
        assertThat(over.await(60, TimeUnit.SECONDS)).isTrue();
      }
    }
  }

  @Test
  void users_are_paid_once_a_case_is_decided_and_one_sees_her_own() throws Exception {
    Path users = Files.writeString(work.resolve("users.csv"), "user,service\nalice,shop\nbob,\n");
    String away = "alice,shop,%s,%s\n".formatted(closed.minusSeconds(600), closed);
    Path outages = Files.writeString(work.resolve("outages.csv"), "user,service,from,to\n" + away);
    String[] pay = {
      "settle",
      RUN,
      "--users",
      users.toString(),
      "--outages",
      outages.toString(),
      "--no-forecast",
      "--pay",
      "server"
    };
    assertThat(terminal.type("operator", pay).err()).contains("S22-9302");
    assertThat(paid).isEmpty();
    assertThat(terminal.type("approver", pay).good().out())
        .contains("booked ", "sent: 1 accepted, 0 refused, 0 without an answer");
    assertThat(paid).hasSize(1).first().asString().contains("alice", "\"amount\":\"6.00\"");
    String[] abroad = pay.clone();
    abroad[abroad.length - 1] = "https://example.org/";
    assertThat(terminal.type("approver", abroad).err()).contains("S22-9144");
    decided();
    assertThat(terminal.type("approver", pay).good().out())
        .as("what was paid is not paid again: only the case is new")
        .contains("booked 20.00 CNY for 1 customers", "sent: 1 accepted");
    assertThat(paid).hasSize(2).last().asString().contains("alice", "\"amount\":\"20.00\"");
    assertThat(terminal.type("operator", "settle", "verify").good().out()).startsWith("whole: ");
    own();
  }

  private void decided() throws Exception {
    assertThat(terminal.type("operator", "settle", "cases", RUN).good().out()).contains("no cases");
    String[] open = {
      "settle",
      "open-case",
      RUN,
      "loss-1",
      "--user",
      "alice",
      "--because",
      "order 17 is gone",
      "--entry",
      "1"
    };
    assertThat(terminal.type("approver", open).good().out()).contains("opened case loss-1");
    String[] decide = {
      "settle", "decide-case", RUN, "loss-1", "--amount", "20", "--because", "she has a receipt"
    };
    assertThat(terminal.type("approver", decide).good().out()).contains("is worth 20");
    assertThat(terminal.type("operator", "settle", "cases", RUN).good().out())
        .contains("loss-1: alice", "by approver: order 17 is gone", "\"seq\":1", "2000 of");
  }

  private void own() throws Exception {
    String link =
        terminal.type("approver", "settle", "link", RUN, "--user", "alice").good().out().strip();
    try (HttpClient client = HttpClient.newHttpClient()) {
      String page =
          client
              .send(HttpRequest.newBuilder(URI.create(link)).build(), BodyHandlers.ofString())
              .body();
      assertThat(page).contains("alice").doesNotContain("bob");
    }
  }

  @Test
  void all_data_are_compared_there_and_a_row_that_differs_is_named_here() throws Exception {
    Typed same = terminal.type("operator", "verify", RUN).good();
    assertThat(same.out()).startsWith("The same: ");
    assertThat(same.err()).contains("the comparison has ended");
    try (Node replica = node("db-2")) {
      // With the binary log off, as a fault of a replica would be: only this copy has it.
      replica.run("SET SESSION sql_log_bin = 0");
      replica.run("UPDATE rental.orders SET staff = 9 WHERE id = 1234");
    }
    Typed other = terminal.type("operator", "verify", RUN, "--again");
    assertThat(other.code()).as(other.out() + other.err()).isEqualTo(1);
    assertThat(other.out()).contains("1 differences").contains("rental.orders").contains("1234");
    assertThat(terminal.type("operator", "verify", RUN, "--again", "--step", "none").err())
        .contains("S22-9304");
  }
}
