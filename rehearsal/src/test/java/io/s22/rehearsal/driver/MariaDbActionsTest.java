package io.s22.rehearsal.driver;

import static org.assertj.core.api.Assertions.assertThat;

import io.s22.data.mariadb.Node;
import io.s22.data.mariadb.NodeState;
import io.s22.data.mariadb.Server;
import io.s22.driver.mariadb.MariaDbDriver;
import io.s22.journal.Finding;
import io.s22.journal.Outcome;
import io.s22.plan.check.DriverSpec;
import io.s22.rehearsal.cluster.Cluster;
import io.s22.rehearsal.cluster.Topology;
import io.s22.rehearsal.process.ArtefactStore;
import io.s22.run.Driver;
import io.s22.run.Prediction;
import io.s22.run.Surroundings;
import io.s22.run.Task;
import io.s22.testkit.FixedSecrets;
import io.s22.testkit.TaskDraft;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The laws of the driver contract for each action that changes a cluster, on a real one: looking
 * ahead changes nothing, what was done under a key is found and never begun again, and the way back
 * leads back.
 */
class MariaDbActionsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @TempDir static Path folder = Path.of("");

  private static HttpClient client;
  private static Cluster cluster;
  private static Path home;

  private final List<String> shown = new ArrayList<>();
  private static final java.util.concurrent.atomic.AtomicInteger KEYS =
      new java.util.concurrent.atomic.AtomicInteger();

  @BeforeAll
  static void start() throws Exception {
    client = HttpClient.newHttpClient();
    home = folder.resolve("home");
    Topology topology =
        new Topology(
            List.of("db-1", "db-2", "db-3"), "database", List.of(), "cache", List.of(), List.of());
    cluster =
        Cluster.start(
            new Cluster.Setup(
                ArtefactStore.ofThisUser(),
                folder.resolve("c"),
                topology,
                client,
                () -> "a-password",
                line -> {}),
            started -> {});
    cluster.writeSettings(home);
  }

  @AfterAll
  static void stop() {
    cluster.close();
    client.close();
  }

  private static Driver open() {
    return new MariaDbDriver(
        asked -> {
          throw new IllegalStateException("no backup is tried here");
        },
        System::nanoTime);
  }

  private Surroundings surroundings() {
    return new Surroundings(
        Clock.systemUTC()::instant, new FixedSecrets(Map.of()), shown::add, home, Map.of());
  }

  /** A task of its own key. */
  private Task task(String action, Map<String, Object> with) {
    return TaskDraft.of(action + "-" + KEYS.incrementAndGet(), with).action(action).task();
  }

  private Task proof(String action, Map<String, Object> with, String words) {
    Map<String, Object> all = new HashMap<>(with);
    all.put("proof", words);
    return task(action, all);
  }

  private Outcome perform(Task task) throws InterruptedException {
    return open().perform(task, surroundings());
  }

  private void done(Task task) throws InterruptedException {
    assertThat(perform(task)).isInstanceOf(Outcome.Done.class);
  }

  private static List<Server> servers() {
    return cluster.databases().orElseThrow().cluster().servers();
  }

  private static String primary() {
    return seen().entrySet().stream()
        .filter(each -> each.getValue().startsWith("leads"))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseThrow();
  }

  private static String replica() {
    String leads = primary();
    return servers().stream()
        .map(Server::name)
        .filter(n -> !n.equals(leads))
        .findFirst()
        .orElseThrow();
  }

  /** Each server: whether it leads, its version, and the one variable that is set here. */
  private static Map<String, String> seen() {
    Map<String, String> seen = new TreeMap<>();
    for (Server server : servers()) {
      try (Node node = Node.open(server, PATIENCE)) {
        NodeState state = node.state();
        seen.put(
            server.name(),
            (state.isPrimary() ? "leads " : "follows ")
                + state.version()
                + " "
                + node.text("SELECT @@global.max_connections"));
      }
    }
    return seen;
  }

  /** All laws of an action that can be undone. */
  private void keepsTheLaws(String action, Map<String, Object> with, Task undo) throws Exception {
    Map<String, String> before = seen();
    Task task = task(action, with);
    assertThat(open().probe(task, surroundings())).isInstanceOf(Finding.NotStarted.class);
    assertThat(open().predict(task, surroundings())).isInstanceOf(Prediction.WouldChange.class);
    assertThat(seen()).as("looking ahead changes nothing").isEqualTo(before);

    Outcome first = perform(task);
    assertThat(first).isInstanceOf(Outcome.Done.class);
    Map<String, String> after = seen();
    assertThat(after).as("it was done").isNotEqualTo(before);
    assertThat(open().probe(task, surroundings()))
        .isInstanceOfSatisfying(
            Finding.Ended.class, end -> assertThat(end.outcome()).isEqualTo(first));
    assertThat(open().predict(task(action, with), surroundings()))
        .isInstanceOf(Prediction.NoChange.class);
    done(task(action, with));
    assertThat(seen()).as("under another key it looks first").isEqualTo(after);

    done(undo);
    assertThat(seen()).as("the way back leads back").isEqualTo(before);
    assertThat(perform(task)).as("the same key again").isEqualTo(first);
    assertThat(seen()).as("it begins nothing").isEqualTo(before);
  }

  @Test
  void aSwitchOverKeepsTheLawsOfAllDrivers() throws Exception {
    Map<String, Object> there = Map.of("to", replica());
    Map<String, Object> back = Map.of("to", primary());
    keepsTheLaws("switch", there, task("switch", back));
    done(proof("switch", back, "exactly one primary"));
    done(proof("switch", back, "replicating again"));
  }

  @Test
  void anUpgradeKeepsTheLawsOfAllDriversAndItsWayBackHasTheOldData() throws Exception {
    Map<String, Object> there = Map.of("node", replica(), "to", "11.4.5");
    keepsTheLaws("upgrade", there, task("restore", Map.of("node", replica())));
    done(proof("restore", Map.of("node", replica()), "follows the primary"));
  }

  @Test
  void settingVariablesKeepsTheLawsOfAllDrivers() throws Exception {
    Map<String, Object> there = Map.of("variables", Map.of("max_connections", "77"));
    Map<String, Object> back = Map.of("variables", Map.of("max_connections", "120"));
    keepsTheLaws("set", there, task("set", back));
    done(proof("set", back, "set everywhere"));
    assertThat(perform(proof("set", there, "set everywhere")))
        .isInstanceOfSatisfying(
            Outcome.Failed.class, f -> assertThat(f.reason()).contains("S22-8116"));
  }

  @Test
  void aFailOverIsRefusedWhileThePrimaryLivesAndHealsWhenItIsDead() throws Exception {
    String dead = primary();
    Map<String, String> before = seen();
    Map<String, Object> with = Map.of("from", dead);
    Task early = task("fail-over", with);
    assertThat(perform(early))
        .isInstanceOfSatisfying(
            Outcome.Failed.class, f -> assertThat(f.reason()).contains("S22-8108"));
    assertThat(seen()).isEqualTo(before);

    cluster.databases().orElseThrow().cluster().node(dead).kill();
    assertThat(perform(early)).as("a failure is found again").isInstanceOf(Outcome.Failed.class);
    Task task = task("fail-over", with);
    assertThat(open().predict(task, surroundings())).isInstanceOf(Prediction.WouldChange.class);
    Outcome first = perform(task);
    assertThat(first).isInstanceOf(Outcome.Done.class);
    assertThat(perform(task)).isEqualTo(first);
    done(proof("fail-over", with, "exactly one primary"));

    cluster.databases().orElseThrow().cluster().node(dead).start();
    Map<String, Object> node = Map.of("node", dead);
    assertThat(open().predict(task("rejoin", node), surroundings()))
        .isInstanceOf(Prediction.WouldChange.class);
    done(task("rejoin", node));
    assertThat(open().predict(task("rejoin", node), surroundings()))
        .isInstanceOf(Prediction.NoChange.class);
    done(proof("rejoin", node, "follows the primary"));
    assertThat(primary()).isNotEqualTo(dead);
  }

  @Test
  void aComparisonChangesNothingAndFindsWhatWasPlanted() throws Exception {
    Task task = task("compare", Map.of());
    assertThat(open().predict(task, surroundings())).isInstanceOf(Prediction.NoChange.class);
    Outcome first = perform(task);
    assertThat(first).isInstanceOf(Outcome.Done.class);
    assertThat(perform(task)).isEqualTo(first);
    done(proof("compare", Map.of(), "every row equal"));
    String copy = replica();
    plant(copy, "INSERT INTO shop.orders (id, node) VALUES ('planted', 'nobody')");
    try {
      assertThat(perform(task("compare", Map.of())))
          .isInstanceOfSatisfying(
              Outcome.Failed.class,
              f -> assertThat(f.reason()).contains("S22-8131", "shop.orders", copy));
    } finally {
      plant(copy, "DELETE FROM shop.orders WHERE id = 'planted'");
    }
  }

  private static void plant(String name, String sql) {
    Server server = servers().stream().filter(s -> s.name().equals(name)).findFirst().orElseThrow();
    try (Node node = Node.open(server, PATIENCE)) {
      node.run("SET SESSION sql_log_bin = 0; " + sql);
    }
  }

  @Test
  void aNodeThatIsNotThereIsAFailureOfEveryActionAndChangesNothing() throws Exception {
    Map<String, String> before = seen();
    Map<String, Object> nobody = Map.of("node", "db-9", "to", "db-9", "from", "db-9");
    for (String action : List.of("switch", "fail-over", "rejoin", "upgrade", "restore", "backup")) {
      Map<String, Object> with = new HashMap<>(nobody);
      with.keySet().retainAll(paramsOf(action));
      Task task = task(action, with);
      Outcome first = perform(task);
      assertThat(first).as(action).isInstanceOf(Outcome.Failed.class);
      assertThat(perform(task)).as(action).isInstanceOf(Outcome.Failed.class);
      assertThat(open().predict(task, surroundings()))
          .as(action)
          .isNotInstanceOf(Prediction.NoChange.class);
    }
    assertThat(seen()).isEqualTo(before);
  }

  private static Set<String> paramsOf(String action) {
    DriverSpec.Action spec = open().spec().action(action).orElseThrow();
    return new TreeSet<>(spec.params().stream().map(DriverSpec.Param::name).toList());
  }
}
