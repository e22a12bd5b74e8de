package io.s22.store;

import io.s22.plan.S22Exception;
import io.s22.run.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Looks what others have written, many times a second and cheaply: wakes the bodies whose inbox
 * holds something new or whose lease is lost, has due runs picked at once, and once a heartbeat
 * takes over from the dead.
 */
final class Watcher implements AutoCloseable {
  private final Database database;
  private final Set<HeldLease> leases;
  private final Timing timing;
  private final Clock clock;
  private final Predecessors predecessors;
  private final Runnable pickDue;
  private final Thread thread = Thread.ofVirtual().name("s22-watch").unstarted(this::watch);
  private boolean changed = true;
  private long lastPosted = -1;

  Watcher(
      Database database,
      Set<HeldLease> leases,
      Timing timing,
      Clock clock,
      Predecessors predecessors,
      Runnable pickDue) {
    this.database = database;
    this.leases = leases;
    this.timing = timing;
    this.clock = clock;
    this.predecessors = predecessors;
    this.pickDue = pickDue;
  }

  void start() {
    thread.start();
  }

  private void watch() {
    long looks = Math.max(1, timing.heartbeat().dividedBy(timing.look()));
    try (Database.Watch watch = database.watch()) {
      for (long look = 1; !Thread.currentThread().isInterrupted(); look++) {
        look(watch, look % looks == 0);
        Thread.sleep(timing.look());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // closed: the thread ends here
    }
  }

  private void look(Database.Watch watch, boolean beat) {
    try {
      changed |= watch.changed();
      if (changed) {
        wake();
        changed = false;
      }
      if (beat) {
        predecessors.release(clock.now());
      }
      if (due()) {
        pickDue.run();
      }
    } catch (S22Exception e) {
      changed = true; // the store fails, which whoever writes to it reports: look again later
    }
  }

  private void wake() {
    Set<String> posted = new HashSet<>();
    for (Posted each : posted()) {
      posted.add(each.run());
      lastPosted = Math.max(lastPosted, each.id());
    }
    for (HeldLease lease : leases) {
      if (posted.contains(lease.run()) || !lease.held()) {
        lease.wake();
      }
    }
  }

  private record Posted(long id, String run) {}

  private List<Posted> posted() {
    return database.read(session ->
        session.list(
            row -> new Posted(row.getLong(1), row.getString(2)),
            "select id, run from inbox where id > ? order by id",
            lastPosted));
  }

  private boolean due() {
    return database.read(session ->
        session
            .first(
                row -> true,
                "select 1 from scheduled_tasks where picked = false and execution_time <= ? limit 1",
                clock.now().toEpochMilli())
            .orElse(false));
  }

  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join(Duration.ofSeconds(5));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
