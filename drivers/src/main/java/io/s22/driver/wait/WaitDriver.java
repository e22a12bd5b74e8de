package io.s22.driver.wait;

import io.s22.driver.common.Errors;
import io.s22.driver.common.Ledger;
import io.s22.driver.common.Params;
import io.s22.driver.common.Redaction;
import io.s22.driver.http.LazyClient;
import io.s22.journal.Finding;
import io.s22.journal.Outcome;
import io.s22.plan.Durations;
import io.s22.plan.Repeat;
import io.s22.plan.S22Exception;
import io.s22.plan.check.DriverSpec;
import io.s22.plan.check.DriverSpec.Kind;
import io.s22.plan.check.DriverSpec.Param;
import io.s22.run.Driver;
import io.s22.run.Prediction;
import io.s22.run.Surroundings;
import io.s22.run.Task;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Waits. A wait that S22's death interrupted goes on from when it first began. */
public final class WaitDriver implements Driver {
  /** What the checks know of it. */
  public static final DriverSpec SPEC =
      new DriverSpec(
          "wait",
          "Waits for a while, until a time, or until something answers.",
          List.of(
              new DriverSpec.Action(
                      "",
                      "Waits for one of: for, until, port, http.",
                      List.of(
                          new Param("for", Kind.DURATION, false, "A duration."),
                          new Param("until", Kind.TEXT, false, "An instant."),
                          new Param("zone", Kind.TEXT, false, "The time zone of 'until'."),
                          new Param("port", Kind.TEXT, false, "host:port that takes connections."),
                          new Param("http", Kind.TEXT, false, "An address that answers 2xx."),
                          new Param(
                              "within",
                              Kind.DURATION,
                              false,
                              "Fails when port or http do not answer by then; 5m where left out.")),
                      Repeat.IDEMPOTENT)
                  .changingNothing()));

  private static final Duration WITHIN = Duration.ofMinutes(5);
  private static final long POLL_MILLIS = 100;

  private final LazyClient client = new LazyClient(Wish.ASK_LIMIT);

  /** What a task asks for, and until when. */
  private record Waiting(Wish wish, Duration within) {
    boolean isOver(Instant since, Instant now) {
      boolean bounded = wish instanceof Wish.Port || wish instanceof Wish.Http;
      return bounded && now.isAfter(since.plus(within));
    }
  }

  @Override
  public DriverSpec spec() {
    return SPEC;
  }

  @Override
  public Prediction predict(Task task, Surroundings surroundings) {
    try {
      waiting(task, new Redaction(surroundings.secrets()));
      return new Prediction.NoChange("it only waits");
    } catch (S22Exception e) {
      return new Prediction.CannotPredict(Errors.line(e));
    }
  }

  @Override
  public Outcome perform(Task task, Surroundings surroundings) throws InterruptedException {
    Redaction redaction = new Redaction(surroundings.secrets());
    try {
      Waiting waiting = waiting(task, redaction);
      Ledger ledger = new Ledger(surroundings.home(), "wait", task.key());
      ledger.take(1, surroundings.clock().now());
      Ledger.State state = ledger.read();
      if (state.end().isPresent()) {
        return state.end().get();
      }
      Outcome outcome = await(waiting, state.since(), task, surroundings);
      ledger.end(1, outcome);
      return outcome;
    } catch (S22Exception e) {
      return Errors.failed(e, redaction);
    }
  }

  private Outcome await(Waiting waiting, Instant since, Task task, Surroundings surroundings)
      throws InterruptedException {
    while (true) {
      Instant now = surroundings.clock().now();
      if (waiting.wish().holds(since, now, client)) {
        return new Outcome.Done(
            "waited " + Durations.format(Duration.ofMillis(millis(since, now))));
      }
      Duration timeout = task.timeout();
      if (waiting.isOver(since, now) || (timeout != null && now.isAfter(since.plus(timeout)))) {
        return new Outcome.Failed(
            "S22-5040: waited "
                + Durations.format(Duration.ofMillis(millis(since, now)))
                + " in vain for "
                + task.with());
      }
      Thread.sleep(POLL_MILLIS);
    }
  }

  private static long millis(Instant since, Instant now) {
    return Math.max(0, Duration.between(since, now).toMillis());
  }

  @Override
  public Finding probe(Task task, Surroundings surroundings) {
    Ledger.State state = new Ledger(surroundings.home(), "wait", task.key()).read();
    if (state.taken() == 0) {
      return new Finding.NotStarted();
    }
    return state.end().<Finding>map(Finding.Ended::new).orElseGet(Finding.Running::new);
  }

  private static Waiting waiting(Task task, Redaction redaction) {
    Params params = Params.of(task, SPEC);
    return new Waiting(Wish.of(params, redaction), params.duration("within").orElse(WITHIN));
  }
}
