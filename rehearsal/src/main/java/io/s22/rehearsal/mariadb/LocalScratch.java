package io.s22.rehearsal.mariadb;

import io.s22.data.backup.ScratchServers;
import io.s22.data.mariadb.Node;
import io.s22.data.mariadb.Server;
import io.s22.plan.S22Exception;
import io.s22.rehearsal.process.ArtefactStore;
import io.s22.rehearsal.process.OwnFolder;
import io.s22.rehearsal.process.Ports;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Empty MariaDB servers on loopback, of the version nearest to what is asked for.
 *
 * @param folder under which each gets a folder of its own, deleted with it
 * @param password of the administrator on them
 */
public record LocalScratch(ArtefactStore store, Path folder, String password)
    implements ScratchServers {
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final int SERVER_ID = 9_999;

  @Override
  public Scratch open(Server source) {
    int port = Ports.free(1).getFirst();
    OwnFolder own = OwnFolder.create(folder.resolve("scratch-" + port).toAbsolutePath());
    MariaDbNode node =
        new MariaDbNode(
            store,
            new MariaDbNode.Identity("scratch", SERVER_ID, version(source)),
            own.path().resolve("scratch"),
            port,
            new Logins(password, password));
    try {
      node.create();
      node.start();
      return new Running(node, own);
    } catch (S22Exception e) {
      own.close();
      throw e;
    }
  }

  /** The newest of the rehearsal's versions that is not newer than the source's line. */
  private static MariaDbVersion version(Server source) {
    try (Node node = Node.open(source, PATIENCE)) {
      return node.state().version().startsWith("10.")
          ? MariaDbVersion.V10_11_5
          : MariaDbVersion.V11_4_5;
    }
  }

  private record Running(MariaDbNode node, OwnFolder own) implements Scratch {
    @Override
    public Server server() {
      return node.server();
    }

    @Override
    public void close() {
      try {
        node.close();
      } finally {
        own.close();
      }
    }
  }
}
