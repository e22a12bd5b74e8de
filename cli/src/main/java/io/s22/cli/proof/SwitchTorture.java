package io.s22.cli.proof;

import io.s22.data.mariadb.Node;
import io.s22.data.mariadb.Server;
import io.s22.journal.Entry;
import io.s22.journal.Event;
import io.s22.journal.Phase;
import io.s22.rehearsal.cluster.Cluster;
import io.s22.rehearsal.cluster.Databases;
import io.s22.rehearsal.users.Crowd;
import io.s22.rehearsal.users.DatabaseUsers;
import io.s22.store.JdbcRunStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Switch-overs of a real database under users, by S22 as a process of its own that is killed with
 * SIGKILL before and after every journal write, and in the middle of the switch-over itself; each
 * is started again and must end with exactly one server that takes writes, the wanted one.
 */
public final class SwitchTorture {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int KILLED = 137;
  private static final long STEP_MILLIS = 25;

  private final Path folder;
  private final Cluster cluster;
  private final Databases databases;
  private final Crowd crowd;
  private final Consumer<String> progress;
  private final Tally tally = new Tally();
  private int rounds;

  /**
   * @param folder of the proof's own
   * @param cluster with a database
   * @param crowd of its users
   * @param progress told of each round in a line
   */
  public SwitchTorture(Path folder, Cluster cluster, Crowd crowd, Consumer<String> progress) {
    this.folder = folder;
    this.cluster = cluster;
    this.databases = cluster.databases().orElseThrow();
    this.crowd = crowd;
    this.progress = progress;
  }

  /** What was proven. */
  public static final class Tally {
    public int rounds;
    public int kills;
    public long acknowledged;
    public long lost;
    public final List<String> wrong = new ArrayList<>();

    /** Whether nothing was lost and every round ended with the one wanted primary. */
    public boolean holds() {
      return kills > 0 && acknowledged > 0 && lost == 0 && wrong.isEmpty();
    }
  }

  /** Kills around every journal write, then {@code middle} times within the switch-over. */
  public Tally run(int middle) throws IOException, InterruptedException {
    boolean died = true;
    for (int write = 1; died; write++) {
      for (boolean before : new boolean[] {true, false}) {
        Round round = new Round((before ? "before" : "after") + " write " + write);
        died = round.dieAt((before ? "before:" : "after:") + write);
        round.goOn();
      }
    }
    for (int i = 0; i < middle; i++) {
      Round round = new Round(i * STEP_MILLIS + " ms into the switch-over");
      round.dieInside(i * STEP_MILLIS);
      round.goOn();
    }
    crowd.stopComing();
    DatabaseUsers users = crowd.orders().orElseThrow();
    tally.acknowledged = users.acknowledged();
    tally.lost = users.lost(primaries().getFirst());
    return tally;
  }

  private List<Server> primaries() {
    return databases.cluster().servers().stream()
        .filter(server -> {
          try (Node node = Node.open(server, PATIENCE)) {
            return node.state().isPrimary();
          }
        })
        .toList();
  }

  private static String plan(String target, String before) {
    return """
    plan: switch
    title: One switch-over, killed
    zone: UTC
    window: {opens: 2030-01-05 00:00, closes: 2030-01-05 04:00}
    stages:
      - stage: switch
        box: 00:00-03:00
        steps:
          - step: switch
            uses: mariadb.switch
            with: {to: %s}
            verify: writing on the new primary
            rollback: {uses: mariadb.switch, with: {to: %s}, takes: 1s}
            takes: 1s
            repeat: probe
            may-stop-after: yes
    """
        .formatted(target, before);
  }

  /** One switch-over to the next server. */
  private final class Round {
    private final String what;
    private final String target;
    private final Path home;
    private final Path plan;

    Round(String what) throws IOException {
      this.what = what;
      String before = "db-" + (rounds % 3 + 1);
      this.target = "db-" + (++rounds % 3 + 1);
      Path place = Files.createDirectories(folder.resolve("round-" + rounds));
      this.home = place.resolve("home");
      this.plan = place.resolve("plan.yaml");
      Files.writeString(plan, plan(target, before));
      cluster.writeSettings(home);
    }

    private Child child(String verb, List<String> more) throws IOException {
      List<String> words = new ArrayList<>(List.of(verb, plan.toString()));
      words.addAll(List.of("--home", home.toString(), "--json", "--now", "--reason", "torture"));
      words.addAll(more);
      return Child.start(folder.resolve("log"), words);
    }

    boolean dieAt(String when) throws IOException, InterruptedException {
      try (Child child = child("torture-child", List.of("--die", when))) {
        return counted(child.end() == KILLED);
      }
    }

    void dieInside(long millis) throws IOException, InterruptedException {
      try (Child child = child("run", List.of())) {
        while (!begun() && !child.endsWithin(5)) {
          // It has not written yet that the switch-over begins.
        }
        if (!child.endsWithin(millis)) {
          child.kill();
          counted(true);
        }
      }
    }

    private boolean counted(boolean died) {
      tally.kills += died ? 1 : 0;
      List<Server> primaries = primaries();
      if (primaries.size() > 1) {
        tally.wrong.add(what + ": two take writes, " + primaries);
      }
      return died;
    }

    private boolean begun() throws IOException {
      return has(
          event -> event instanceof Event.Intent intent && intent.effect().phase() == Phase.ACT);
    }

    private boolean has(java.util.function.Predicate<Event> wanted) throws IOException {
      if (!Files.exists(home.resolve("s22.db"))) {
        return false;
      }
      AtomicBoolean found = new AtomicBoolean();
      try (JdbcRunStore store = JdbcRunStore.sqlite(home)) {
        for (String run : store.runs()) {
          store.read(
              run, 1, (Entry entry) -> found.compareAndSet(false, wanted.test(entry.event())));
        }
      }
      return found.get();
    }

    void goOn() throws IOException, InterruptedException {
      boolean over = has(event -> event instanceof Event.Moved moved && moved.to().ended());
      if (!over) {
        try (Child child = child("run", List.of())) {
          int code = child.end();
          if (code != 0) {
            tally.wrong.add(what + ": the run went on and ended with exit code " + code);
          }
        }
      }
      List<String> primaries = primaries().stream().map(Server::name).toList();
      if (!primaries.equals(List.of(target))) {
        tally.wrong.add(what + ": " + primaries + " take writes, not " + target);
      }
      tally.rounds++;
      progress.accept(
          "%3d switch-overs, %d kills: %d went wrong (%s)"
              .formatted(tally.rounds, tally.kills, tally.wrong.size(), what));
    }
  }
}
