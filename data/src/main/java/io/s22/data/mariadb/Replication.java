package io.s22.data.mariadb;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/** The single acts of which every change of roles is made; each may be repeated without harm. */
public final class Replication {
  private static final String GUARDS =
      "SELECT VARIABLE_VALUE FROM information_schema.GLOBAL_STATUS"
          + " WHERE VARIABLE_NAME = 'RPL_SEMI_SYNC_MASTER_CLIENTS'";
  private static final Duration LOOK_AGAIN = Duration.ofMillis(2);

  private Replication() {}

  /**
   * Lets {@code replica} follow {@code source} from wherever it is, fenced against writers of its
   * own. A former primary goes on from the end of its own binary log.
   */
  public static void follow(Node replica, Server source) {
    replica.run("SET GLOBAL read_only = ON");
    replica.run("SET GLOBAL rpl_semi_sync_master_enabled = OFF");
    replica.run("STOP SLAVE");
    boolean led = replica.source().isEmpty();
    if (led) {
      replica.run("SET GLOBAL gtid_slave_pos = '" + replica.state().applied() + "'");
    }
    replica.run(
        "CHANGE MASTER TO MASTER_HOST = "
            + quoted(source.address().host())
            + ", MASTER_PORT = "
            + source.address().port()
            + ", MASTER_USER = "
            + quoted(source.user())
            + ", MASTER_PASSWORD = "
            + quoted(source.password())
            + ", MASTER_USE_GTID = slave_pos, MASTER_CONNECT_RETRY = 1"
            + (source.tls().equals("disable")
                ? ", MASTER_SSL = 0, MASTER_SSL_VERIFY_SERVER_CERT = 0"
                : ", MASTER_SSL = 1"));
    replica.run("START SLAVE");
  }

  /**
   * Lets {@code node} lead: it follows nobody, waits for its replicas, and takes writes.
   *
   * @return whether a replica acknowledges what it commits already now
   */
  public static boolean lead(Node node) {
    // In one journey: clients are waiting.
    String guards =
        node.last(
            "STOP SLAVE; RESET SLAVE ALL;"
                + " SET GLOBAL rpl_semi_sync_master_enabled = ON; SET GLOBAL read_only = OFF; "
                + GUARDS);
    return !guards.equals("0");
  }

  /**
   * Fences {@code node}: nobody writes there any more, and what its clients had open is gone. Even
   * users whom read_only does not bind are stopped while the position is read.
   *
   * @param patience for statements under way, after which they are killed
   * @return the last position of its binary log
   */
  public static GtidPosition fence(Node node, Duration patience) {
    String kill = Sessions.kill(node.server());
    // In one journey: clients are waiting. Those that waited for the lock would write after it is
    // let go: they go first.
    String fence =
        String.join(
            ";\n",
            "SET SESSION lock_wait_timeout = " + Math.max(1, patience.toSeconds()),
            readOnly(kill),
            kill,
            "FLUSH TABLES WITH READ LOCK",
            kill,
            "SELECT @@gtid_binlog_pos");
    try {
      return GtidPosition.parse(node.last(fence));
    } finally {
      node.run("UNLOCK TABLES");
    }
  }

  /**
   * It waits for statements under way; for those that do not end it waits (error 1205) and kills.
   */
  private static String readOnly(String kill) {
    return "BEGIN NOT ATOMIC\n"
        + "DECLARE CONTINUE HANDLER FOR 1205 BEGIN "
        + kill
        + "; SET GLOBAL read_only = ON; END;\n"
        + "SET GLOBAL read_only = ON;\n"
        + "END";
  }

  /**
   * Waits until a replica acknowledges what {@code node} commits.
   *
   * @return whether that came within {@code patience}
   */
  static boolean awaitProtection(Node node, Duration patience, LongSupplier nanos) {
    long until = nanos.getAsLong() + patience.toNanos();
    while (node.text(GUARDS).equals("0")) {
      if (nanos.getAsLong() > until || Thread.currentThread().isInterrupted()) {
        return false;
      }
      LockSupport.parkNanos(LOOK_AGAIN.toNanos());
    }
    return true;
  }

  static String quoted(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "''") + "'";
  }
}
