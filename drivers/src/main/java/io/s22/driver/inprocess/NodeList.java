package io.s22.driver.inprocess;

import io.s22.data.Address;
import io.s22.data.Router;
import io.s22.data.RouterClient;
import io.s22.driver.common.Params;
import io.s22.plan.Host;
import io.s22.plan.Invocation;
import io.s22.run.Surroundings;
import io.s22.run.Task;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

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

  /** The task without such a proof: its other parameters are those of the action. */
  public static Task withoutProof(Task task) {
    Map<String, Object> with = new HashMap<>(task.with());
    with.remove(Invocation.PROOF);
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
}
