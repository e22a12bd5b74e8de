package io.s22.plan.yaml;

import io.s22.plan.Invocation;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Plain words in a step, written out as {@code uses} and {@code with}: {@code run: ...}, a string
 * under {@code precheck}, {@code verify} or {@code rollback}. A command goes over {@code ssh} where
 * the step names hosts, and is left to {@code shell} on S22's own machine. In a step of another
 * driver a string is a proof that this driver knows.
 */
final class Commands {
  static final String RUN = "run";
  static final String DOES =
      "A command, in place of `uses`: over SSH on the step's hosts, or on S22's own machine where"
          + " it names none.";
  private static final Set<String> INVOCATIONS = Set.of("precheck", "verify", "rollback");
  private static final Set<String> SHELLS = Set.of("shell", "ssh");

  private final String driver;
  private final boolean ownDriver;
  private final Reading reading;

  private Commands(String driver, boolean ownDriver, Reading reading) {
    this.driver = driver;
    this.ownDriver = ownDriver;
    this.reading = reading;
  }

  static Node.Entries inStep(Node.Entries step, Reading reading) {
    String driver = step.get("on") == null ? "shell" : "ssh";
    boolean own =
        step.get("uses") instanceof Node.Scalar uses && !SHELLS.contains(uses.text().strip());
    return new Commands(driver, own, reading).step(step);
  }

  private Node.Entries step(Node.Entries step) {
    List<Node.Entry> entries = new ArrayList<>();
    for (Node.Entry entry : step.entries()) {
      entries.add(
          INVOCATIONS.contains(entry.key().text())
              ? new Node.Entry(entry.key(), invocation(entry.key().text(), entry.value()))
              : entry);
    }
    return writtenOut(new Node.Entries(step.at(), entries));
  }

  private Node invocation(String key, Node node) {
    return switch (node) {
      case Node.Scalar s when s.isNothing() -> s;
      case Node.Scalar s when ownDriver && !key.equals("rollback") ->
          single(s, "with", single(s, Invocation.PROOF, s));
      case Node.Scalar s -> writtenOut(single(s, RUN, s));
      case Node.Items i -> i;
      case Node.Entries e -> writtenOut(e);
    };
  }

  private Node.Entries writtenOut(Node.Entries map) {
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
        case "uses" -> sideBySide(entry);
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

  private void sideBySide(Node.Entry uses) {
    reading.error(
        "S22-1014",
        uses.key().at(),
        "'run' and 'uses' stand side by side.",
        "Keep 'run' for a command, 'uses' for another driver.");
  }

  private static Node.Entries single(Node at, String key, Node value) {
    return new Node.Entries(at.at(), List.of(new Node.Entry(word(at, key), value)));
  }

  private static Node.Scalar word(Node at, String text) {
    return new Node.Scalar(at.at(), text, true);
  }
}
