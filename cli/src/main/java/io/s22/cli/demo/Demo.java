package io.s22.cli.demo;

import io.s22.cli.proof.Child;
import io.s22.cli.proof.Trees;
import io.s22.journal.Entry;
import io.s22.journal.Event;
import io.s22.journal.JournalVerifier;
import io.s22.journal.RunState;
import io.s22.journal.Verdict;
import io.s22.run.RunStore;
import io.s22.store.JdbcRunStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** The first act of the demo: S22 is killed in the middle of a run, and goes on. */
public final class Demo implements AutoCloseable {
  /** Where the demo is seen. */
  public interface Stage extends AutoCloseable {
    /** Says a line. */
    void say(String line);

    /** Shows {@code run} until {@code until} is down. */
    void follow(RunStore store, String run, CountDownLatch until) throws InterruptedException;

    /** Draws the run as it stands. */
    void draw(RunStore store, String run);

    @Override
    void close();
  }

  private static final long LOOK_MILLIS = 20;

  private final Stage stage;
  private final Path plan;
  private final Path folder;
  private final Path place;
  private final Path home;
  private boolean holds = true;

  /**
   * @param plan the plan of the demo
   */
  public Demo(Stage stage, Path plan) throws IOException {
    this.stage = stage;
    this.plan = plan;
    this.folder = Files.createTempDirectory("s22-demo-");
    this.place = folder.resolve("place");
    this.home = folder.resolve("home");
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(this::sweep));
  }

  /** Plays it; whether every proof held. */
  public boolean play() throws IOException, InterruptedException {
    layRelease1();
    killedAndGoesOn();
    return holds;
  }

  private void layRelease1() throws IOException {
    Files.createDirectories(place.resolve("release-1"));
    Files.createDirectories(place.resolve("data"));
    Files.writeString(place.resolve("release-1/version"), "release 1\n");
    for (int number = 1; number <= 20; number++) {
      Files.writeString(place.resolve("data/order-" + number), "order " + number + "\n");
    }
    Files.createSymbolicLink(place.resolve("current"), Path.of("release-1"));
  }

  private void killedAndGoesOn() throws IOException, InterruptedException {
    stage.say("-- First act: S22 is killed in the middle of a small run, and goes on --");
    try (Child first = child()) {
      awaitIntent(first, "install");
      first.kill();
    }
    stage.say(
        "   S22 was killed with SIGKILL while step 'install' was under way. It is started again:");
    String run;
    try (Child second = child()) {
      run = show(second);
    }
    prove("the run is done", state(run) == RunState.DONE);
    prove("release 2 is current", "release-2".equals(current()));
    prove("the switch happened exactly once", lines(place.resolve("switches")) == 1);
    prove("the journal is whole", whole(run));
  }

  private Child child() throws IOException {
    List<String> words =
        List.of(
            "run",
            plan.toString(),
            "--now",
            "--reason",
            "demo",
            "--by",
            "demo",
            "--plain",
            "--home",
            home.toString(),
            "--var",
            "place=" + place,
            "--var",
            "smoke-test=grep -q 'release 2'");
    return Child.start(folder.resolve("log"), words);
  }

  /** Shows the newest run until the child has ended; returns its id. */
  private String show(Child child) throws IOException, InterruptedException {
    try (JdbcRunStore store = JdbcRunStore.sqlite(home)) {
      int before = store.runs().size();
      String run = awaitOpenRun(store, child, before);
      CountDownLatch over = new CountDownLatch(1);
      Thread.ofVirtual().start(() -> waitFor(child, over));
      stage.follow(store, run, over);
      stage.draw(store, run);
      return run;
    }
  }

  private static void waitFor(Child child, CountDownLatch over) {
    try {
      child.end();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } finally {
      over.countDown();
    }
  }

  /** The newest run that has not ended; it may be about to be opened. */
  private static String awaitOpenRun(RunStore store, Child child, int before)
      throws InterruptedException {
    while (true) {
      List<String> runs = store.runs();
      if (!runs.isEmpty() && (runs.size() > before || !state(store, runs.getFirst()).ended())) {
        return runs.getFirst();
      }
      if (child.endsWithin(50)) {
        throw new IllegalStateException("the demo's child opened no run");
      }
    }
  }

  private void awaitIntent(Child child, String step) throws InterruptedException {
    while (!Files.exists(home.resolve("s22.db"))) {
      mustLive(child);
    }
    try (JdbcRunStore store = JdbcRunStore.sqlite(home)) {
      while (store.runs().isEmpty() || !hasIntent(store, step)) {
        mustLive(child);
      }
    }
  }

  private void mustLive(Child child) throws InterruptedException {
    if (child.endsWithin(LOOK_MILLIS)) {
      throw new IllegalStateException("the demo's child ended too soon; see " + folder + "/log");
    }
  }

  private static boolean hasIntent(RunStore store, String step) {
    List<Entry> entries = new ArrayList<>();
    store.read(store.runs().getFirst(), 1, entries::add);
    return entries.stream()
        .anyMatch(e -> e.event() instanceof Event.Intent i && i.effect().step().equals(step));
  }

  private RunState state(String run) {
    try (JdbcRunStore store = JdbcRunStore.sqlite(home)) {
      return state(store, run);
    }
  }

  private static RunState state(RunStore store, String run) {
    List<RunState> states = new ArrayList<>(List.of(RunState.WAITING));
    store.read(
        run,
        1,
        entry -> {
          if (entry.event() instanceof Event.Moved moved) {
            states.add(moved.to());
          }
        });
    return states.getLast();
  }

  private boolean whole(String run) {
    try (JdbcRunStore store = JdbcRunStore.sqlite(home)) {
      JournalVerifier verifier = new JournalVerifier();
      store.readLines(run, 1, verifier::accept);
      return verifier.verdict() instanceof Verdict.Whole;
    }
  }

  private String current() throws IOException {
    return Files.readSymbolicLink(place.resolve("current")).toString();
  }

  private static int lines(Path file) throws IOException {
    return Files.exists(file) ? Files.readAllLines(file).size() : 0;
  }

  private void prove(String what, boolean held) {
    holds &= held;
    stage.say((held ? "   proven: " : "   NOT SO: ") + what);
  }

  @Override
  public void close() {
    stage.close();
    sweep();
  }

  /** Leaves nothing behind. */
  private void sweep() {
    try {
      Trees.delete(folder);
    } catch (IOException left) {
      stage.say("the demo could not remove " + folder + ": " + left.getMessage());
    }
  }
}
