package io.s22.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.s22.run.Clock;
import io.s22.run.JournalWriter.FencedException;
import io.s22.run.Lease;
import io.s22.run.RunHost;
import io.s22.run.RunHost.Next;
import io.s22.run.RunStore.Posted;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What nodes do with the runs of a store; subclassed per database. */
@Timeout(60)
abstract class RunHostContract {
  private static final Instant FAR = Instant.parse("2999-01-01T00:00:00Z");

  private final List<AutoCloseable> open = new ArrayList<>();
  final BlockingQueue<String> drives = new LinkedBlockingQueue<>();
  final BlockingQueue<Throwable> reported = new LinkedBlockingQueue<>();
  JdbcRunStore store;

  /** Opens the test's store once more. */
  abstract JdbcRunStore openStore();

  @BeforeEach
  void open() {
    store = store();
  }

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable each : open.reversed()) {
      each.close();
    }
  }

  /** Another process's view of the same store, as far as the database is concerned. */
  private JdbcRunStore store() {
    JdbcRunStore made = openStore();
    open.add(made);
    return made;
  }

  private RunHost host(JdbcRunStore of, String tag, Timing timing, Clock clock) {
    JdbcRunHost host = new JdbcRunHost(of, clock, tag, timing, (run, e) -> reported.add(e));
    open.add(host);
    return host;
  }

  final RunHost host(String tag) {
    return host(store, tag, Runs.QUICK, Instant::now);
  }

  final void opened(String run) {
    store.open(run, Runs.START, "ann", Runs.opened());
  }

  private Turn turn(String run) {
    return Objects.requireNonNull(store.turns().get(run));
  }

  final String nextDrive() throws InterruptedException {
    String run = drives.poll(20, TimeUnit.SECONDS);
    assertThat(run).as("a run was driven").isNotNull();
    return String.valueOf(run);
  }

  @Test
  void anOpenedRunIsDrivenAndAnEndedOneNeverAgain() throws InterruptedException {
    opened("r1");
    host("a")
        .start(lease -> {
          drives.add(lease.run());
          return new Next.Ended();
        });

    assertThat(nextDrive()).isEqualTo("r1");
    opened("r2");
    assertThat(nextDrive()).isEqualTo("r2");
    store.post("r1", Runs.pause("too late"));
    opened("r3");
    assertThat(nextDrive()).isEqualTo("r3");
    assertThat(drives).isEmpty();
  }

  @Test
  void aHostOfOneRunLeavesTheOthersToOthers() throws InterruptedException {
    opened("r1");
    opened("r'2");
    JdbcRunHost one =
        new JdbcRunHost(
            store, Instant::now, "one", Runs.QUICK, new RunChoice.Only("r'2"), (run, e) -> {});
    open.add(one);
    one.start(lease -> {
      Instant now = Instant.now();
      drives.add(lease.run() + " beside a forsaken r1: " + turn("r1").forsaken(now));
      return new Next.Ended();
    });
    assertThat(nextDrive()).isEqualTo("r'2 beside a forsaken r1: true");
    opened("r'2b");

    host("all")
        .start(lease -> {
          drives.add(lease.run() + (store.turns().containsKey("r'2") ? " beside r'2" : ""));
          return new Next.Ended();
        });
    assertThat(List.of(nextDrive(), nextDrive())).containsExactlyInAnyOrder("r1", "r'2b");
    assertThat(drives).isEmpty();
  }

  @Test
  void whoDrivesARunIsKnownUntilItsHeartbeatsStop() throws InterruptedException {
    opened("r1");
    host("a")
        .start(lease -> {
          Instant now = Instant.now();
          drives.add(
              turn("r1").driver(now)
                  + " of "
                  + lease.node()
                  + " "
                  + turn("r1").forsaken(now)
                  + turn("r1").forsaken(now.plusSeconds(60)));
          return new Next.Ended();
        });
    assertThat(nextDrive()).matches("(.+) of \\1 falsetrue");
  }

  @Test
  void aRunThatWaitsForAFarInstantIsWokenByACommandOfAnotherProcess() throws InterruptedException {
    opened("r1");
    host("a")
        .start(lease -> {
          List<Long> taken = store.inbox(lease.run()).stream().map(Posted::id).toList();
          lease.journal().append(List.of(), taken);
          drives.add(lease.run() + " with " + taken.size());
          return new Next.WakeAt(FAR);
        });
    assertThat(nextDrive()).isEqualTo("r1 with 0");

    long posted = System.nanoTime();
    store().post("r1", Runs.pause("wait"));
    assertThat(nextDrive()).isEqualTo("r1 with 1");
    assertThat(Duration.ofNanos(System.nanoTime() - posted)).isLessThan(Duration.ofSeconds(5));
  }

  @Test
  void aCommandPostedWhileABodyIsLeavingIsNotForgotten() throws InterruptedException {
    opened("r1");
    JdbcRunStore other = store();
    AtomicInteger times = new AtomicInteger();
    host("a")
        .start(lease -> {
          if (times.incrementAndGet() == 1) {
            other.post("r1", Runs.pause("just as it leaves"));
          } else {
            lease.journal().append(List.of(), ids(store.inbox("r1")));
          }
          drives.add("r1");
          return new Next.WakeAt(FAR);
        });

    assertThat(nextDrive()).isEqualTo("r1");
    assertThat(nextDrive()).isEqualTo("r1");
    assertThat(store.inbox("r1")).isEmpty();
  }

  @Test
  void aRunIsWokenAtItsInstant() throws InterruptedException {
    opened("r1");
    AtomicLong due = new AtomicLong();
    host("a")
        .start(lease -> {
          Instant now = Instant.now();
          if (due.get() == 0) {
            due.set(now.toEpochMilli() + 700);
            return new Next.WakeAt(Instant.ofEpochMilli(due.get()));
          }
          drives.add(now.toEpochMilli() < due.get() ? "too early" : "in time");
          return new Next.Ended();
        });

    assertThat(nextDrive()).isEqualTo("in time");
  }

  @Test
  void aBodyThatWaitsIsWokenWhenACommandComes() throws InterruptedException {
    opened("r1");
    host("a")
        .start(lease -> {
          Semaphore woken = new Semaphore(0);
          lease.onWake(woken::release);
          drives.add("began");
          while (store.inbox("r1").isEmpty()) {
            woken.acquire();
          }
          drives.add("saw " + store.inbox("r1").getFirst().command().reason());
          return new Next.Ended();
        });
    assertThat(nextDrive()).isEqualTo("began");

    long posted = System.nanoTime();
    store().post("r1", Runs.pause("stop"));
    assertThat(nextDrive()).isEqualTo("saw stop");
    assertThat(Duration.ofNanos(System.nanoTime() - posted)).isLessThan(Duration.ofSeconds(5));
  }

  @Test
  void aBodyThatThrowsIsReportedAndTriedAgain() throws InterruptedException {
    opened("r1");
    AtomicInteger times = new AtomicInteger();
    host("a")
        .start(lease -> {
          drives.add("r1");
          if (times.incrementAndGet() == 1) {
            throw new IllegalStateException("a defect");
          }
          return new Next.Ended();
        });

    nextDrive();
    nextDrive();
    assertThat(reported).singleElement().extracting(Throwable::getMessage).isEqualTo("a defect");
  }

  @Test
  void aNodeThatClosesGivesItsRunsToTheNextAtOnce() throws Exception {
    opened("r1");
    RunHost first = host(store(), "a", Timing.USUAL, Instant::now);
    first.start(lease -> {
      drives.add("first");
      new CountDownLatch(1).await();
      return new Next.Ended();
    });
    assertThat(nextDrive()).isEqualTo("first");
    RunHost second = host("b");
    second.start(lease -> {
      drives.add("second");
      return new Next.Ended();
    });

    first.close();

    assertThat(nextDrive()).isEqualTo("second");
  }

  @Test
  void ofManyNodesOneDrivesARun() throws InterruptedException {
    Map<String, AtomicInteger> together = new ConcurrentHashMap<>();
    for (String tag : List.of("a", "b", "c")) {
      host(store(), tag, Runs.QUICK, Instant::now)
          .start(lease -> {
            AtomicInteger here = together.computeIfAbsent(lease.run(), run -> new AtomicInteger());
            drives.add(here.incrementAndGet() == 1 ? "alone" : "not alone");
            lease.journal().append(Runs.takenOver(lease, lease.node()), List.of());
            here.decrementAndGet();
            return new Next.Ended();
          });
    }
    for (int i = 0; i < 20; i++) {
      opened("r" + i);
      assertThat(nextDrive()).isEqualTo("alone");
    }
    assertThat(drives).isEmpty();
  }

  @Test
  void aClockSetBackStopsNothing() throws InterruptedException {
    AtomicLong hours = new AtomicLong();
    RunHost host =
        host(store, "a", Runs.QUICK, () -> Instant.now().plus(Duration.ofHours(hours.get())));
    host.start(lease -> {
      drives.add(lease.run());
      return lease.run().equals("long") ? waitForCommand(lease) : new Next.Ended();
    });
    opened("long");
    assertThat(nextDrive()).isEqualTo("long");

    hours.set(-1);
    opened("r2");
    assertThat(nextDrive()).isEqualTo("r2");
    store.post("long", Runs.pause("end"));
    assertThat(nextDrive()).isEqualTo("long ended");

    hours.set(1);
    opened("r3");
    assertThat(nextDrive()).isEqualTo("r3");
  }

  private Next waitForCommand(Lease lease) throws InterruptedException {
    Semaphore woken = new Semaphore(0);
    lease.onWake(woken::release);
    while (store.inbox(lease.run()).isEmpty()) {
      woken.acquire();
    }
    drives.add(lease.run() + " ended");
    return new Next.Ended();
  }

  @Test
  void aNodeNotHeardOfLosesItsRunAndIsToldSo() throws InterruptedException {
    opened("r1");
    Lease silent = Leases.take(store, "r1", "a-node-without-heartbeats");
    silent.journal().append(Runs.note("silent", "still here"), List.of());
    store
        .database()
        .write(session ->
            session.update(
                "update scheduled_tasks set last_heartbeat = ?", Instant.now().toEpochMilli()));
    host("b")
        .start(lease -> {
          drives.add("taken over");
          return new Next.Ended();
        });

    assertThat(nextDrive()).isEqualTo("taken over");
    assertThat(silent.held()).isFalse();
    org.assertj.core.api.Assertions.assertThatThrownBy(
            () -> silent.journal().append(Runs.note("silent", "late"), List.of()))
        .isInstanceOf(FencedException.class);
  }

  @Test
  void aHeartbeatFromBeforeTheClockWasSetBackDoesNotKeepARunForHours() throws InterruptedException {
    opened("r1");
    Leases.take(store, "r1", "a-node-without-heartbeats");
    store
        .database()
        .write(session ->
            session.update(
                "update scheduled_tasks set last_heartbeat = ?",
                Instant.now().plusSeconds(3_600).toEpochMilli()));
    host("b")
        .start(lease -> {
          drives.add("taken over");
          return new Next.Ended();
        });

    assertThat(nextDrive()).isEqualTo("taken over");
  }

  private static List<Long> ids(List<Posted> posted) {
    return posted.stream().map(Posted::id).toList();
  }
}
