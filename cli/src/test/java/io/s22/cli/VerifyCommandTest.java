package io.s22.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.s22.data.mariadb.Node;
import io.s22.data.mariadb.Server;
import io.s22.journal.Event;
import io.s22.journal.JournalVerifier;
import io.s22.journal.RunState;
import io.s22.journal.Verdict;
import io.s22.rehearsal.load.SampleData;
import io.s22.rehearsal.mariadb.Logins;
import io.s22.rehearsal.mariadb.MariaDbCluster;
import io.s22.rehearsal.mariadb.MariaDbVersion;
import io.s22.rehearsal.process.ArtefactStore;
import io.s22.run.JournalWriter;
import io.s22.run.RunHost;
import io.s22.store.JdbcRunHost;
import io.s22.store.JdbcRunStore;
import io.s22.store.Timing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** All data after a window, on real servers, by the real command. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 240, unit = TimeUnit.SECONDS)
final class VerifyCommandTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int ORDERS = 90_000;
  private static final String SLOW = "SELECT SLEEP(0.02)";

  private Path folder = Path.of("");
  private MariaDbCluster cluster;
  private Node primary;
  private Node replica;
  private int runs;

  @BeforeAll
  void start(@TempDir Path shared) {
    folder = shared;
    cluster =
        MariaDbCluster.start(
            ArtefactStore.ofThisUser(),
            folder.resolve("c"),
            new MariaDbCluster.Shape(MariaDbVersion.V10_11_5, 2, new Logins("admin", "app")));
    primary = Node.open(cluster.node("db-1").server(), PATIENCE);
    replica = Node.open(cluster.node("db-2").server(), PATIENCE);
    SampleData.create(primary, ORDERS);
    caughtUp();
  }

  @AfterAll
  void stop() {
    primary.close();
    replica.close();
    cluster.close();
  }

  private void caughtUp() {
    assertThat(replica.awaits(primary.state().binlog(), PATIENCE)).isTrue();
  }

  @Test
  void data_that_are_the_same_are_said_to_be_and_once_is_enough() throws Exception {
    Run run = ended(Instant.now());
    Typed first = run.verify();
    assertThat(first.code()).as(first.err()).isEqualTo(ExitCode.OK);
    assertThat(first.out()).startsWith("The same: ");
    assertThat(run.notes("verification"))
        .extracting(note -> note.facts().get("phase"))
        .containsExactly("begun", "ended");
    assertThat(run.verify().out()).isEqualTo(first.out());
    assertThat(run.notes("verification")).as("not compared a second time").hasSize(2);
    assertThat(run.report()).contains("all data are the same");
  }

  @Test
  void one_row_that_differs_is_found_named_and_reported() throws Exception {
    // With the binary log off, as a fault of a replica would be: only this copy has it.
    replica.run("SET SESSION sql_log_bin = 0");
    replica.run("UPDATE rental.orders SET staff = 9 WHERE id = 61234");
    try {
      Run run = ended(Instant.now());
      Typed typed = run.verify();
      assertThat(typed.code()).isEqualTo(ExitCode.NO);
      assertThat(typed.out()).contains("1 differences").contains("rental.orders").contains("61234");
      assertThat(run.report()).contains("NOT proven").contains("61234");
    } finally {
      replica.run("UPDATE rental.orders SET staff = NULLIF(61234 % 3, 2) WHERE id = 61234");
    }
  }

  @Test
  void a_table_that_changes_meanwhile_is_not_misreported() throws Exception {
    AtomicBoolean stop = new AtomicBoolean();
    Thread writer = Thread.ofVirtual().start(() -> changeUntil(stop));
    try {
      Typed typed = ended(Instant.now()).verify();
      assertThat(typed.code()).as(typed.out() + typed.err()).isEqualTo(ExitCode.OK);
    } finally {
      stop.set(true);
      writer.join();
      caughtUp();
    }
  }

  private void changeUntil(AtomicBoolean stop) {
    try (Node writing = Node.open(cluster.node("db-1").server(), PATIENCE)) {
      for (int i = 0; !stop.get(); i++) {
        writing.run(
            "UPDATE rental.orders SET note = 'changed " + i + "' WHERE id % 97 = " + i % 97);
      }
    }
  }

  @Test
  void killed_in_the_middle_it_goes_on_where_it_was() throws Exception {
    Run run = ended(Instant.now());
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "io.s22.cli.Main",
                "verify",
                run.id(),
                "--home",
                run.home().toString(),
                "--max-latency",
                "1ms",
                "--latency-query",
                SLOW)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("child.log").toFile())
            .start();
    try {
      long compared = 0;
      while (child.isAlive() && compared < 40_000) {
        compared = run.compared();
        child.waitFor(50, TimeUnit.MILLISECONDS);
      }
      assertThat(child.isAlive()).as(Files.readString(folder.resolve("child.log"))).isTrue();
    } finally {
      child.destroyForcibly().waitFor();
    }
    long kept = run.compared();
    Typed typed = run.verify();
    assertThat(typed.code()).as(typed.err()).isEqualTo(ExitCode.OK);
    Map<String, String> end = run.notes("verification").getLast().facts();
    assertThat(Long.parseLong(end.getOrDefault("resumed", "0"))).isEqualTo(kept);
    assertThat(Long.parseLong(end.getOrDefault("rows", "0"))).isGreaterThan(ORDERS);
    assertThat(run.notes("verification"))
        .extracting(note -> note.facts().get("phase"))
        .containsExactly("begun", "begun", "ended");
  }

  @Test
  void it_waits_for_a_replica_that_lags_and_a_slow_primary_and_rings_when_it_is_late()
      throws Exception {
    replica.run("STOP SLAVE SQL_THREAD");
    Thread later = Thread.ofVirtual().start(this::startApplyingSoon);
    Run run = ended(Instant.now().minus(Duration.ofHours(73)));
    Typed typed = run.verify("--max-latency", "1ms", "--latency-query", SLOW);
    later.join();
    assertThat(typed.code()).as(typed.err()).isEqualTo(ExitCode.OK);
    Map<String, String> end = run.notes("verification").getLast().facts();
    assertThat(Long.parseLong(end.getOrDefault("waited-millis", "0")))
        .as("for lag once, for latency before each range")
        .isGreaterThan(4_000);
    assertThat(typed.err()).contains("ALARM: the comparison has missed its deadline");
    assertThat(run.notes("alarm")).hasSize(1);
    assertThat(run.report())
        .contains("the comparison has missed its deadline")
        .contains("too late");
  }

  private void startApplyingSoon() {
    try (Node waiting = Node.open(cluster.node("db-2").server(), PATIENCE)) {
      waiting.text("SELECT SLEEP(1)");
      waiting.run("START SLAVE SQL_THREAD");
    }
  }

  @Test
  void a_run_that_goes_on_is_not_verified() throws Exception {
    Path home = folder.resolve("going");
    try (JdbcRunStore store = JdbcRunStore.sqlite(home)) {
      store.open("r", Instant.now(), "anna", opened(Instant.now()));
    }
    Typed typed = Typed.of("verify", "r", "--home", home.toString());
    assertThat(typed.code()).isEqualTo(ExitCode.USAGE);
    assertThat(typed.err()).contains("S22-9720");
  }

  private Event.RunOpened opened(Instant closes) {
    List<String> nodes = new ArrayList<>();
    for (Server each : cluster.servers()) {
      nodes.add(each.name() + "=" + each.address());
    }
    String plan =
        """
        plan: verified
        zone: UTC
        window: {opens: 2030-01-05 02:00, closes: 2030-01-05 03:00}
        stages:
          - stage: one
            box: 02:00-03:00
            steps:
              - step: integrity
                uses: mariadb.compare
                with: {nodes: %s, user: %s, password: admin, max-lag: 2s}
                takes: 1m
                verify: comparison under way
                irreversible: It only reads.
                repeat: idempotent
        """
            .formatted(nodes.stream().map(n -> '"' + n + '"').toList(), Logins.ADMIN);
    return new Event.RunOpened(
        "verified",
        plan,
        Openings.hash(plan),
        closes.minusSeconds(3600),
        closes,
        Map.of(),
        List.of(),
        S22.VERSION);
  }

  /** A run that ended when its window closed. */
  private Run ended(Instant closes) throws InterruptedException {
    Run run = new Run(folder.resolve("home-" + runs++), "r");
    try (JdbcRunStore store = JdbcRunStore.sqlite(run.home())) {
      store.open(run.id(), closes.minusSeconds(60), "anna", opened(closes));
      CountDownLatch over = new CountDownLatch(1);
      JournalWriter.Draft end =
          new JournalWriter.Draft(
              closes,
              "s22",
              new Event.Moved(RunState.RUNNING, RunState.DONE, "every step is done"));
      try (JdbcRunHost host =
          new JdbcRunHost(store, Instant::now, "test", Timing.USUAL, (id, failure) -> {})) {
        host.start(lease -> {
          lease.journal().append(List.of(end), List.of());
          over.countDown();
          return new RunHost.Next.Ended();
        });
        assertThat(over.await(30, TimeUnit.SECONDS)).isTrue();
      }
    }
    return run;
  }

  private record Run(Path home, String id) {
    Typed verify(String... more) {
      List<String> words = new ArrayList<>(List.of("verify", id, "--home", home.toString()));
      words.addAll(List.of(more));
      return Typed.of(words.toArray(String[]::new));
    }

    List<Event.Noted> notes(String subject) {
      List<Event.Noted> notes = new ArrayList<>();
      JournalVerifier verifier = new JournalVerifier();
      try (JdbcRunStore store = JdbcRunStore.sqlite(home)) {
        store.readLines(id, 1, verifier::accept);
        store.read(
            id,
            1,
            entry -> {
              if (entry.event() instanceof Event.Noted note && note.subject().equals(subject)) {
                notes.add(note);
              }
            });
      }
      assertThat(verifier.verdict()).isInstanceOf(Verdict.Whole.class);
      return notes;
    }

    /** Rows that the bookmark has. */
    long compared() {
      Path effects = home.resolve("effects-mariadb");
      if (!Files.isDirectory(effects)) {
        return 0;
      }
      try (Stream<Path> files = Files.list(effects)) {
        return files
            .filter(each -> each.toString().endsWith(".compared"))
            .mapToLong(io.s22.data.compare.Extent::compared)
            .sum();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    String report() {
      return Typed.of("report", id, "--home", home.toString(), "--json").out();
    }
  }
}
