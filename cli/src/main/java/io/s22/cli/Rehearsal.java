package io.s22.cli;

import io.s22.cli.rehearse.Account;
import io.s22.cli.rehearse.Memory;
import io.s22.cli.rehearse.People;
import io.s22.journal.Effect;
import io.s22.journal.Entry;
import io.s22.journal.Event;
import io.s22.journal.RunState;
import io.s22.plan.S22Exception;
import io.s22.rehearsal.binding.FastClock;
import io.s22.rehearsal.cluster.Cluster;
import io.s22.rehearsal.cluster.Fault;
import io.s22.rehearsal.cluster.Topology;
import io.s22.rehearsal.process.ArtefactStore;
import io.s22.rehearsal.process.OwnFolder;
import io.s22.rehearsal.users.Crowd;
import io.s22.rehearsal.users.Tally;
import io.s22.run.JournalWriter;
import io.s22.run.Lease;
import io.s22.run.RunHost;
import io.s22.run.engine.Runner;
import io.s22.store.JdbcRunHost;
import io.s22.store.JdbcRunStore;
import io.s22.store.Timing;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One rehearsal from the first process to the last: the cluster, its users, the run on a fast
 * clock, and the account at the end. Closed at any instant, nothing of it is left.
 */
final class Rehearsal implements AutoCloseable {
  private static final long SPAN_MILLIS = 1_000;
  private static final int LOOKS = 4;
  private static final Duration WARM_UP = Duration.ofSeconds(12);

  private final Screen screen;
  private final Plans.Sound sound;
  private final Options options;
  private final OwnFolder folder;
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private final Memory memory = new Memory();
  private final CountDownLatch over = new CountDownLatch(1);
  private final AtomicReference<@Nullable Throwable> defect = new AtomicReference<>();
  private final Thread farewell = Thread.ofPlatform().unstarted(this::close);
  private volatile @Nullable Cluster cluster;
  private volatile @Nullable Crowd crowd;
  private volatile @Nullable JdbcRunStore store;
  private volatile @Nullable JournalWriter journal;
  private volatile @Nullable ShownPage page;
  private volatile boolean measuring = true;
  private volatile @Nullable Account account;
  private boolean closed;

  /**
   * How it is done.
   *
   * @param scale how many times faster than the plan; null for two minutes in all
   * @param breaks the step that fails on purpose; null for none
   * @param fault what its nodes then have; null for nothing
   * @param record where the journal is left at the end
   */
  record Options(
      @Nullable Double scale, @Nullable String breaks, @Nullable Fault fault, Path record) {}

  /** What a rehearsal shows while it goes on. */
  interface View {
    /** Before the run: what is being started. */
    void starting(String line);

    /** The public page of it is at {@code url} while it goes on. */
    void page(String url);

    /** The run is about to begin. */
    RunReport begin(RehearsalMachine machine, JdbcRunStore store, String run);

    /** What users got in the last second. */
    void measured(List<Tally.Cut> cuts);
  }

  Rehearsal(Screen screen, Plans.Sound sound, Options options) {
    this.screen = screen;
    this.sound = sound;
    this.options = options;
    this.folder =
        OwnFolder.create(
            Path.of(System.getProperty("java.io.tmpdir"))
                .resolve("s22-" + UUID.randomUUID().toString().substring(0, 8)));
    Runtime.getRuntime().addShutdownHook(farewell);
  }

  /** Where all of it lies while it goes on. */
  Path folder() {
    return folder.path();
  }

  /** How many times faster than the plan. */
  double scale() {
    Double given = options.scale();
    if (given != null) {
      return given;
    }
    return Math.max(1, window().toSeconds() / 120.0);
  }

  private Duration window() {
    return Duration.between(
        sound.plan().window().opensIn(sound.plan().zone()),
        sound.plan().window().closesIn(sound.plan().zone()));
  }

  /** Starts everything, carries the plan out, and returns how the run ended. */
  RunState carryOut(View view) throws IOException, InterruptedException {
    Topology topology = Topology.of(sound.plan());
    Cluster started =
        Cluster.start(
            new Cluster.Setup(
                ArtefactStore.ofThisUser(),
                folder.path().resolve("c"),
                topology,
                client,
                () -> UUID.randomUUID().toString(),
                view::starting),
            each -> cluster = each);
    Path home = folder.path().resolve("home");
    started.writeSettings(home);
    JdbcRunStore opened = JdbcRunStore.sqlite(home);
    store = opened;
    Instant opens = sound.plan().window().opensIn(sound.plan().zone());
    FastClock clock = new FastClock(opens, scale(), System::nanoTime);
    page =
        ShownPage.begin(
            home,
            "S22: a rehearsal of " + sound.plan().plan(),
            clock::now,
            view::page,
            view::starting);
    Crowd users = Crowd.start(new Crowd.Setup(started, client, System::nanoTime, opens));
    crowd = users;
    view.starting(
        "users of " + String.join(", ", users.tallies().keySet().stream().sorted().toList()));
    users.warmUp(WARM_UP);
    try (RehearsalMachine machine =
        new RehearsalMachine(screen.environment(), sound.plan(), clock, started, client, options)) {
      return conduct(view, machine, opened, home);
    }
  }

  private RunState conduct(View view, RehearsalMachine machine, JdbcRunStore opened, Path home)
      throws InterruptedException {
    String run = open(machine, opened);
    RunReport report = view.begin(machine, opened, run);
    Follower follower = new Follower(opened, run, report);
    People people = new People(opened, machine.clock(), options.breaks());
    Runner runner =
        machine.runner(opened, home, machine.gates(), new Watching(report, follower, people));
    String tag = Long.toString(ProcessHandle.current().pid(), 36);
    JdbcRunHost host =
        new JdbcRunHost(opened, Workshop::now, tag, Timing.USUAL, (id, failure) -> broke(failure));
    CountDownLatch seen = new CountDownLatch(1);
    try (host) {
      Thread.ofPlatform().daemon().name("measure").start(() -> measure(machine, view));
      host.start(lease -> drive(machine, runner, lease));
      follower.start(seen, this::broke);
      report.follow(seen);
      over.await();
    } finally {
      measuring = false;
    }
    Throwable failure = defect.get();
    if (failure != null) {
      throw new IllegalStateException("the engine stopped", failure);
    }
    return RehearsalAccounts.state(opened, run);
  }

  private String open(RehearsalMachine machine, JdbcRunStore opened) {
    Instant opens = sound.plan().window().opensIn(sound.plan().zone());
    List<String> simulated =
        machine.bound().steps().entrySet().stream()
            .filter(each -> !each.getValue().isReal())
            .map(each -> each.getKey())
            .toList();
    opened.open(
        run(),
        machine.clock().now(),
        "rehearsal",
        new Event.RunOpened(
            sound.plan().plan(),
            sound.loaded().text(),
            Openings.hash(sound.loaded().text()),
            opens,
            opens.plus(window()),
            java.util.Map.of(),
            simulated,
            S22.VERSION,
            "a rehearsal on a small cluster, %.0f times as fast".formatted(scale())));
    return run();
  }

  private String run() {
    return sound.plan().plan() + "-rehearsal";
  }

  private RunHost.Next drive(RehearsalMachine machine, Runner runner, Lease lease)
      throws InterruptedException {
    JournalWriter writer = lease.journal();
    if (journal == null) {
      machine.start();
      Crowd users = crowd;
      if (users != null) {
        users.begin();
      }
    }
    journal = writer;
    RunHost.Next next = runner.drive(lease);
    return switch (next) {
      case RunHost.Next.Ended ended -> {
        finish(machine, lease.run(), writer);
        yield ended;
      }
      case RunHost.Next.WakeAt(Instant at) ->
          new RunHost.Next.WakeAt(
              Workshop.now()
                  .plus(machine.clock().waiting(Duration.between(machine.clock().now(), at))));
    };
  }

  private void finish(RehearsalMachine machine, String run, JournalWriter writer) {
    measuring = false;
    Crowd users = crowd;
    Cluster here = cluster;
    JdbcRunStore opened = store;
    if (users == null || here == null || opened == null) {
      throw new IllegalStateException("nothing was started");
    }
    try {
      memory.look();
      // Before the last user is gone: afterwards nobody asks.
      MeasuredSpans.writeLast(
          users.tallies().values(), machine.clock().now(), System.nanoTime(), writer);
      Account result =
          new RehearsalAccounts(sound.plan(), here, users, machine, options.breaks())
              .settle(opened, run, memory.most());
      Instant now = machine.clock().now();
      writer.append(
          result.proofs().stream()
              .map(proof ->
                  new JournalWriter.Draft(
                      now,
                      "rehearsal",
                      new Event.Noted(
                          "proof",
                          proof.what(),
                          java.util.Map.of(
                              "held", Boolean.toString(proof.held()),
                              "measured", proof.measured()))))
              .toList(),
          List.of());
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

  /** A switch-over and how long no write was acknowledged around it, for the report. */
  private static JournalWriter.Draft noted(Instant now, Account.Gap gap) {
    String millis = Long.toString(gap.gap().toMillis());
    return new JournalWriter.Draft(
        now, "rehearsal", new Event.Noted("gap", gap.effect(), java.util.Map.of("millis", millis)));
  }

  private void measure(RehearsalMachine machine, View view) {
    try {
      for (int spans = 0; measuring; spans++) {
        Thread.sleep(SPAN_MILLIS);
        Crowd users = crowd;
        JournalWriter writer = journal;
        if (measuring && users != null && writer != null) {
          record(machine, view, users, writer);
        }
        if (spans % LOOKS == 0) {
          memory.look();
        }
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException failure) {
      if (measuring) {
        broke(failure);
      }
    }
  }

  private static void record(
      RehearsalMachine machine, View view, Crowd users, JournalWriter writer) {
    Instant now = machine.clock().now();
    long nanos = System.nanoTime();
    List<Tally.Cut> cuts =
        users.tallies().values().stream().map(tally -> tally.cut(now, nanos)).toList();
    view.measured(cuts);
    MeasuredSpans.write(cuts, now, writer);
  }

  private void broke(Throwable failure) {
    defect.compareAndSet(null, failure);
    over.countDown();
  }

  /** What it came to; after {@link #carryOut}. */
  Account account() {
    Account result = account;
    if (result == null) {
      throw new IllegalStateException("the rehearsal has not ended");
    }
    return result;
  }

  /** Leaves the journal where it was asked for. */
  void leaveRecord() throws IOException {
    JdbcRunStore opened = store;
    if (opened == null) {
      return;
    }
    Path file = options.record().toAbsolutePath();
    Files.createDirectories(file.getParent());
    try (var out = Files.newBufferedWriter(file)) {
      Consumer<String> line =
          text -> {
            try {
              out.write(text);
              out.newLine();
            } catch (IOException e) {
              throw new java.io.UncheckedIOException(e);
            }
          };
      opened.readLines(run(), 1, line);
    }
  }

  /** Ends everything; may be called from the process's end. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    measuring = false;
    Crowd users = crowd;
    Cluster here = cluster;
    JdbcRunStore opened = store;
    ShownPage shown = page;
    try {
      if (shown != null) {
        shown.close();
      }
      if (users != null && account != null) {
        users.close();
      }
      if (users != null) {
        users.abandon();
      }
      if (here != null) {
        here.close();
      }
      if (opened != null) {
        opened.close();
      }
    } finally {
      client.shutdownNow();
      folder.close();
    }
    removeFarewell();
  }

  private void removeFarewell() {
    if (Thread.currentThread() != farewell) {
      try {
        Runtime.getRuntime().removeShutdownHook(farewell);
      } catch (IllegalStateException ending) {
        // The process is ending: the hook finds everything closed.
        over.countDown();
      }
    }
  }

  private final class Watching implements Runner.Observer {
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
