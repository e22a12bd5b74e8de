package io.s22.plan.yaml;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Commands written plainly: {@code run: ...} in a step, a string in place of an invocation. Each is
 * written out as {@code uses} and {@code with}: {@code ssh} where the step names hosts, {@code
 * shell} on S22's own machine.
 */
final class Commands {
  static final String RUN = "run";
  private static final Set<String> INVOCATIONS = Set.of("precheck", "verify", "rollback");

  private Commands() {}

  static Node.Entries inStep(Node.Entries step, Reading reading) {
    String driver = step.get("on") == null ? "shell" : "ssh";
    List<Node.Entry> entries = new ArrayList<>();
    for (Node.Entry entry : step.entries()) {
      entries.add(
          INVOCATIONS.contains(entry.key().text())
              ? new Node.Entry(entry.key(), invocation(entry.value(), driver, reading))
              : entry);
    }
    return writtenOut(new Node.Entries(step.at(), entries), driver, reading);
  }

  private static Node invocation(Node node, String driver, Reading reading) {
    return switch (node) {
      case Node.Scalar s when !s.isNothing() ->
          writtenOut(
              new Node.Entries(s.at(), List.of(new Node.Entry(word(s, RUN), s))), driver, reading);
      case Node.Scalar s -> s;
      case Node.Items i -> i;
      case Node.Entries e -> writtenOut(e, driver, reading);
    };
  }

  private static Node.Entries writtenOut(Node.Entries map, String driver, Reading reading) {
    Node command = map.get(RUN);
    if (command == null) {
      return map;
    }
    List<Node.Entry> with = new ArrayList<>();
    with.add(new Node.Entry(word(command, "command"), command));
    List<Node.Entry> entries = new ArrayList<>();
    entries.add(new Node.Entry(word(command, "uses"), word(command, driver)));
    for (Node.Entry entry : map.entries()) {
      switch (entry.key().text()) {
        case RUN -> {}
        case "uses" ->
            reading.error(
                "S22-1014",
                entry.key().at(),
                "'run' and 'uses' stand side by side.",
                "Keep 'run' for a command, 'uses' for another driver.");
        case "with" -> {
          if (entry.value() instanceof Node.Entries more) {
            with.addAll(more.entries());
          }
        }
        default -> entries.add(entry);
      }
    }
    entries.add(new Node.Entry(word(command, "with"), new Node.Entries(command.at(), with)));
    return new Node.Entries(map.at(), entries);
  }

  private static Node.Scalar word(Node at, String text) {
    return new Node.Scalar(at.at(), text, true);
  }
}
