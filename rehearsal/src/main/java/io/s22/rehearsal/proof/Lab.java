package io.s22.rehearsal.proof;

import io.s22.data.Progress;
import io.s22.data.backup.DumpTool;
import io.s22.data.mariadb.FailOver;
import io.s22.data.mariadb.Limits;
import io.s22.data.mariadb.Node;
import io.s22.data.mariadb.Server;
import io.s22.data.mariadb.SwitchOver;
import io.s22.rehearsal.load.WriteRecord;
import io.s22.rehearsal.load.Writers;
import io.s22.rehearsal.mariadb.LocalControl;
import io.s22.rehearsal.mariadb.Logins;
import io.s22.rehearsal.mariadb.MariaDbCluster;
import io.s22.rehearsal.mariadb.MariaDbVersion;
import io.s22.rehearsal.process.ArtefactStore;
import io.s22.rehearsal.route.PortRouter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/** Three nodes, a router before them, writers before that. */
public final class Lab implements AutoCloseable {
  static final Duration PATIENCE = Duration.ofSeconds(15);
  static final String TABLE = "shop.orders";
  private static final int WRITERS = 4;

  private final MariaDbCluster cluster;
  private final PortRouter router;
  private final Writers writers;
  private final DumpTool tool;
  private final LongSupplier nanos;

  private Lab(
      MariaDbCluster cluster,
      PortRouter router,
      Writers writers,
      DumpTool tool,
      LongSupplier nanos) {
    this.cluster = cluster;
    this.router = router;
    this.writers = writers;
    this.tool = tool;
    this.nanos = nanos;
  }

  /**
   * What a lab is to be.
   *
   * @param folder for the cluster; must not exist
   * @param pause of each of the four writers between two writes
   */
  public record Setup(
      ArtefactStore store,
      Path folder,
      MariaDbVersion version,
      Duration pause,
      LongSupplier nanos) {}

  /** Starts everything; {@code db-1} leads. */
  public static Lab open(Setup setup) {
    Logins logins = new Logins("admin-of-rehearsal", "app-of-rehearsal");
    MariaDbCluster cluster =
        MariaDbCluster.start(
            setup.store(), setup.folder(), new MariaDbCluster.Shape(setup.version(), 3, logins));
    try {
      PortRouter router = new PortRouter(0, cluster.node("db-1").address(), PATIENCE);
      try (Node primary = Node.open(cluster.node("db-1").server(), PATIENCE)) {
        primary.run(Writers.tableSql(TABLE));
      }
      Writers writers =
          Writers.start(
              new Writers.Target(router.address(), Logins.APP, logins.appPassword(), TABLE),
              WRITERS,
              setup.pause(),
              setup.nanos());
      return new Lab(
          cluster, router, writers, setup.version().programs(setup.store()), setup.nanos());
    } catch (RuntimeException e) {
      cluster.close();
      throw e;
    }
  }

  MariaDbCluster cluster() {
    return cluster;
  }

  PortRouter router() {
    return router;
  }

  Writers writers() {
    return writers;
  }

  DumpTool tool() {
    return tool;
  }

  LongSupplier nanos() {
    return nanos;
  }

  LocalControl control() {
    return new LocalControl(cluster);
  }

  Server server(String name) {
    return cluster.node(name).server();
  }

  /** The server clients are led to. */
  Server primary() {
    return cluster.servers().stream()
        .filter(s -> s.address().equals(router.target()))
        .findFirst()
        .orElseThrow();
  }

  SwitchOver switchOver() {
    return switchOver(Progress.SILENT);
  }

  SwitchOver switchOver(Progress progress) {
    return new SwitchOver(cluster.servers(), router, Limits.USUAL, progress, nanos);
  }

  FailOver failOver(Progress progress) {
    return new FailOver(cluster.servers(), router, control(), Limits.USUAL, progress, nanos);
  }

  /** Lets {@code count} more writes be acknowledged. */
  void awaitWrites(long count) {
    long wanted = writers.acknowledged() + count;
    while (writers.acknowledged() < wanted) {
      LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
    }
  }

  /** Ends the load: what was acknowledged. */
  WriteRecord stopWriters() {
    writers.close();
    return writers.record();
  }

  /** How many acknowledged writes the primary has not. */
  long lost(WriteRecord record) {
    try (Node node = Node.open(primary(), PATIENCE)) {
      return record.lost(node, TABLE);
    }
  }

  @Override
  public void close() {
    try {
      // Held clients would wait for their answers until the end.
      router.close();
      writers.close();
    } finally {
      cluster.close();
    }
  }
}
