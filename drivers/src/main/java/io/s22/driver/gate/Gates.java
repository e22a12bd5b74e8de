package io.s22.driver.gate;

import io.s22.driver.command.Effects;
import io.s22.driver.common.Redaction;
import io.s22.driver.http.LazyClient;
import io.s22.driver.shell.LocalMachine;
import io.s22.driver.shell.ShellDriver;
import io.s22.journal.Effect;
import io.s22.journal.GateAnswer;
import io.s22.journal.Phase;
import io.s22.plan.Gate;
import io.s22.plan.S22Exception;
import io.s22.run.GateAsker;
import io.s22.run.Surroundings;
import io.s22.run.Task;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;

/** Asks gates that are measured. What cannot be measured is not known: never go by accident. */
public final class Gates implements GateAsker {
  private static final Duration COMMAND_LIMIT = Duration.ofSeconds(30);
  private static final Duration HTTP_LIMIT = Duration.ofSeconds(10);

  private final Effects effects = new Effects(ShellDriver.SPEC);
  private final LazyClient client = new LazyClient(HTTP_LIMIT);
  private final Prometheus prometheus = new Prometheus(client, HTTP_LIMIT);

  @Override
  public Reply ask(String run, String subject, Gate gate, Surroundings surroundings)
      throws InterruptedException {
    Redaction redaction = new Redaction(surroundings.secrets());
    try {
      if (gate.command() != null) {
        return command(run, subject, gate.command(), surroundings);
      }
      if (gate.http() != null) {
        return clean(http(redaction.resolve(gate.http())), redaction);
      }
      if (gate.metric() != null) {
        String from = gate.from() == null ? "" : redaction.resolve(gate.from());
        return clean(prometheus.ask(from, gate.metric()), redaction);
      }
      return unknown("this gate asks people, not machines");
    } catch (S22Exception e) {
      return unknown(redaction.clean(e.code() + ": " + e.getMessage()));
    }
  }

  private static Reply clean(Reply reply, Redaction redaction) {
    return new Reply(reply.answer(), redaction.clean(reply.detail()));
  }

  private Reply command(String run, String subject, String command, Surroundings surroundings)
      throws InterruptedException {
    Effect effect = new Effect(subject, "", Phase.PRECHECK, 1, 1);
    Task task =
        new Task(run, effect, "", Map.of("command", command), "", null, COMMAND_LIMIT, null);
    Effects.Checked checked =
        effects.check(task, surroundings, new LocalMachine(surroundings.home()));
    GateAnswer answer =
        switch (checked.code()) {
          case 0 -> GateAnswer.GO;
          case 1 -> GateAnswer.NO_GO;
          default -> GateAnswer.UNKNOWN;
        };
    return new Reply(answer, checked.said());
  }

  private Reply http(String address) throws InterruptedException {
    try {
      HttpRequest request = HttpRequest.newBuilder(URI.create(address)).timeout(HTTP_LIMIT).build();
      int status = client.get().send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
      return new Reply(
          status / 100 == 2 ? GateAnswer.GO : GateAnswer.NO_GO, address + " answered " + status);
    } catch (IOException e) {
      return unknown(address + " did not answer: " + e.getClass().getSimpleName());
    } catch (IllegalArgumentException e) {
      return unknown("no address: " + address);
    }
  }

  static Reply unknown(String why) {
    return new Reply(GateAnswer.UNKNOWN, why);
  }
}
