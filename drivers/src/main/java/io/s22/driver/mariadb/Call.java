package io.s22.driver.mariadb;

import io.s22.data.Progress;
import io.s22.data.Router;
import io.s22.data.mariadb.Limits;
import io.s22.data.mariadb.Server;
import io.s22.driver.common.Params;
import io.s22.driver.common.Redaction;
import io.s22.driver.inprocess.NodeList;
import io.s22.plan.S22Exception;
import io.s22.run.Surroundings;
import io.s22.run.Task;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
    Task plain = NodeList.complete(task, MariaDbSpec.SPEC, surroundings);
    return new Call(task, Params.of(plain, MariaDbSpec.SPEC), redaction, surroundings);
  }

  /** The proof that is asked for in plain words. */
  Optional<String> proof() {
    return NodeList.proof(task);
  }

  List<Server> servers() {
    String user = redaction.resolve(params.required("user"));
    String password = redaction.resolve(params.required("password"));
    String tls = params.text("tls").orElse("disable");
    List<Server> servers = new ArrayList<>();
    NodeList.addresses(params, surroundings, DEFAULT_PORT)
        .forEach((name, at) -> servers.add(new Server(name, at, user, password, tls)));
    return servers;
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
    return NodeList.node(task, params);
  }

  Router router() {
    return NodeList.router(params);
  }

  /** Where a backup is written. */
  Path file() {
    return params
        .text("to")
        .map(Path::of)
        .orElseGet(() -> surroundings.home().resolve("backup.sql"));
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
