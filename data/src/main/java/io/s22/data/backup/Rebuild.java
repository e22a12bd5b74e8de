package io.s22.data.backup;

import io.s22.data.mariadb.GtidPosition;
import io.s22.data.mariadb.GtidState;
import io.s22.data.mariadb.Node;
import io.s22.data.mariadb.Replication;
import io.s22.data.mariadb.Server;
import io.s22.plan.S22Exception;
import java.nio.file.Path;
import java.time.Duration;

/** A server built anew from another one, as a replica of it. */
public final class Rebuild {
  private final DumpTool tool;
  private final Duration patience;

  public Rebuild(DumpTool tool, Duration patience) {
    this.tool = tool;
    this.patience = patience;
  }

  /**
   * Fills {@code fresh} and lets it follow {@code source}.
   *
   * @param fresh runs and is empty but for the server's own databases
   * @param dump where the dump is kept meanwhile
   * @throws S22Exception S22-8120, S22-8121; S22-8122 when it does not catch up
   */
  public GtidPosition of(Server fresh, Server source, Path dump) throws InterruptedException {
    tool.dump(source, dump);
    seed(fresh, source, dump, patience);
    try (Node replica = Node.open(fresh, patience);
        Node leading = Node.open(source, patience)) {
      Replication.follow(replica, source);
      GtidPosition wanted = leading.state().binlog();
      if (!replica.awaits(wanted, patience)) {
        throw new S22Exception(
            "S22-8122",
            fresh + " was restored but does not catch up with " + source,
            "Look at its error log: "
                + replica.source().map(s -> s.error()).orElse("it follows nobody")
                + ".");
      }
      return wanted;
    }
  }

  /** Reads {@code dump} into {@code fresh}, which afterwards stands where the dump was taken. */
  void seed(Server fresh, Server source, Path dump, Duration wait) throws InterruptedException {
    tool.restore(dump, fresh);
    GtidPosition position = DumpPosition.of(dump);
    try (Node node = Node.open(fresh, wait);
        Node from = Node.open(source, wait)) {
      GtidState history = from.state().history().upTo(position);
      node.run("RESET MASTER");
      // Without the history of its source it would look, once primary, as if others had more.
      node.run("SET GLOBAL gtid_binlog_state = '" + history + "'");
      node.run("SET GLOBAL gtid_slave_pos = '" + position + "'");
    }
  }
}
