package io.s22.store;

/** Picks runs as db-scheduler does, at once. */
final class Leases {
  private Leases() {}

  static HeldLease take(JdbcRunStore store, String run, String node) {
    return new HeldLease(store.database(), pick(store, run, node), Thread.currentThread());
  }

  static Fence pick(JdbcRunStore store, String run, String node) {
    return store
        .database()
        .write(session -> {
          session.update(
              "update scheduled_tasks set picked = true, picked_by = ?, version = version + 1"
                  + " where task_instance = ?",
              node,
              run);
          long version =
              session
                  .first(
                      row -> row.getLong(1),
                      "select version from scheduled_tasks where task_instance = ?",
                      run)
                  .orElseThrow();
          return new Fence(run, node, version);
        });
  }
}
