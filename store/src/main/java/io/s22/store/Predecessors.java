package io.s22.store;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Takes runs from nodes that are gone for certain, without waiting for heartbeats to be missed: a
 * process of this machine that no longer lives.
 */
final class Predecessors {
  private final Database database;
  private final NodeName here;
  private final Timing timing;

  Predecessors(Database database, NodeName here, Timing timing) {
    this.database = database;
    this.here = here;
    this.timing = timing;
  }

  private record Picked(Fence fence, long heartbeat) {}

  /** Makes the runs of dead nodes due at once; returns how many. */
  int release(Instant now) {
    int released = 0;
    for (Picked picked : picked()) {
      Fence fence = picked.fence();
      if (NodeName.parse(fence.node()).map(node -> node.isDead(here)).orElse(false)) {
        released += database.write(session -> fence.giveBack(session, 0, 0, 0)) ? 1 : 0;
      } else if (picked.heartbeat() > now.plus(timing.heartbeat()).toEpochMilli()) {
        bringBack(picked, now);
      }
    }
    return released;
  }

  /**
   * After the clock was set back, a heartbeat lies in the future, and would count as fresh until
   * the clock gets there again. It is taken for one of now; whoever lives beats again soon.
   */
  private void bringBack(Picked picked, Instant now) {
    Duration ahead = Duration.ofMillis(picked.heartbeat() - now.toEpochMilli());
    if (ahead.compareTo(timing.heartbeat().multipliedBy(Timing.MISSED)) > 0) {
      database.write(session ->
          session.update(
              "update scheduled_tasks set last_heartbeat = ?"
                  + " where task_name = 'run' and task_instance = ? and last_heartbeat = ?",
              now.toEpochMilli(),
              picked.fence().run(),
              picked.heartbeat()));
    }
  }

  private List<Picked> picked() {
    return database.read(session ->
        session.list(
            row ->
                new Picked(
                    new Fence(row.getString(1), row.getString(2), row.getLong(3)), row.getLong(4)),
            "select task_instance, picked_by, version, last_heartbeat from scheduled_tasks"
                + " where task_name = 'run' and picked = true"));
  }
}
