package io.s22.driver.inprocess;

import io.s22.data.Address;
import io.s22.data.Router;
import io.s22.data.RouterClient;
import io.s22.driver.common.Params;
import io.s22.plan.Host;
import io.s22.plan.Invocation;
import io.s22.plan.S22Exception;
import io.s22.plan.check.DriverSpec;
import io.s22.run.Surroundings;
import io.s22.run.Task;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/** Reads what the drivers of replicated servers have in common of their parameters. */
public final class NodeList {
  private NodeList() {}

  /** The parameter {@code nodes}: each name and its address, in order of writing. */
  public static Map<String, Address> addresses(
      Params params, Surroundings surroundings, String defaultPort) {
    Map<String, Address> nodes = new LinkedHashMap<>();
    String port = params.text("port").orElse(defaultPort);
    for (String item : params.list("nodes")) {
      for (String text : item.split("[,\\s]+", -1)) {
        int equals = text.indexOf('=');
        if (equals > 0) {
          nodes.put(text.substring(0, equals), Address.parse(text.substring(equals + 1)));
        } else if (!text.isEmpty()) {
          nodes.put(text, Address.parse(at(text, surroundings) + ":" + port));
        }
      }
    }
    return nodes;
  }

  private static String at(String name, Surroundings surroundings) {
    Host host = surroundings.hosts().get(name);
    return host == null || host.address() == null ? name : host.address();
  }

  /** The node the task is about: its parameter {@code node}, else the step's host. */
  public static String node(Task task, Params params) {
    return params
        .text("node")
        .or(() -> Optional.of(task.hostName()).filter(n -> !n.isEmpty()))
        .orElseThrow(
            () -> params.wrong("node", "is missing", "Write it, or name a host under 'on'."));
  }

  /** The router named by the parameter {@code router}; none where it is left out. */
  public static Router router(Params params) {
    return params
        .text("router")
        .<Router>map(at -> new RouterClient(Address.parse(at)))
        .orElse(Router.NONE);
  }

  /** The proof in plain words that the task asks for. */
  public static Optional<String> proof(Task task) {
    return Optional.ofNullable(task.with().get(Invocation.PROOF)).map(String::valueOf);
  }

  /**
   * The task as its driver reads it: without a proof in plain words, and with what the plan left
   * out taken from the file {@code DRIVER.properties} in S22's home, under the parameters' names.
   *
   * @throws S22Exception S22-8114 when that file cannot be read
   */
  public static Task complete(Task task, DriverSpec spec, Surroundings surroundings) {
    Map<String, Object> with = new HashMap<>(task.with());
    with.remove(Invocation.PROOF);
    Properties defaults = defaults(surroundings.home().resolve(spec.name() + ".properties"));
    spec.action(task.action()).stream()
        .flatMap(action -> action.params().stream())
        .map(DriverSpec.Param::name)
        .filter(name -> defaults.getProperty(name) != null)
        .forEach(name -> with.putIfAbsent(name, defaults.getProperty(name)));
    return new Task(
        task.run(),
        task.effect(),
        task.action(),
        with,
        task.hostName(),
        task.host(),
        task.timeout(),
        task.undoes());
  }

  private static Properties defaults(Path file) {
    Properties defaults = new Properties();
    if (Files.exists(file)) {
      try (Reader in = Files.newBufferedReader(file)) {
        defaults.load(in);
      } catch (IOException | IllegalArgumentException e) {
        throw new S22Exception(
            "S22-8114",
            "The defaults in " + file + " cannot be read: " + e.getMessage(),
            "Write lines of the form name = value there, or remove the file.",
            e);
      }
    }
    return defaults;
  }
}
