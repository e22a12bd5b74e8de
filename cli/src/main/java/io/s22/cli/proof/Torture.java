package io.s22.cli.proof;

import io.s22.journal.Entry;
import io.s22.journal.Event;
import io.s22.journal.JournalVerifier;
import io.s22.journal.Verdict;
import io.s22.store.JdbcRunStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;

/** Runs a plan of small steps over and over, kills S22 in it, starts it again, and counts. */
public final class Torture {
  private static final int CHAIN = 4;
  private static final int KILLED = 137;

  /** Time a child needs at the most to begin its first step, on a slow machine. */
  private static final int LONGEST_LIFE_MILLIS = 2_500;

  /** Longer than four missed heartbeats: another process has taken the run over. */
  private static final long FROZEN_MILLIS = 6_500;

  private final Path folder;
  private final Consumer<String> progress;
  private final IntFunction<Map<String, String>> stores;
  private final Tally tally = new Tally();
  private int rounds;

  /**
   * @param folder an empty folder of the proof's own
   * @param progress told of each round in a line
   */
  public Torture(Path folder, Consumer<String> progress) {
    this(folder, progress, round -> Map.of());
  }

  /**
   * @param stores what the environment of each round has besides: which store it uses
   */
  public Torture(Path folder, Consumer<String> progress, IntFunction<Map<String, String>> stores) {
    this.folder = folder;
    this.progress = progress;
    this.stores = stores;
  }

  /** What was proven. */
  public static final class Tally {
    public int runs;
    public int kills;
    public int freezes;
    public int effects;
    public int entries;
    public final List<String> lost = new ArrayList<>();
    public final List<String> repeated = new ArrayList<>();
    public final List<String> broken = new ArrayList<>();

    /** Whether nothing was lost, nothing repeated, and every journal whole. */
    public boolean holds() {
      return runs > 0 && effects > 0 && lost.isEmpty() && repeated.isEmpty() && broken.isEmpty();
    }
  }

  public Tally tally() {
    return tally;
  }

  /**
   * Kills before and after every journal write of a run, one run for each.
   *
   * @param fails whether the plan fails at its end, so that undoing is killed too
   * @param most no more than so many writes, counted from the first
   */
  public void everyBoundary(boolean fails, int most) throws IOException, InterruptedException {
    boolean died = true;
    for (int write = 1; died && write <= most; write++) {
      for (boolean before : new boolean[] {true, false}) {
        Round round = new Round(fails);
        String when = (before ? "before" : "after") + " write " + write;
        died = round.dieAt(write, before);
        round.finish(when + (fails ? " of a run that is undone" : ""));
      }
    }
  }

  /** Kills at random instants: {@code times} kills in all, up to three in one run. */
  public void atRandom(int times, RandomGenerator random) throws IOException, InterruptedException {
    int left = times;
    while (left > 0) {
      Round round = new Round(random.nextBoolean());
      for (int i = 0; i < 3 && left > 0 && !round.isOver(); i++, left--) {
        round.dieAfter(random.nextInt(LONGEST_LIFE_MILLIS));
      }
      round.finish("killed at random");
    }
  }

  /** Freezes a process, lets another take its run over, and wakes it: it must do no harm. */
  public void freeze(int times, RandomGenerator random) throws IOException, InterruptedException {
    for (int i = 0; i < times; i++) {
      Round round = new Round(false);
      round.freezeAfter(random.nextInt(LONGEST_LIFE_MILLIS / 2));
      round.finish("frozen, taken over, woken");
    }
  }

  /** One run of the plan in a folder of its own. */
  private final class Round {
    private final Path place;
    private final Path home;
    private final Path plan;
    private final Path ledger;
    private final boolean fails;
    private final Map<String, String> environment;

    Round(boolean fails) throws IOException {
      this.fails = fails;
      this.place = Files.createDirectory(folder.resolve("round-" + ++rounds));
      this.home = place.resolve("home");
      this.plan = place.resolve("plan.yaml");
      this.ledger = place.resolve("ledger");
      this.environment = stores.apply(rounds);
      Files.writeString(plan, TorturePlan.text(ledger, CHAIN, fails));
    }

    private Child child(String verb, List<String> more) throws IOException {
      List<String> words = new ArrayList<>(List.of(verb, plan.toString()));
      words.addAll(List.of("--home", home.toString(), "--json", "--now", "--reason", "torture"));
      words.addAll(more);
      return Child.start(place.resolve("log"), words, environment);
    }

    boolean dieAt(int write, boolean before) throws IOException, InterruptedException {
      String when = (before ? "before:" : "after:") + write;
      try (Child child = child("torture-child", List.of("--die", when))) {
        boolean died = child.end() == KILLED;
        tally.kills += died ? 1 : 0;
        return died;
      }
    }

    void dieAfter(long millis) throws IOException, InterruptedException {
      try (Child child = child("run", List.of())) {
        if (!child.endsWithin(millis)) {
          child.kill();
          tally.kills++;
        }
      }
    }

    void freezeAfter(long millis) throws IOException, InterruptedException {
      try (Child frozen = child("run", List.of())) {
        while (!isOpen() && !frozen.endsWithin(50)) {
          // A process that is frozen before it has opened its run has nothing to be taken over.
        }
        if (!frozen.endsWithin(millis)) {
          frozen.stop();
          tally.freezes++;
          freezeOver(frozen);
          frozen.end();
        }
      }
    }

    private void freezeOver(Child frozen) throws IOException, InterruptedException {
      if (isOver()) {
        frozen.goOn();
        return;
      }
      try (Child other = child("run", List.of())) {
        other.endsWithin(FROZEN_MILLIS);
        frozen.goOn();
        other.end();
      }
    }

    private boolean isOpen() throws IOException {
      if (!Files.exists(home.resolve("s22.db")) && environment.isEmpty()) {
        return false;
      }
      try (JdbcRunStore store = JdbcRunStore.open(home, environment)) {
        return !store.runs().isEmpty();
      }
    }

    /** Whether its run has ended: to start it again would open another. */
    boolean isOver() throws IOException {
      if (!Files.exists(home) && environment.isEmpty()) {
        return false;
      }
      try (JdbcRunStore store = JdbcRunStore.open(home, environment)) {
        for (String run : store.runs()) {
          AtomicBoolean ended = new AtomicBoolean();
          store.read(run, 1, entry -> ended.set(ended.get() || ends(entry)));
          return ended.get();
        }
        return false;
      }
    }

    private static boolean ends(Entry entry) {
      return entry.event() instanceof Event.Moved moved && moved.to().ended();
    }

    /** Starts it once more, lets it end, and counts. */
    void finish(String what) throws IOException, InterruptedException {
      if (!isOver()) {
        goOn();
      }
      count(what);
      Trees.delete(place);
    }

    private void goOn() throws IOException, InterruptedException {
      try (Child child = child("run", List.of())) {
        int code = child.end();
        if (code == KILLED) {
          throw new IllegalStateException("somebody else killed a child of the proof");
        }
      }
    }

    private void count(String what) throws IOException {
      tally.runs++;
      Ledger written = Ledger.read(ledger);
      try (JdbcRunStore store = JdbcRunStore.open(home, environment)) {
        for (String run : store.runs()) {
          List<Entry> journal = new ArrayList<>();
          store.read(run, 1, journal::add);
          JournalVerifier verifier = new JournalVerifier();
          store.readLines(run, 1, verifier::accept);
          judge(what, run, written, journal, verifier.verdict());
        }
        if (store.runs().size() != 1) {
          tally.broken.add(what + ": " + store.runs().size() + " runs instead of one");
        }
      }
      progress.accept(
          "%4d runs, %d kills, %d freezes, %d effects: %d lost, %d repeated, %d journals broken (%s)"
              .formatted(
                  tally.runs,
                  tally.kills,
                  tally.freezes,
                  tally.effects,
                  tally.lost.size(),
                  tally.repeated.size(),
                  tally.broken.size(),
                  what));
    }

    private void judge(
        String what, String run, Ledger written, List<Entry> journal, Verdict verdict) {
      Ledger.Difference difference = written.against(run, journal);
      difference.lost().forEach(effect -> tally.lost.add(what + ": " + effect));
      difference.repeated().forEach(effect -> tally.repeated.add(what + ": " + effect));
      difference
          .unrecorded()
          .forEach(effect -> tally.broken.add(what + ": no intent of " + effect));
      if (verdict instanceof Verdict.Broken broken) {
        tally.broken.add(what + ": " + broken.why());
      }
      if (!endedAsItShould(journal)) {
        tally.broken.add(what + ": the run did not end as its plan says");
      }
      tally.effects += written.size();
      tally.entries += journal.size();
    }

    private boolean endedAsItShould(List<Entry> journal) {
      String wanted = fails ? "ROLLED_BACK" : "DONE";
      return journal.stream()
          .anyMatch(
              e -> e.event() instanceof Event.Moved moved && moved.to().name().equals(wanted));
    }
  }
}
