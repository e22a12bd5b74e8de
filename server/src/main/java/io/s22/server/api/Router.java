package io.s22.server.api;

import io.s22.server.Denied;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Finds the operation that a path means. Segments are compared as they are, decoded once. */
final class Router {
  private final List<Operation> operations;

  Router(List<Operation> operations) {
    this.operations = List.copyOf(operations);
  }

  /** An operation, and the variables of its path. */
  record Found(Operation operation, Map<String, String> path) {}

  /**
   * The operation.
   *
   * @param segments of the path after {@code /api/v1}, decoded
   * @throws Denied S22-9303, S22-9308
   */
  Found find(String method, List<String> segments) {
    TreeSet<String> allowed = new TreeSet<>();
    List<Found> found = new ArrayList<>();
    for (Operation each : operations) {
      match(each, segments)
          .ifPresent(path -> {
            allowed.add(each.method().name());
            if (each.method().name().equals(method)) {
              found.add(new Found(each, path));
            }
          });
    }
    if (!found.isEmpty()) {
      return found.getFirst();
    }
    if (allowed.isEmpty()) {
      throw Denied.missing("such path in the API");
    }
    throw new Denied(
        405,
        "S22-9308",
        "This path does not take " + (method.length() > 10 ? "that" : method) + ".",
        "It takes " + String.join(", ", allowed) + ".");
  }

  private static Optional<Map<String, String>> match(Operation operation, List<String> segments) {
    String[] pattern = operation.path().substring(1).split("/");
    if (pattern.length != segments.size()) {
      return Optional.empty();
    }
    Map<String, String> path = new HashMap<>();
    for (int i = 0; i < pattern.length; i++) {
      String wanted = pattern[i];
      String given = segments.get(i);
      if (wanted.startsWith("{")) {
        path.put(wanted.substring(1, wanted.length() - 1), given);
      } else if (!wanted.equals(given)) {
        return Optional.empty();
      }
    }
    return Optional.of(path);
  }
}
