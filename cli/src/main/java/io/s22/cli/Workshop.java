package io.s22.cli;

import io.s22.journal.Command;
import io.s22.journal.Command.Kind;
import io.s22.journal.Entry;
import io.s22.journal.Event;
import io.s22.journal.RunState;
import io.s22.store.Archive;
import io.s22.store.JdbcRunStore;
import io.s22.store.StoreFolder;
import io.s22.store.Turn;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** What a command works with: the store in S22's folder, the clock, and who is asking. */
final class Workshop implements AutoCloseable {
  private final Screen screen;
  private final Path home;
  private final Archive store;

  private Workshop(Screen screen, Path home, Archive store) {
    this.screen = screen;
    this.home = home;
    this.store = store;
  }

  /**
   * Opens the store.
   *
   * @param home the folder that was named; null for the usual one
   */
  static Workshop open(Screen screen, @Nullable Path home) {
    Path folder = folder(screen, home);
    return new Workshop(screen, folder, JdbcRunStore.open(folder, screen.environment()));
  }

  /** Opens the store of this machine, or the server's where one was named. */
  static Workshop open(Screen screen, Common common) {
    String server = common.server;
    return server == null
        ? open(screen, common.home)
        : new Workshop(
            screen,
            folder(screen, common.home),
            RemoteArchive.of(server, common.token, screen.environment()));
  }

  /** The folder that is meant: the one that was named, or the usual one. */
  static Path folder(Screen screen, @Nullable Path home) {
    return home != null
        ? home
        : StoreFolder.of(screen.environment(), Path.of(System.getProperty("user.home")));
  }

  Path home() {
    return home;
  }

  Archive store() {
    return store;
  }

  /** The server that was named; null for none. */
  @Nullable RemoteArchive server() {
    return store instanceof RemoteArchive remote ? remote : null;
  }

  /** The store of this machine, for who drives runs here. */
  JdbcRunStore local() {
    if (store instanceof JdbcRunStore local) {
      return local;
    }
    throw new IllegalStateException("a server's runs are driven there");
  }

  /** The present, to the millisecond. */
  static Instant now() {
    return Instant.now().truncatedTo(ChronoUnit.MILLIS);
  }

  /** The name a person goes by in the journal. */
  String person(@Nullable String given) {
    String user = screen.environment().getOrDefault("USER", System.getProperty("user.name", "?"));
    return given != null && !given.isBlank() ? given : user;
  }

  Command command(
      Kind kind,
      @Nullable String by,
      String reason,
      @Nullable String question,
      @Nullable String choice) {
    return new Command(kind, person(by), reason, question, choice, now());
  }

  /**
   * The run that is meant: {@code named}, or a part of one name, or the newest that has not ended.
   *
   * @throws Refusal when there is none, or more than one
   */
  String find(@Nullable String named) {
    var runs = store.runs();
    if (named == null) {
      return runs.stream()
          .filter(run -> !line(run).state().ended())
          .findFirst()
          .orElseThrow(() -> noRun("There is no run that has not ended."));
    }
    if (runs.contains(named)) {
      return named;
    }
    var near = runs.stream().filter(run -> run.contains(named)).toList();
    if (near.size() != 1) {
      throw noRun(
          near.isEmpty()
              ? "There is no run '" + named + "'."
              : "'" + named + "' could be any of " + String.join(", ", near) + ".");
    }
    return near.getFirst();
  }

  private static Refusal noRun(String what) {
    return new Refusal(ExitCode.USAGE, "S22-9101", what, "'s22 runs' lists the runs.");
  }

  /** The entry that opened a run. */
  Entry first(String run) {
    return store.entry(run, 1).orElseThrow(() -> noRun("There is no run '" + run + "'."));
  }

  /** How a run stands. */
  RunLine line(String run) {
    Entry opening = first(run);
    Entry newest = store.head(run).orElse(opening);
    RunState state = store.newest(run, "moved").map(Workshop::reached).orElse(RunState.WAITING);
    String plan = opening.event() instanceof Event.RunOpened opened ? opened.planName() : "?";
    Turn turn = store.turns().get(run);
    String driver = turn == null ? null : turn.driver(now());
    boolean forsaken = turn != null && turn.forsaken(now());
    return new RunLine(run, plan, state, opening.at(), newest.at(), newest.seq(), driver, forsaken);
  }

  private static RunState reached(Entry entry) {
    return entry.event() instanceof Event.Moved moved ? moved.to() : RunState.WAITING;
  }

  @Override
  public void close() {
    store.close();
  }
}
