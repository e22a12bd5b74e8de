package io.s22.store;

import java.sql.SQLException;

/**
 * One hold on one run, as db-scheduler's table has it: the row is picked, by this node, at this
 * version. Each time a run changes hands the version grows, so a node that slept through a
 * take-over holds a fence that matches no row. The name is asked for as well, because db-scheduler
 * reads a row again after it picked it, and could read another node's.
 *
 * @param run the run's id
 * @param node the name db-scheduler picked under
 * @param version the row's version since it was picked
 */
record Fence(String run, String node, long version) {
  /** The name of db-scheduler's task that all runs are instances of. */
  static final String TASK = "run";

  private static final String HELD =
      " scheduled_tasks where task_name = '"
          + TASK
          + "' and task_instance = ? and picked = true and picked_by = ? and version = ?";

  private static final String INSERT =
      "insert into entries (id, entry, tenant) select ?, ?, tenant from" + HELD;
  private static final String SELECT = "select 1 from" + HELD;
  private static final String END = "delete from" + HELD;
  private static final String GIVE_BACK =
      "update scheduled_tasks set picked = false, picked_by = null, last_heartbeat = null,"
          + " consecutive_failures = ?, version = version + 1, execution_time ="
          + " case when exists (select 1 from inbox where run = task_instance"
          + " and inbox.tenant = scheduled_tasks.tenant) then ? else ? end"
          + HELD.substring(HELD.indexOf(" where"));

  /** Inserts one entry if the run is still held. */
  boolean insert(Session session, String lockingRead, long id, String entry) throws SQLException {
    return session.update(INSERT + lockingRead, id, entry, run, node, version) == 1;
  }

  boolean held(Session session, String lockingRead) throws SQLException {
    return session.first(row -> true, SELECT + lockingRead, run, node, version).orElse(false);
  }

  /** Ends the run: nobody will drive it again. */
  boolean end(Session session) throws SQLException {
    boolean held = session.update(END, run, node, version) == 1;
    if (held) {
      session.update("delete from inbox where run = ?", run);
    }
    return held;
  }

  /**
   * Lets go of the run until {@code at}; at once where a command lies in the inbox.
   *
   * @param ifPosted when it is due with a command in the inbox, milliseconds since 1970
   * @param at when it is due without, milliseconds since 1970
   * @param failures how often in a row its body has thrown
   */
  boolean giveBack(Session session, long ifPosted, long at, int failures) throws SQLException {
    return session.update(GIVE_BACK, failures, ifPosted, at, run, node, version) == 1;
  }
}
