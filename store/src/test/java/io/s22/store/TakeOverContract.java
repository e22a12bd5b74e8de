package io.s22.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.s22.journal.Entry;
import io.s22.journal.Verdict;
import io.s22.plan.S22Exception;
import io.s22.run.RunHost.Next;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nodes in processes of their own, stopped and killed; subclassed per database. */
@Timeout(120)
abstract class TakeOverContract {
  private final List<Process> children = new ArrayList<>();

  /** Where the store is: a folder, or the address of a PostgreSQL. */
  abstract String place();

  /** The same database, for who does not wait for others that write. */
  abstract Database impatient();

  private JdbcRunStore openStore() {
    return ChildNode.open(place());
  }

  @AfterEach
  void end() throws InterruptedException {
    for (Process child : children) {
      child.destroyForcibly().waitFor();
    }
  }

  private Process child(String fenced, String pace) throws IOException {
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                ChildNode.class.getName(),
                place(),
                fenced,
                pace)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    children.add(child);
    return child;
  }

  private static void signal(String name, Process process)
      throws IOException, InterruptedException {
    assertThat(
            new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor())
        .isZero();
  }

  private static void readUntil(BufferedReader output, long seq) throws IOException {
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      if (Long.parseLong(line) >= seq) {
        return;
      }
    }
    throw new AssertionError("the child ended before entry " + seq);
  }

  /** Stops a node, lets this process take over, wakes the node; what it wrote afterwards. */
  private List<Entry> lateEntries(String fenced) throws IOException, InterruptedException {
    Process child;
    try (JdbcRunStore store = openStore();
        Database lock = impatient()) {
      store.open("r1", Runs.START, "ann", Runs.opened());
      child = child(fenced, "asked");
      try (BufferedReader output = child.inputReader();
          Writer input = child.outputWriter()) {
        readUntil(output, 2);
        ask(input);
        readUntil(output, 3);
        stopOutsideOfATransaction(child, lock);
        long takenOver = takeOver(store);
        signal("CONT", child);
        ask(input);
        String answer = output.readLine();
        assertThat(answer).as("the child answers").isNotNull();
        return Runs.entries(store, "r1").stream()
            .filter(entry -> entry.seq() > takenOver && entry.by().equals("child"))
            .toList();
      }
    }
  }

  /** A process stopped within a transaction keeps the lock, and nobody can take over. */
  private static void stopOutsideOfATransaction(Process child, Database lock)
      throws IOException, InterruptedException {
    for (boolean free = false; !free; ) {
      signal("STOP", child);
      try {
        free = lock.write(session -> true);
      } catch (S22Exception e) {
        assertThat(e.code()).isEqualTo("S22-3105");
        signal("CONT", child);
      }
    }
  }

  /** Takes the run over in this process; it stays this node's until long after the test. */
  private static long takeOver(JdbcRunStore store) throws InterruptedException {
    AtomicLong seq = new AtomicLong();
    CountDownLatch done = new CountDownLatch(1);
    try (JdbcRunHost host =
        new JdbcRunHost(store, Instant::now, "parent", Runs.QUICK, (run, e) -> {})) {
      host.start(lease -> {
        var written = lease.journal().append(Runs.takenOver(lease, "parent"), List.of());
        seq.set(written.getLast().seq());
        done.countDown();
        return new Next.WakeAt(Instant.parse("2999-01-01T00:00:00Z"));
      });
      assertThat(done.await(30, TimeUnit.SECONDS)).as("taken over").isTrue();
    }
    return seq.get();
  }

  private static void ask(Writer input) throws IOException {
    input.write("\n");
    input.flush();
  }

  @Test
  void aNodeThatSleptThroughATakeOverWritesNothing() throws Exception {
    assertThat(lateEntries("fenced")).isEmpty();
    try (JdbcRunStore store = openStore()) {
      assertThat(Runs.verdict(store, "r1")).isInstanceOf(Verdict.Whole.class);
    }
  }

  @Test
  void withoutTheFenceItWouldHaveWritten() throws Exception {
    assertThat(lateEntries("unfenced")).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void whatWasAcknowledgedSurvivesAKill(long seed) throws Exception {
    Random random = new Random(seed);
    try (JdbcRunStore store = openStore()) {
      store.open("r1", Runs.START, "ann", Runs.opened());
      long acknowledged = 0;
      for (int kill = 0; kill < 3; kill++) {
        Process child = child("fenced", "fast");
        try (BufferedReader output = child.inputReader()) {
          readUntil(output, acknowledged + 1 + random.nextInt(300));
          signal("KILL", child);
          for (String line = output.readLine(); line != null; line = output.readLine()) {
            acknowledged = line.isEmpty() ? acknowledged : Long.parseLong(line);
          }
          child.waitFor();
        }
        assertThat(Runs.verdict(store, "r1").orThrow().entries())
            .as("seed %d, kill %d", seed, kill)
            .isGreaterThanOrEqualTo(acknowledged);
      }
    }
  }

  @Test
  void theRunOfAKilledNodeIsTakenOverSoonerThanItsHeartbeatsWouldBeMissed() throws Exception {
    try (JdbcRunStore store = openStore()) {
      store.open("r1", Runs.START, "ann", Runs.opened());
      Process child = child("fenced", "fast");
      try (BufferedReader output = child.inputReader()) {
        readUntil(output, 10_000);
        signal("KILL", child);
        child.waitFor();
      }
    }
    long began = System.nanoTime();
    CountDownLatch stepped = new CountDownLatch(1);
    try (JdbcRunStore store = openStore();
        JdbcRunHost host =
            new JdbcRunHost(store, Instant::now, "next", Timing.USUAL, (run, e) -> {})) {
      AtomicLong read = new AtomicLong();
      host.start(lease -> {
        store.read("r1", 1, entry -> read.set(entry.seq()));
        lease.journal().append(Runs.takenOver(lease, "next"), List.of());
        stepped.countDown();
        return new Next.Ended();
      });
      assertThat(stepped.await(30, TimeUnit.SECONDS)).isTrue();
      Duration took = Duration.ofNanos(System.nanoTime() - began);
      System.out.println(
          "taken over and read " + read.get() + " entries in " + took.toMillis() + " ms");
      assertThat(read.get()).isGreaterThanOrEqualTo(10_000);
      // RestartBench measures the second that is promised: here other tests run beside this one
      assertThat(took).isLessThan(Timing.USUAL.heartbeat().multipliedBy(Timing.MISSED));
    }
  }
}
