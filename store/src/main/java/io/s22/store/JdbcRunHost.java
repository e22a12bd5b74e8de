package io.s22.store;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerBuilder;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.Waiter;
import com.github.kagkarlsson.scheduler.logging.LogLevel;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import io.s22.run.Clock;
import io.s22.run.JournalWriter.FencedException;
import io.s22.run.RunHost;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.function.BiConsumer;

/**
 * Gives out the runs of a store, all or one: each is one task of db-scheduler, which keeps its
 * lease alive.
 */
public final class JdbcRunHost implements RunHost {
  /** Due at once, whichever way the clock jumps. */
  private static final Instant AT_ONCE = Instant.EPOCH;

  private static final int MOST_AT_ONCE = 200;
  private static final Duration LONGEST_BACK_OFF = Duration.ofSeconds(30);
  private static final Duration CLOSING = Duration.ofSeconds(5);

  private final Database database;
  private final Clock clock;
  private final NodeName node;
  private final Timing timing;
  private final RunChoice choice;
  private final BiConsumer<String, Throwable> report;
  private final Set<HeldLease> leases = ConcurrentHashMap.newKeySet();
  private volatile boolean closing;
  private volatile Runnable stop = () -> {};

  /**
   * A host of every run of {@code store}.
   *
   * @param tag tells this node from others in the same process; up to six letters or digits
   * @param report told of each run whose body threw; the run is tried again after a while
   */
  public JdbcRunHost(
      JdbcRunStore store,
      Clock clock,
      String tag,
      Timing timing,
      BiConsumer<String, Throwable> report) {
    this(store, clock, tag, timing, new RunChoice.All(), report);
  }

  /** A host of the runs that {@code choice} names; to the others it does nothing. */
  public JdbcRunHost(
      JdbcRunStore store,
      Clock clock,
      String tag,
      Timing timing,
      RunChoice choice,
      BiConsumer<String, Throwable> report) {
    this.database = store.database();
    this.clock = clock;
    this.node = NodeName.here(tag, Map.copyOf(System.getenv()));
    this.timing = timing;
    this.choice = choice;
    this.report = report;
  }

  /** The name under which this node holds its leases. */
  public String node() {
    return node.toString();
  }

  @Override
  public void start(RunBody body) {
    Predecessors predecessors = new Predecessors(database, node, timing);
    predecessors.release(clock.now());
    Scheduler scheduler = scheduler(task(body));
    Watcher watcher =
        new Watcher(
            database, leases, timing, clock, predecessors, scheduler::triggerCheckForDueExecutions);
    stop =
        () -> {
          leases.forEach(HeldLease::interrupt);
          scheduler.stop();
          watcher.close();
        };
    scheduler.start();
    watcher.start();
  }

  private Scheduler scheduler(CustomTask<Void> task) {
    SchedulerBuilder builder =
        new SchedulerBuilder(database.scheduler(), List.of(task)) {
          @Override
          protected Waiter buildWaiter() {
            // db-scheduler waits for an instant: were it the wall clock's, then a clock set back by
            // an hour would stop all looking for due runs for an hour
            return new Waiter(poolingInterval, () -> Instant.EPOCH.plusNanos(System.nanoTime()));
          }
        };
    return builder
        .clock(clock::now)
        .schedulerName(new SchedulerName.Fixed(node.toString()))
        .jdbcCustomization(database.customization(choice.condition()))
        .executorService(
            Executors.newThreadPerTaskExecutor(Thread.ofPlatform().name("s22-run-", 0).factory()))
        .threads(MOST_AT_ONCE)
        .pollingInterval(timing.heartbeat())
        .heartbeatInterval(timing.heartbeat())
        .missedHeartbeatsLimit(Timing.MISSED)
        .shutdownMaxWait(CLOSING)
        .failureLogging(LogLevel.OFF, false)
        .build();
  }

  private CustomTask<Void> task(RunBody body) {
    return Tasks.custom(Fence.TASK, Void.class)
        .onDeadExecution((dead, operations) -> operations.reschedule(dead, AT_ONCE))
        .execute((instance, context) -> drive(body, context.getExecution()));
  }

  private CompletionHandler<Void> drive(RunBody body, Execution execution) {
    Fence fence = new Fence(execution.taskInstance.getId(), node.toString(), execution.version);
    HeldLease lease = new HeldLease(database, fence, Thread.currentThread());
    leases.add(lease);
    try {
      if (closing) {
        return giveBack(fence, AT_ONCE, 0);
      }
      return switch (body.drive(lease)) {
        case Next.Ended() -> (done, operations) -> database.write(fence::end);
        case Next.WakeAt(Instant at) -> giveBack(fence, at, 0);
      };
    } catch (FencedException e) {
      return (done, operations) -> {}; // the run is another node's: there is nothing to give back
    } catch (InterruptedException e) {
      return giveBack(fence, AT_ONCE, 0);
    } catch (RuntimeException | Error e) {
      report.accept(fence.run(), e);
      int failures = execution.consecutiveFailures + 1;
      return giveBack(fence, clock.now().plus(backOff(failures)), failures);
    } finally {
      leases.remove(lease);
    }
  }

  private CompletionHandler<Void> giveBack(Fence fence, Instant at, int failures) {
    // a run that keeps failing is not tried again the faster because somebody wrote to it
    Instant ifPosted = failures == 0 ? AT_ONCE : at;
    return (done, operations) ->
        database.write(session ->
            fence.giveBack(session, ifPosted.toEpochMilli(), at.toEpochMilli(), failures));
  }

  private static Duration backOff(int failures) {
    Duration doubled = Duration.ofMillis(500L << Math.min(failures, 10));
    return doubled.compareTo(LONGEST_BACK_OFF) < 0 ? doubled : LONGEST_BACK_OFF;
  }

  @Override
  public void close() {
    closing = true;
    Runnable once = stop;
    stop = () -> {};
    once.run();
  }
}
