package io.s22.data.mariadb;

import java.util.List;
import java.util.Map;

/** The sessions of clients on a server. */
final class Sessions {
  private static final String CLIENTS =
      "SELECT ID, USER FROM information_schema.PROCESSLIST WHERE ID <> CONNECTION_ID()"
          + " AND COMMAND NOT IN ('Binlog Dump', 'Slave_IO', 'Slave_SQL', 'Slave_worker', 'Daemon')"
          + " AND USER NOT IN ('system user', 'event_scheduler', ?)";

  private Sessions() {}

  /** Ends every session but the administrators' own and those of replication. */
  static int kill(Node node) {
    List<Map<String, String>> clients = node.rows(CLIENTS, node.server().user());
    for (Map<String, String> client : clients) {
      // It may have gone by itself in between: that is as good.
      node.tryRun("KILL CONNECTION " + client.get("ID"));
    }
    return clients.size();
  }
}
