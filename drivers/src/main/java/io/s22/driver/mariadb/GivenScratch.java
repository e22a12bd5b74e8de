package io.s22.driver.mariadb;

import io.s22.data.backup.ScratchServers;
import io.s22.data.mariadb.Node;
import io.s22.data.mariadb.Server;
import java.time.Duration;

/** An empty server that the plan names; it is left as it is, no longer following anybody. */
record GivenScratch(Server server) implements ScratchServers.Scratch {
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  @Override
  public void close() {
    try (Node node = Node.open(server, PATIENCE)) {
      node.run("STOP SLAVE");
      node.run("RESET SLAVE ALL");
    }
  }
}
