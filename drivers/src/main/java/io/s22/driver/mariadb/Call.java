package io.s22.driver.mariadb;

import io.s22.data.Address;
import io.s22.data.Progress;
import io.s22.data.Router;
import io.s22.data.RouterClient;
import io.s22.data.mariadb.Limits;
import io.s22.data.mariadb.Server;
import io.s22.driver.common.Params;
import io.s22.driver.common.Redaction;
import io.s22.plan.Host;
import io.s22.plan.Invocation;
import io.s22.plan.S22Exception;
import io.s22.run.Surroundings;
import io.s22.run.Task;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A task of this driver, read. */
record Call(Task task, Params params, Redaction redaction, Surroundings surroundings) {
  private static final String DEFAULT_PORT = "3306";

  /**
   * Reads the task's parameters; a proof in plain words is not one of them.
   *
   * @throws S22Exception S22-5001 naming the wrong one
   */
  static Call of(Task task, Surroundings surroundings, Redaction redaction) {
    Map<String, Object> with = new HashMap<>(task.with());
    with.remove(Invocation.PROOF);
    Task plain =
        new Task(
            task.run(),
            task.effect(),
            task.action(),
            with,
            task.hostName(),
            task.host(),
            task.timeout(),
            task.undoes());
    return new Call(task, Params.of(plain, MariaDbSpec.SPEC), redaction, surroundings);
  }

  /** The proof that is asked for in plain words. */
  Optional<String> proof() {
    return Optional.ofNullable(task.with().get(Invocation.PROOF)).map(String::valueOf);
  }

  List<Server> servers() {
    String user = redaction.resolve(params.required("user"));
    String password = redaction.resolve(params.required("password"));
    String tls = params.text("tls").orElse("disable");
    return params.list("nodes").stream()
        .flatMap(text -> List.of(text.split("[,\\s]+")).stream())
        .filter(text -> !text.isBlank())
        .map(text -> server(text.strip(), user, password, tls))
        .toList();
  }

  private Server server(String text, String user, String password, String tls) {
    int equals = text.indexOf('=');
    String name = equals < 0 ? text : text.substring(0, equals);
    Address address =
        equals < 0 ? addressOf(name) : Address.parse(text.substring(equals + 1));
    return new Server(name, address, user, password, tls);
  }

  private Address addressOf(String name) {
    Host host = surroundings.hosts().get(name);
    String at = host == null || host.address() == null ? name : host.address();
    return Address.parse(at + ":" + params.text("port").orElse(DEFAULT_PORT));
  }

  /** The server named by {@code name}. */
  Server server(String name) {
    return servers().stream()
        .filter(s -> s.name().equals(name))
        .findFirst()
        .orElseThrow(
            () -> params.wrong("nodes", "does not have " + name, "Add it, or name one of them."));
  }

  /** The node the task is about: its own parameter, else the step's host. */
  String node() {
    return params
        .text("node")
        .or(() -> Optional.of(task.hostName()).filter(n -> !n.isEmpty()))
        .orElseThrow(
            () -> params.wrong("node", "is missing", "Write it, or name a host under 'on'."));
  }

  Router router() {
    return params
        .text("router")
        .<Router>map(at -> new RouterClient(Address.parse(at)))
        .orElse(Router.NONE);
  }

  Limits limits() {
    return new Limits(
        params.duration("hold").orElse(Limits.USUAL.lease()),
        maxLag(),
        Limits.USUAL.catchUp(),
        Limits.USUAL.patience());
  }

  Duration maxLag() {
    return params.duration("max-lag").orElse(Limits.USUAL.lag());
  }

  /** Prints every sub-step, without secrets. */
  Progress progress() {
    return new Progress() {
      @Override
      public void before(String name) {
        say(name + " ...");
      }

      @Override
      public void after(String name, String detail) {
        say(name + ": " + detail);
      }
    };
  }

  void say(String line) {
    surroundings.output().accept(redaction.clean(line));
  }
}
