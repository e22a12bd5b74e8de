package io.s22.driver.mariadb;

import io.s22.data.mariadb.Node;
import io.s22.data.mariadb.Server;
import io.s22.plan.S22Exception;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Server variables, set on running servers ({@code SET GLOBAL}) and read back. */
record ServerVariables(Call call) {
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  /** On the step's host, else on every node. */
  private List<Server> servers() {
    String host = call.task().hostName();
    return host.isEmpty() ? call.servers() : List.of(call.server(host));
  }

  String set() {
    Map<String, String> wanted = wanted();
    for (Server server : servers()) {
      try (Node node = Node.open(server, PATIENCE)) {
        wanted.forEach((name, value) -> {
          node.run("SET GLOBAL " + name + " = " + literal(value));
          call.say(server.name() + ": " + name + " = " + value);
        });
      }
    }
    return proveSet() + "; a restart forgets it unless the server's configuration says it too";
  }

  private Map<String, String> wanted() {
    Map<String, String> wanted = call.params().map("variables");
    for (String name : wanted.keySet()) {
      if (!name.matches("[a-z][a-z0-9_]{0,63}")) {
        throw call.params().wrong("variables", "cannot hold '" + name + "'", "Name a variable.");
      }
    }
    return wanted;
  }

  private static String literal(String value) {
    return value.matches("-?[0-9]{1,19}")
        ? value
        : "'" + value.replace("\\", "\\\\").replace("'", "''") + "'";
  }

  /** Everything is as it was set. */
  String proveSet() {
    refuse(others());
    return "set on " + servers().stream().map(Server::name).toList();
  }

  /** What is not as it is wanted, a text each. */
  List<String> others() {
    Map<String, String> wanted = wanted();
    List<String> others = new ArrayList<>();
    for (Server server : servers()) {
      Map<String, String> found = read(server, wanted);
      wanted.forEach((name, value) -> {
        String there = found.getOrDefault(name, "unknown");
        if (!same(there, value)) {
          others.add(server.name() + ": " + name + " is " + there + ", not " + value);
        }
      });
    }
    return others;
  }

  /** The binary log is written, by row, and kept for as long as it is said. */
  String proveRestorable() {
    List<String> wrong = new ArrayList<>();
    for (Server server : servers()) {
      Map<String, String> found =
          read(server, Map.of("log_bin", "", "binlog_format", "", "sync_binlog", ""));
      if (!same(found.getOrDefault("log_bin", ""), "ON")) {
        wrong.add(server.name() + " writes no binary log");
      }
      if (!same(found.getOrDefault("binlog_format", ""), "ROW")) {
        wrong.add(server.name() + " does not log by row");
      }
      if (!same(found.getOrDefault("sync_binlog", ""), "1")) {
        wrong.add(server.name() + " does not force each transaction to disk (sync_binlog)");
      }
    }
    refuse(wrong);
    return proveSet() + "; the binary log holds every row and is on disk at each commit";
  }

  private static Map<String, String> read(Server server, Map<String, String> names) {
    Map<String, String> found = new java.util.HashMap<>();
    try (Node node = Node.open(server, PATIENCE)) {
      for (String name : names.keySet()) {
        node.rows("SHOW GLOBAL VARIABLES LIKE '" + name + "'")
            .forEach(row ->
                found.put(row.getOrDefault("Variable_name", ""), row.getOrDefault("Value", "")));
      }
    }
    return found;
  }

  private static boolean same(String one, String other) {
    return one.equalsIgnoreCase(other) || onOff(one).equals(onOff(other));
  }

  private static String onOff(String value) {
    return value.equalsIgnoreCase("ON") ? "1" : value.equalsIgnoreCase("OFF") ? "0" : value;
  }

  private static void refuse(List<String> wrong) {
    if (!wrong.isEmpty()) {
      throw new S22Exception(
          "S22-8116",
          String.join("; ", wrong),
          "Set it again; a variable that cannot change while the server runs belongs into its"
              + " configuration.");
    }
  }
}
