package io.s22.cli;

import io.s22.cli.rehearse.Account;
import io.s22.journal.RunState;
import io.s22.rehearsal.binding.FastClock;
import io.s22.rehearsal.cluster.Cluster;
import io.s22.rehearsal.cluster.Fault;
import io.s22.rehearsal.cluster.Topology;
import io.s22.rehearsal.process.ArtefactStore;
import io.s22.rehearsal.process.OwnFolder;
import io.s22.rehearsal.users.Crowd;
import io.s22.rehearsal.users.Tally;
import io.s22.store.JdbcRunStore;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One rehearsal from the first process to the last: the cluster, its users, the run on a fast
 * clock, and the account at the end. Closed at any instant, nothing of it is left.
 */
final class Rehearsal implements AutoCloseable {
  private static final Duration WARM_UP = Duration.ofSeconds(12);

  /** The page comes up while the cluster does; what is left of that is waited for, so far. */
  private static final Duration PAGE = Duration.ofSeconds(8);

  private final Screen screen;
  private final Plans.Sound sound;
  private final Options options;
  private final OwnFolder folder;
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private final Thread farewell = Thread.ofPlatform().unstarted(this::close);
  private volatile @Nullable Cluster cluster;
  private volatile @Nullable Crowd crowd;
  private volatile @Nullable JdbcRunStore store;
  private volatile @Nullable ShownPage page;
  private volatile @Nullable RehearsalRun run;
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
    Path home = folder.path().resolve("home");
    Instant opens = sound.plan().window().opensIn(sound.plan().zone());
    FastClock clock = new FastClock(opens, scale(), System::nanoTime);
    ShownPage shown =
        ShownPage.begin(
            home,
            "S22: a rehearsal of " + sound.plan().plan(),
            clock::now,
            view::page,
            view::starting);
    page = shown;
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
    started.writeSettings(home);
    JdbcRunStore opened = JdbcRunStore.sqlite(home);
    store = opened;
    Crowd users = Crowd.start(new Crowd.Setup(started, client, System::nanoTime, opens));
    crowd = users;
    view.starting(
        "users of " + String.join(", ", users.tallies().keySet().stream().sorted().toList()));
    users.warmUp(WARM_UP);
    shown.settle(PAGE);
    try (RehearsalMachine machine =
        new RehearsalMachine(screen.environment(), sound.plan(), clock, started, client, options)) {
      RehearsalRun conducted =
          new RehearsalRun(
              new RehearsalRun.Scene(
                  sound, window(), scale(), options.breaks(), started, users, opened, view),
              machine);
      run = conducted;
      return conducted.carryOut(home);
    }
  }

  /** What it came to; after {@link #carryOut}. */
  Account account() {
    RehearsalRun conducted = run;
    Account result = conducted == null ? null : conducted.account();
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
      opened.readLines(RehearsalRun.id(sound), 1, line);
    }
  }

  /** Ends everything; may be called from the process's end. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    RehearsalRun conducted = run;
    if (conducted != null) {
      conducted.abandon();
    }
    Crowd users = crowd;
    Cluster here = cluster;
    JdbcRunStore opened = store;
    ShownPage shown = page;
    try {
      if (shown != null) {
        shown.close();
      }
      if (users != null && conducted != null && conducted.account() != null) {
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

  /** Not when the process is ending: then the hook finds everything closed. */
  private void removeFarewell() {
    if (Thread.currentThread() != farewell) {
      try {
        Runtime.getRuntime().removeShutdownHook(farewell);
      } catch (IllegalStateException ending) {
        screen.err().flush();
      }
    }
  }
}
