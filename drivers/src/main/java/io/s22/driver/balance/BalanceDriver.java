package io.s22.driver.balance;

import io.s22.driver.common.Errors;
import io.s22.driver.common.Params;
import io.s22.driver.common.Redaction;
import io.s22.driver.inprocess.NodeList;
import io.s22.driver.inprocess.OwnEffects;
import io.s22.journal.Finding;
import io.s22.journal.Outcome;
import io.s22.plan.S22Exception;
import io.s22.plan.check.DriverSpec;
import io.s22.run.Driver;
import io.s22.run.Prediction;
import io.s22.run.Surroundings;
import io.s22.run.Task;
import io.s22.traffic.balancer.Balancer;
import io.s22.traffic.balancer.GatewayBalancer;
import io.s22.traffic.balancer.HaproxyBalancer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Load balancers: drain, undrain, weight, close, degrade. All of it may be repeated; one that was
 * cut off is simply done again.
 */
public final class BalanceDriver implements Driver {
  /** What the checks know of the driver of S22's own gateway. */
  public static final DriverSpec GATEWAY = BalanceSpec.GATEWAY;

  /** What the checks know of the driver of HAProxy. */
  public static final DriverSpec HAPROXY = BalanceSpec.HAPROXY;

  private static final Duration CONNECT = Duration.ofSeconds(3);

  private final DriverSpec spec;
  private final Way way;
  private final LongSupplier nanos;

  /** How the balancer of a task is reached. */
  @FunctionalInterface
  private interface Way {
    Balancer open(Params params, Redaction redaction, Surroundings surroundings);
  }

  private BalanceDriver(DriverSpec spec, Way way, LongSupplier nanos) {
    this.spec = spec;
    this.way = way;
    this.nanos = nanos;
  }

  /**
   * S22's own gateway, through its control API.
   *
   * @param nanos a clock that only goes forward, in nanoseconds
   */
  public static BalanceDriver gateway(LongSupplier nanos) {
    // Made at its first use: most commands of S22 never speak to a gateway.
    AtomicReference<@Nullable HttpClient> client = new AtomicReference<>();
    Way way =
        (params, redaction, surroundings) ->
            new GatewayBalancer(
                client.updateAndGet(BalanceDriver::made),
                control(params),
                redaction.resolve(params.required("token")),
                () -> surroundings.clock().now().toEpochMilli());
    return new BalanceDriver(GATEWAY, way, nanos);
  }

  /**
   * HAProxy, through its runtime socket.
   *
   * @param nanos a clock that only goes forward, in nanoseconds
   */
  public static BalanceDriver haproxy(LongSupplier nanos) {
    Way way =
        (params, redaction, surroundings) ->
            new HaproxyBalancer(
                Path.of(params.required("socket")),
                params.text("map").orElse(""),
                () -> surroundings.clock().now().toEpochMilli());
    return new BalanceDriver(HAPROXY, way, nanos);
  }

  private static HttpClient made(@Nullable HttpClient before) {
    return before != null ? before : HttpClient.newBuilder().connectTimeout(CONNECT).build();
  }

  private static URI control(Params params) {
    String text = params.required("control");
    try {
      URI uri = URI.create(text);
      if ("http".equals(uri.getScheme()) && uri.getHost() != null) {
        return uri;
      }
    } catch (IllegalArgumentException notOne) {
      throw params.wrong("control", "is no URL: " + text, "Write http://127.0.0.1:9901.");
    }
    throw params.wrong("control", "is no URL: " + text, "Write http://127.0.0.1:9901.");
  }

  @Override
  public DriverSpec spec() {
    return spec;
  }

  private BalanceActions actions(Task task, Surroundings surroundings, Redaction redaction) {
    Params params = Params.of(NodeList.complete(task, spec, surroundings), spec);
    Balancer balancer = way.open(params, redaction, surroundings);
    return new BalanceActions(task, params, balancer, surroundings, nanos);
  }

  @Override
  public Outcome perform(Task task, Surroundings surroundings) throws InterruptedException {
    Redaction redaction = new Redaction(surroundings.secrets());
    try {
      return effects(surroundings)
          .perform(task.key(), () -> carryOut(task, surroundings, redaction));
    } catch (S22Exception e) {
      return e.code().equals("S22-5050")
          ? new Outcome.Unknown(redaction.clean(Errors.line(e)))
          : Errors.failed(e, redaction);
    }
  }

  /**
   * What the balancer refused has ended and is kept; what did not reach it, or whose answer was
   * lost, is thrown and not kept: asked for again, it is done again.
   */
  private Outcome carryOut(Task task, Surroundings surroundings, Redaction redaction)
      throws InterruptedException {
    BalanceActions actions;
    try {
      actions = actions(task, surroundings, redaction);
    } catch (S22Exception e) {
      return Errors.failed(e, redaction);
    }
    try {
      String said =
          NodeList.proof(task).isPresent()
              ? actions.prove(NodeList.proof(task).get())
              : actions.act();
      return new Outcome.Done(redaction.clean(said));
    } catch (Balancer.Unreachable e) {
      throw trouble("S22-5051", e);
    } catch (Balancer.Denied e) {
      return Errors.failed(trouble("S22-5052", e), redaction);
    } catch (IOException e) {
      if (Thread.interrupted()) {
        throw new InterruptedException(String.valueOf(e.getMessage()));
      }
      throw trouble("S22-5050", e);
    } catch (S22Exception e) {
      return Errors.failed(e, redaction);
    }
  }

  private S22Exception trouble(String code, IOException e) {
    String mend =
        switch (code) {
          case "S22-5050" -> "Look at its state, then run the step again: twice does no harm.";
          case "S22-5051" -> "Start it, or mend where the plan looks for it; nothing was changed.";
          default -> "Mend the name in the plan or in the balancer's configuration.";
        };
    String what =
        switch (code) {
          case "S22-5050" -> " broke off in the middle: ";
          case "S22-5051" -> " cannot be reached: ";
          default -> " refused: ";
        };
    return new S22Exception(code, spec.name() + what + e.getMessage(), mend, e);
  }

  @Override
  public Finding probe(Task task, Surroundings surroundings) {
    return effects(surroundings).probe(task.key());
  }

  @Override
  public Prediction predict(Task task, Surroundings surroundings) {
    Redaction redaction = new Redaction(surroundings.secrets());
    try {
      return actions(task, surroundings, redaction).predict();
    } catch (S22Exception e) {
      return new Prediction.CannotPredict(redaction.clean(Errors.line(e)));
    } catch (Balancer.Denied e) {
      String line = Errors.line(trouble("S22-5052", e));
      return new Prediction.CannotPredict("it would fail: " + redaction.clean(line));
    } catch (IOException e) {
      return new Prediction.CannotPredict(redaction.clean(Errors.line(trouble("S22-5051", e))));
    }
  }

  private OwnEffects effects(Surroundings surroundings) {
    return new OwnEffects(surroundings.home().resolve("effects-" + spec.name()));
  }
}
