package io.s22.rehearsal.cluster;

import io.s22.data.mariadb.Node;
import io.s22.driver.mariadb.MariaDbPrograms;
import io.s22.rehearsal.load.SampleData;
import io.s22.rehearsal.mariadb.LocalControl;
import io.s22.rehearsal.mariadb.Logins;
import io.s22.rehearsal.mariadb.MariaDbCluster;
import io.s22.rehearsal.mariadb.MariaDbVersion;
import io.s22.rehearsal.process.ArtefactStore;
import io.s22.rehearsal.route.PortRouter;
import io.s22.rehearsal.route.RouterControl;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The database of a rehearsal: MariaDB, and the port through which everybody reaches its primary.
 */
public final class Databases implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int ORDERS = 5_000;

  private final ArtefactStore store;
  private final MariaDbCluster cluster;
  private final PortRouter router;
  private final RouterControl control;

  private Databases(ArtefactStore store, MariaDbCluster cluster, PortRouter router) {
    this.store = store;
    this.cluster = cluster;
    this.router = router;
    this.control = new RouterControl(router);
  }

  static Databases start(ArtefactStore store, Path folder, List<String> names, Logins logins) {
    MariaDbCluster cluster =
        MariaDbCluster.start(
            store, folder, new MariaDbCluster.Shape(MariaDbVersion.V10_11_5, names, logins));
    try {
      Databases all =
          new Databases(
              store, cluster, new PortRouter(0, cluster.nodes().getFirst().address(), PATIENCE));
      try (Node primary = Node.open(cluster.nodes().getFirst().server(), PATIENCE)) {
        primary.run(
            "CREATE TABLE shop.orders (id VARCHAR(64) PRIMARY KEY, node VARCHAR(64) NOT NULL,"
                + " written TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3)) ENGINE=InnoDB");
        SampleData.create(primary, ORDERS);
      }
      return all;
    } catch (RuntimeException e) {
      cluster.close();
      throw e;
    }
  }

  public MariaDbCluster cluster() {
    return cluster;
  }

  public PortRouter router() {
    return router;
  }

  /** The JDBC address of the primary, wherever it is, for an ordinary user. */
  public String jdbc(int connections) {
    return "jdbc:mariadb://%s/%s?user=%s&password=%s&sslMode=disable&maxPoolSize=%d&minPoolSize=1"
            .formatted(
                router.address(),
                Logins.DATABASE,
                Logins.APP,
                cluster.logins().appPassword(),
                connections)
        // A connection may have been cut while nobody used it.
        + "&poolValidMinDelay=0&connectTimeout=15000&socketTimeout=15000&registerJmxPool=false";
  }

  /** What the driver finds out of the plan's reach: its defaults. */
  Map<String, String> settings(Hand hand) {
    MariaDbPrograms programs = MariaDbVersion.V10_11_5.programs(store);
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put(
        "nodes",
        String.join(",", cluster.nodes().stream().map(n -> n.name() + "=" + n.address()).toList()));
    settings.put("user", Logins.ADMIN);
    settings.put("password", cluster.logins().adminPassword());
    settings.put("router", control.address().toString());
    settings.put("dump", programs.dump());
    settings.put("client", programs.client());
    for (String word : List.of("stop", "keep", "install", "bring-back", "start", "cut-off")) {
      settings.put(word, hand.command(word));
    }
    return settings;
  }

  /** Does to a server's process what a driver asks for. */
  String perform(String word, String node, String version) {
    LocalControl hands = new LocalControl(cluster);
    switch (word) {
      case "stop" -> hands.stop(node);
      case "keep" -> hands.keep(node, version);
      case "install" -> hands.install(node, version);
      case "bring-back" -> {
        hands.bringBack(node, version);
        hands.install(node, version);
      }
      case "start" -> hands.start(node);
      case "cut-off" -> hands.cutOff(node);
      default -> throw new IllegalArgumentException("no such word: " + word);
    }
    return word + " " + node + (version.isEmpty() ? "" : " " + version);
  }

  @Override
  public void close() {
    try {
      // Those who are held would wait for their answers until the end.
      control.close();
      router.close();
    } finally {
      cluster.close();
    }
  }
}
