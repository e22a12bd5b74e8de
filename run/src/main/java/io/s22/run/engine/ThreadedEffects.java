package io.s22.run.engine;

import io.s22.journal.Effect;
import io.s22.journal.Finding;
import io.s22.journal.GateAnswer;
import io.s22.journal.Outcome;
import io.s22.plan.Gate;
import io.s22.run.Driver;
import io.s22.run.GateAsker;
import io.s22.run.Surroundings;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Effects carried out by drivers, each on a virtual thread of its own. A driver that throws has a
 * defect: what became of its effect is then unknown, and is found out like any lost reply.
 */
final class ThreadedEffects implements Effects {
  /** How much longer than its timeout a driver is waited for: it stops the effect by itself. */
  static final Duration GRACE = Duration.ofSeconds(30);

  private static final Duration PROBE_LIMIT = Duration.ofSeconds(60);
  private static final Duration GATE_LIMIT = Duration.ofSeconds(60);

  private final Function<String, @Nullable Driver> drivers;
  private final GateAsker gates;
  private final Surroundings surroundings;
  private final BiConsumer<Effect, String> output;
  private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService watchdog =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("s22-timeouts").factory());
  private final Duration grace;
  private volatile boolean detached;

  /**
   * @param drivers by name; null for one that is not there
   * @param output takes each line an effect prints, secrets removed
   * @param grace how much longer than its timeout a driver is waited for
   */
  ThreadedEffects(
      Function<String, @Nullable Driver> drivers,
      GateAsker gates,
      Surroundings surroundings,
      BiConsumer<Effect, String> output,
      Duration grace) {
    this.grace = grace;
    this.drivers = drivers;
    this.gates = gates;
    this.surroundings = surroundings;
    this.output = output;
  }

  /** Something that takes time and may be interrupted. */
  @FunctionalInterface
  private interface Work<T> {
    T run() throws InterruptedException;
  }

  @Override
  public void perform(Jobs.Job job, Consumer<Outcome> end) {
    Driver driver = drivers.apply(job.driver());
    if (driver == null) {
      end.accept(new Outcome.Refused("there is no driver " + job.driver()));
      return;
    }
    Duration timeout = job.task().timeout();
    start(
        job.task().key(),
        timeout == null ? null : timeout.plus(grace),
        () -> clean(driver.perform(job.task(), around(job))),
        why -> new Outcome.Unknown(surroundings.secrets().redact(why)),
        end);
  }

  @Override
  public void probe(Jobs.Job job, Consumer<Finding> end) {
    Driver driver = drivers.apply(job.driver());
    if (driver == null) {
      end.accept(new Finding.CannotTell("there is no driver " + job.driver()));
      return;
    }
    start(
        "probe " + job.task().key(),
        PROBE_LIMIT,
        () -> clean(driver.probe(job.task(), around(job))),
        why -> new Finding.CannotTell(surroundings.secrets().redact(why)),
        end);
  }

  @Override
  public void ask(String run, String subject, Gate gate, Consumer<GateAsker.Reply> end) {
    start(
        "gate " + subject,
        GATE_LIMIT,
        () -> gates.ask(run, subject, gate, surroundings),
        why -> new GateAsker.Reply(GateAnswer.UNKNOWN, surroundings.secrets().redact(why)),
        end);
  }

  /** Runs {@code work} on a thread of its own; exactly one result is handed to {@code end}. */
  private <T> void start(
      String name,
      @Nullable Duration limit,
      Work<T> work,
      Function<String, T> lost,
      Consumer<T> end) {
    AtomicBoolean over = new AtomicBoolean();
    Consumer<T> once =
        result -> {
          if (!detached && over.compareAndSet(false, true)) {
            end.accept(result);
          }
        };
    Thread worker = Thread.ofVirtual().name(name).unstarted(() -> run(work, lost, once));
    threads.add(worker);
    if (limit != null) {
      watchdog.schedule(
          () -> {
            once.accept(lost.apply("no answer within " + limit.toSeconds() + " s"));
            worker.interrupt();
          },
          limit.toMillis(),
          TimeUnit.MILLISECONDS);
    }
    worker.start();
  }

  private <T> void run(Work<T> work, Function<String, T> lost, Consumer<T> end) {
    try {
      end.accept(work.run());
    } catch (InterruptedException e) {
      end.accept(lost.apply("interrupted"));
    } catch (RuntimeException | Error e) {
      end.accept(lost.apply("the driver has a defect: " + e));
    } finally {
      threads.remove(Thread.currentThread());
    }
  }

  private Surroundings around(Jobs.Job job) {
    Effect effect = job.task().effect();
    return new Surroundings(
        surroundings.clock(),
        surroundings.secrets(),
        line -> output.accept(effect, surroundings.secrets().redact(line)),
        surroundings.home(),
        surroundings.hosts());
  }

  private Outcome clean(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Done(String text) -> new Outcome.Done(redact(text));
      case Outcome.Refused(String text) -> new Outcome.Refused(redact(text));
      case Outcome.Failed(String text) -> new Outcome.Failed(redact(text));
      case Outcome.Unknown(String text) -> new Outcome.Unknown(redact(text));
    };
  }

  private Finding clean(Finding finding) {
    return switch (finding) {
      case Finding.NotStarted none -> none;
      case Finding.Running running -> running;
      case Finding.Ended(Outcome outcome) -> new Finding.Ended(clean(outcome));
      case Finding.CannotTell(String text) -> new Finding.CannotTell(redact(text));
    };
  }

  private String redact(String text) {
    return surroundings.secrets().redact(text);
  }

  @Override
  public void detach() {
    detached = true;
    watchdog.shutdownNow();
    threads.forEach(Thread::interrupt);
  }
}
