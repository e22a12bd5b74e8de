package io.s22.rehearsal.mariadb;

import static org.assertj.core.api.Assertions.assertThat;

import io.s22.data.mariadb.Node;
import io.s22.data.mariadb.NodeState;
import io.s22.rehearsal.process.ArtefactStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MariaDbClusterTest {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(MariaDbVersion.class)
  void whatThePrimaryWritesItsReplicasHave(MariaDbVersion version) {
    Path home = folder.resolve("cluster");
    try (MariaDbCluster cluster =
        MariaDbCluster.start(
            ArtefactStore.ofThisUser(),
            home,
            new MariaDbCluster.Shape(version, 3, new Logins("admin-word", "app-word")))) {
      try (Node primary = Node.open(cluster.node("db-1").server(), PATIENCE);
          Node replica = Node.open(cluster.node("db-3").server(), PATIENCE)) {
        primary.run("CREATE TABLE shop.t (id INT PRIMARY KEY)");
        primary.run("INSERT INTO shop.t VALUES (7)");
        NodeState leading = primary.state();
        assertThat(leading.isPrimary()).isTrue();
        assertThat(leading.version()).startsWith(version.number());
        assertThat(bothReplicasAcknowledge(primary)).isTrue();
        assertThat(replica.awaits(leading.binlog(), PATIENCE)).isTrue();
        assertThat(replica.text("SELECT id FROM shop.t")).isEqualTo("7");
        assertThat(replica.state().readOnly()).isTrue();
        assertThat(replica.state().follows(leading.server())).isTrue();
      }
    }
    assertThat(Files.exists(home)).isFalse();
  }

  /** A replica registers as one that acknowledges a moment after it has begun to follow. */
  private static boolean bothReplicasAcknowledge(Node primary) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < deadline) {
      if (primary.state().semiSyncReplicas() == 2) {
        return true;
      }
      LockSupport.parkNanos(10_000_000);
    }
    return false;
  }
}
