package io.s22.data.mariadb;

/** The sessions of clients on a server. */
final class Sessions {
  private static final String KILL =
      """
      BEGIN NOT ATOMIC
        DECLARE CONTINUE HANDLER FOR 1094 BEGIN END;
        FOR client IN (
          SELECT ID FROM information_schema.PROCESSLIST WHERE ID <> CONNECTION_ID()
          AND COMMAND NOT IN ('Binlog Dump', 'Slave_IO', 'Slave_SQL', 'Slave_worker', 'Daemon')
          AND USER NOT IN ('system user', 'event_scheduler', %s)
        ) DO
          KILL CONNECTION client.ID;
        END FOR;
      END
      """;

  private Sessions() {}

  /**
   * The statement that ends every session but the administrators' own and those of replication. One
   * that has gone by itself meanwhile (error 1094) is as good.
   */
  static String kill(Server server) {
    return KILL.formatted(Replication.quoted(server.user()));
  }
}
