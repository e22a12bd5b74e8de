package io.s22.rehearsal.mariadb;

import static org.assertj.core.api.Assertions.assertThat;

import io.s22.data.Progress;
import io.s22.data.mariadb.Limits;
import io.s22.data.mariadb.Node;
import io.s22.data.mariadb.SwitchOver;
import io.s22.rehearsal.load.WriteRecord;
import io.s22.rehearsal.load.Writers;
import io.s22.rehearsal.process.ArtefactStore;
import io.s22.rehearsal.route.PortRouter;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SwitchOverUnderLoadTest {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final String TABLE = "shop.orders";

  @TempDir Path folder;

  @Test
  void threeSwitchOversLoseNothing() throws InterruptedException {
    try (MariaDbCluster cluster =
            MariaDbCluster.start(
                ArtefactStore.ofThisUser(),
                folder.resolve("cluster"),
                new MariaDbCluster.Shape(
                    MariaDbVersion.V10_11_5, 3, new Logins("admin-word", "app-word")));
        PortRouter router =
            new PortRouter(0, cluster.node("db-1").address(), Duration.ofSeconds(10))) {
      try (Node primary = Node.open(cluster.node("db-1").server(), PATIENCE)) {
        primary.run(Writers.tableSql(TABLE));
      }
      Writers writers =
          Writers.start(
              new Writers.Target(router.address(), Logins.APP, "app-word", TABLE),
              4,
              Duration.ofMillis(2),
              System::nanoTime);
      Thread.sleep(2000);
      Progress progress = new Progress() {
        long last = System.nanoTime();
        @Override public void before(String name) { last = System.nanoTime(); }
        @Override public void after(String name, String detail) {
          System.out.printf("%8.1f ms %s: %s%n", (System.nanoTime() - last) / 1e6, name, detail); }
      };
      String[] order = {"db-2", "db-3", "db-1", "db-2", "db-3", "db-1", "db-2"};
      long[] at = new long[order.length + 1];
      for (int i = 0; i < order.length; i++) {
        at[i] = System.nanoTime();
        SwitchOver.Report report =
            new SwitchOver(cluster.servers(), router, Limits.USUAL, progress, System::nanoTime)
                .to(order[i]);
        System.out.println(report.held().toMillis() + " held " + report);
        Thread.sleep(500);
      }
      at[order.length] = System.nanoTime();
      writers.close();
      WriteRecord record = writers.record();
      System.out.println("acknowledged " + record.acknowledged() + " errors " + record.errors());
      for (int i = 0; i < order.length; i++) {
        System.out.println(record.longestGap(at[i], at[i + 1]).toMillis() + " gap, wait " + record.longestWait(at[i], at[i + 1]).toMillis());
      }
      try (Node primary = Node.open(cluster.node(order[order.length - 1]).server(), PATIENCE)) {
        assertThat(record.lost(primary, TABLE)).isZero();
      }
    }
  }
}
