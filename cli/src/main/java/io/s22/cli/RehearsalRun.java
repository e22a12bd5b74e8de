package io.s22.cli;

import io.s22.cli.rehearse.Account;
import io.s22.cli.rehearse.People;
import io.s22.journal.Effect;
import io.s22.journal.Entry;
import io.s22.journal.Event;
import io.s22.journal.RunState;
import io.s22.plan.S22Exception;
import io.s22.rehearsal.cluster.Cluster;
import io.s22.rehearsal.users.Crowd;
import io.s22.run.JournalWriter;
import io.s22.run.Lease;
import io.s22.run.RunHost;
import io.s22.run.engine.Runner;
import io.s22.store.JdbcRunHost;
import io.s22.store.JdbcRunStore;
import io.s22.store.Timing;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The run of a rehearsal: the plan on a fast clock, and its account in its own journal. */
final class RehearsalRun {
  private static final String WHO = "rehearsal";

  private final Scene scene;
  private final RehearsalMachine machine;
  private final String id;
  private final RehearsalMeasuring measuring;
  private final CountDownLatch over = new CountDownLatch(1);
  private final AtomicReference<@Nullable Throwable> defect = new AtomicReference<>();
  private volatile boolean begun;
  private volatile @Nullable Account account;

  /**
   * Where it takes place.
   *
   * @param window from the opening to the closing, in the plan's time
   * @param scale how many times faster than the plan
   * @param breaks the step that fails on purpose; null for none
   */
  record Scene(
      Plans.Sound sound,
      Duration window,
      double scale,
      @Nullable String breaks,
      Cluster cluster,
      Crowd users,
      JdbcRunStore store,
      Rehearsal.View view) {}

  RehearsalRun(Scene scene, RehearsalMachine machine) {
    this.scene = scene;
    this.machine = machine;
    this.id = id(scene.sound());
    this.measuring =
        new RehearsalMeasuring(scene.users(), machine.clock(), scene.view()::measured, this::broke);
  }

  /** The name of the run of a plan's rehearsal. */
  static String id(Plans.Sound sound) {
    return sound.plan().plan() + "-rehearsal";
  }

  /**
   * Carries the plan out and returns how the run ended.
   *
   * @param home of S22 in this rehearsal
   */
  RunState carryOut(Path home) throws InterruptedException {
    open();
    RunReport report = scene.view().begin(machine, scene.store(), id);
    Follower follower = new Follower(scene.store(), id, report);
    People people = new People(scene.store(), machine.clock(), scene.breaks());
    Runner runner =
        machine.runner(
            scene.store(), home, machine.gates(), new Watching(report, follower, people));
    String tag = Long.toString(ProcessHandle.current().pid(), 36);
    JdbcRunHost host =
        new JdbcRunHost(
            scene.store(), Workshop::now, tag, Timing.USUAL, (run, failure) -> broke(failure));
    CountDownLatch seen = new CountDownLatch(1);
    try (host) {
      measuring.start();
      host.start(lease -> drive(runner, lease));
      follower.start(seen, this::broke);
      report.follow(seen);
      over.await();
    } finally {
      measuring.stop();
    }
    Throwable failure = defect.get();
    if (failure != null) {
      throw new IllegalStateException("the engine stopped", failure);
    }
    return RehearsalAccounts.state(scene.store(), id);
  }

  private void open() {
    Plans.Sound sound = scene.sound();
    Instant opens = sound.plan().window().opensIn(sound.plan().zone());
    List<String> simulated =
        machine.bound().steps().entrySet().stream()
            .filter(each -> !each.getValue().isReal())
            .map(Map.Entry::getKey)
            .toList();
    scene
        .store()
        .open(
            id,
            machine.clock().now(),
            WHO,
            new Event.RunOpened(
                sound.plan().plan(),
                sound.loaded().text(),
                Openings.hash(sound.loaded().text()),
                opens,
                opens.plus(scene.window()),
                Map.of(),
                simulated,
                S22.VERSION,
                "a rehearsal on a small cluster, %.0f times as fast".formatted(scene.scale())));
  }

  private RunHost.Next drive(Runner runner, Lease lease) throws InterruptedException {
    JournalWriter writer = lease.journal();
    if (!begun) {
      begun = true;
      machine.start();
      scene.users().begin();
    }
    measuring.into(writer);
    RunHost.Next next = runner.drive(lease);
    return switch (next) {
      case RunHost.Next.Ended ended -> {
        finish(writer);
        yield ended;
      }
      case RunHost.Next.WakeAt(Instant at) ->
          new RunHost.Next.WakeAt(
              Workshop.now()
                  .plus(machine.clock().waiting(Duration.between(machine.clock().now(), at))));
    };
  }

  private void finish(JournalWriter writer) {
    try {
      // Before the last user is gone: afterwards nobody asks.
      long memory = measuring.finish(writer);
      Account result =
          new RehearsalAccounts(
                  scene.sound().plan(), scene.cluster(), scene.users(), machine, scene.breaks())
              .settle(scene.store(), id, memory);
      Instant now = machine.clock().now();
      writer.append(result.proofs().stream().map(proof -> noted(now, proof)).toList(), List.of());
      writer.append(result.gaps().stream().map(gap -> noted(now, gap)).toList(), List.of());
      account = result;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException failure) {
      broke(failure);
    } finally {
      over.countDown();
    }
  }

  private static JournalWriter.Draft noted(Instant now, Account.Proof proof) {
    Map<String, String> facts =
        Map.of("held", Boolean.toString(proof.held()), "measured", proof.measured());
    return new JournalWriter.Draft(now, WHO, new Event.Noted("proof", proof.what(), facts));
  }

  /** A switch-over and how long no write was acknowledged around it, for the report. */
  private static JournalWriter.Draft noted(Instant now, Account.Gap gap) {
    String millis = Long.toString(gap.gap().toMillis());
    return new JournalWriter.Draft(
        now, WHO, new Event.Noted("gap", gap.effect(), Map.of("millis", millis)));
  }

  private void broke(Throwable failure) {
    defect.compareAndSet(null, failure);
    over.countDown();
  }

  /** What it came to; null before its end. */
  @Nullable Account account() {
    return account;
  }

  /** Nobody waits for it any longer, nothing more is measured: all of it is being closed. */
  void abandon() {
    measuring.stop();
    over.countDown();
  }

  private static final class Watching implements Runner.Observer {
    private final RunReport report;
    private final Follower follower;
    private final People people;

    Watching(RunReport report, Follower follower, People people) {
      this.report = report;
      this.follower = follower;
      this.people = people;
    }

    @Override
    public void written(String id, List<Entry> entries) {
      follower.look();
      people.read(id, entries);
    }

    @Override
    public void printed(String id, Effect effect, String line) {
      report.printed(effect, line);
    }

    @Override
    public void trouble(String id, S22Exception trouble) {
      report.trouble(trouble);
    }
  }
}
