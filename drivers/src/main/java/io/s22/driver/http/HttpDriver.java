package io.s22.driver.http;

import io.s22.driver.common.Errors;
import io.s22.driver.common.Ledger;
import io.s22.driver.common.Params;
import io.s22.driver.common.Redaction;
import io.s22.journal.Finding;
import io.s22.journal.Outcome;
import io.s22.plan.Repeat;
import io.s22.plan.S22Exception;
import io.s22.plan.check.DriverSpec;
import io.s22.plan.check.DriverSpec.Action;
import io.s22.plan.check.DriverSpec.Kind;
import io.s22.plan.check.DriverSpec.Param;
import io.s22.run.Driver;
import io.s22.run.Prediction;
import io.s22.run.Surroundings;
import io.s22.run.Task;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/**
 * Requests over HTTP. One whose reply was lost is not sent again under the same key, unless its
 * method is idempotent or its {@code probe} address says that it never arrived.
 */
public final class HttpDriver implements Driver {
  /** What the checks know of it. */
  public static final DriverSpec SPEC = describe();

  private static final long POLL_MILLIS = 50;

  private final Exchange exchange = new Exchange();

  private static DriverSpec describe() {
    List<Param> get =
        List.of(
            new Param("url", Kind.TEXT, true, "The address."),
            new Param("headers", Kind.MAP, false, "Header lines; may hold secrets."),
            new Param("status", Kind.LIST, false, "Answers that are well; 2xx where left out."),
            new Param(
                "expect", Kind.MAP, false, "JSON pointers and the values they must lead to."));
    List<Param> more = new ArrayList<>(get);
    more.add(new Param("body", Kind.TEXT, false, "What is sent; may hold secrets."));
    more.add(
        new Param(
            "probe",
            Kind.TEXT,
            false,
            "An address that answers 2xx if the request was carried out and 404 if it was not."));
    return new DriverSpec(
        "http",
        "Sends a request over HTTP.",
        List.of(
            new Action("get", "Looks.", get, Repeat.IDEMPOTENT).changingNothing(),
            new Action("post", "Sends a request that must arrive once.", more, Repeat.PROBE),
            new Action("put", "Sets something.", more, Repeat.IDEMPOTENT),
            new Action("delete", "Removes something.", more, Repeat.IDEMPOTENT)));
  }

  @Override
  public DriverSpec spec() {
    return SPEC;
  }

  @Override
  public Prediction predict(Task task, Surroundings surroundings) throws InterruptedException {
    Redaction redaction = new Redaction(surroundings.secrets());
    try {
      Call call = call(task, redaction);
      if (call.changesNothing()) {
        return new Prediction.NoChange("GET only looks");
      }
      URI probe = call.probe();
      if (probe == null) {
        return new Prediction.CannotPredict("a request without 'probe' tells nothing beforehand");
      }
      return switch (Verdict.ofProbe(exchange.send(call.looking(probe)))) {
        case Verdict.Arrived a -> new Prediction.NoChange("its probe says that it is done");
        case Verdict.Absent a -> new Prediction.WouldChange(call.method() + " would be sent");
        case Verdict.Unclear(String why) -> new Prediction.CannotPredict(redaction.clean(why));
      };
    } catch (S22Exception e) {
      return new Prediction.CannotPredict(redaction.clean(Errors.line(e)));
    }
  }

  @Override
  public Outcome perform(Task task, Surroundings surroundings) throws InterruptedException {
    Redaction redaction = new Redaction(surroundings.secrets());
    try {
      Call call = call(task, redaction);
      Ledger ledger = new Ledger(surroundings.home(), "http", task.key());
      while (true) {
        Ledger.State state = ledger.read();
        if (state.end().isPresent() && !(state.end().get() instanceof Outcome.Unknown)) {
          return state.end().get();
        }
        if (state.taken() > 0 && state.end().isEmpty() && state.ownerLives()) {
          Thread.sleep(POLL_MILLIS); // another instance waits for the reply
        } else if (state.taken() == 0 || mayRepeat(call)) {
          if (ledger.take(state.taken() + 1, surroundings.clock().now())) {
            return send(call, ledger, state.taken() + 1, redaction);
          }
        } else {
          return afterLoss(call, redaction);
        }
      }
    } catch (S22Exception e) {
      return unreadable(e, task, surroundings, redaction);
    }
  }

  /** A request that cannot be read has failed, unless it was read and sent before. */
  private static Outcome unreadable(
      S22Exception e, Task task, Surroundings surroundings, Redaction redaction) {
    Ledger.State state = new Ledger(surroundings.home(), "http", task.key()).read();
    return state.taken() == 0
        ? Errors.failed(e, redaction)
        : state.end().orElse(new Outcome.Unknown(redaction.clean(Verdict.LOST + Errors.line(e))));
  }

  /** Whether a request whose reply was lost may be sent again under the same key. */
  private boolean mayRepeat(Call call) throws InterruptedException {
    URI probe = call.probe();
    return call.isIdempotent()
        || (probe != null
            && Verdict.ofProbe(exchange.send(call.looking(probe))) instanceof Verdict.Absent);
  }

  private Outcome afterLoss(Call call, Redaction redaction) throws InterruptedException {
    URI probe = call.probe();
    if (probe == null) {
      return new Outcome.Unknown(Verdict.LOST + "the request was sent and its reply never came");
    }
    return switch (Verdict.ofProbe(exchange.send(call.looking(probe)))) {
      case Verdict.Arrived a -> new Outcome.Done("its probe says that it was carried out");
      case Verdict.Absent a -> new Outcome.Unknown(Verdict.LOST + "its probe says it is gone");
      case Verdict.Unclear(String why) -> new Outcome.Unknown(Verdict.LOST + redaction.clean(why));
    };
  }

  private Outcome send(Call call, Ledger ledger, int nth, Redaction redaction)
      throws InterruptedException {
    Outcome outcome = new Outcome.Unknown(Verdict.LOST + "S22 let go of it");
    try {
      outcome = Verdict.of(call, exchange.send(call), redaction);
      return outcome;
    } finally {
      ledger.end(nth, outcome);
    }
  }

  @Override
  public Finding probe(Task task, Surroundings surroundings) throws InterruptedException {
    Redaction redaction = new Redaction(surroundings.secrets());
    try {
      Call call = call(task, redaction);
      Ledger.State state = new Ledger(surroundings.home(), "http", task.key()).read();
      if (state.taken() == 0) {
        return new Finding.NotStarted();
      }
      if (state.end().isPresent() && !(state.end().get() instanceof Outcome.Unknown)) {
        return new Finding.Ended(state.end().get());
      }
      if (state.end().isEmpty() && state.ownerLives()) {
        return new Finding.Running();
      }
      URI probe = call.probe();
      if (probe == null) {
        return new Finding.CannotTell(Verdict.LOST + "the step has no 'probe' address");
      }
      return switch (Verdict.ofProbe(exchange.send(call.looking(probe)))) {
        case Verdict.Arrived a ->
            new Finding.Ended(new Outcome.Done("its probe says that it was carried out"));
        case Verdict.Absent a -> new Finding.NotStarted();
        case Verdict.Unclear(String why) -> new Finding.CannotTell(redaction.clean(why));
      };
    } catch (S22Exception e) {
      return new Finding.CannotTell(redaction.clean(Errors.line(e)));
    }
  }

  private static Call call(Task task, Redaction redaction) {
    return Call.of(task, Params.of(task, SPEC), redaction);
  }
}
