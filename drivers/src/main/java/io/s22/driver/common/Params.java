package io.s22.driver.common;

import io.s22.plan.Durations;
import io.s22.plan.S22Exception;
import io.s22.plan.check.DriverSpec;
import io.s22.run.Task;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A task's parameters, read by their kind. A parameter that is missing, unknown or of the wrong
 * kind is {@code S22-5001}, naming it.
 */
public final class Params {
  private final String owner;
  private final Map<String, Object> with;

  private Params(String owner, Map<String, Object> with) {
    this.owner = owner;
    this.with = with;
  }

  /**
   * The parameters of {@code task}, held against what its driver says it takes.
   *
   * @throws S22Exception {@code S22-5001}
   */
  public static Params of(Task task, DriverSpec spec) {
    DriverSpec.Action action =
        spec.action(task.action())
            .orElseThrow(() ->
                new S22Exception(
                    "S22-5001",
                    "Driver '" + spec.name() + "' has no action '" + task.action() + "'.",
                    "It has: " + names(spec) + "."));
    String owner = task.action().isEmpty() ? spec.name() : spec.name() + "." + task.action();
    List<String> known = action.params().stream().map(DriverSpec.Param::name).toList();
    for (String name : task.with().keySet()) {
      if (!known.contains(name)) {
        throw bad(owner, name, "is not a parameter of it", "Use one of " + known + ".");
      }
    }
    for (DriverSpec.Param param : action.params()) {
      if (param.required() && !task.with().containsKey(param.name())) {
        throw bad(owner, param.name(), "is missing", "Write it: " + param.does());
      }
    }
    return new Params(owner, task.with());
  }

  private static List<String> names(DriverSpec spec) {
    return spec.actions().stream().map(a -> spec.name() + "." + a.name()).toList();
  }

  /** A scalar, as it was written. */
  public Optional<String> text(String name) {
    Object value = with.get(name);
    if (value == null) {
      return Optional.empty();
    }
    if (value instanceof String text) {
      return Optional.of(text);
    }
    throw bad(owner, name, "is not a text", "Write one value.");
  }

  /** A scalar that must be there. */
  public String required(String name) {
    return text(name).orElseThrow(() -> bad(owner, name, "is missing", "Write it."));
  }

  /** A list of scalars; one scalar counts as a list of one. */
  public List<String> list(String name) {
    Object value = with.get(name);
    if (value == null) {
      return List.of();
    }
    if (value instanceof List<?> items) {
      return items.stream().map(item -> scalar(name, item)).toList();
    }
    return List.of(scalar(name, value));
  }

  /** A map of scalars, in the order of writing. */
  public Map<String, String> map(String name) {
    Object value = with.get(name);
    Map<String, String> read = new LinkedHashMap<>();
    if (value instanceof Map<?, ?> map) {
      map.forEach((key, item) -> read.put(String.valueOf(key), scalar(name, item)));
    } else if (value != null) {
      throw bad(owner, name, "is not a map", "Write it as {NAME: value}.");
    }
    return read;
  }

  /** A duration such as {@code 1h30m}. */
  public Optional<Duration> duration(String name) {
    return text(name)
        .map(text -> {
          try {
            return Durations.parse(text);
          } catch (DateTimeParseException e) {
            throw bad(owner, name, "is not a duration: " + text, "Write it as 30s or 1h30m.");
          }
        });
  }

  /** An error about the parameter {@code name}. */
  public S22Exception wrong(String name, String what, String mend) {
    return bad(owner, name, what, mend);
  }

  private String scalar(String name, Object value) {
    if (value instanceof String text) {
      return text;
    }
    throw bad(owner, name, "holds a list or a map where a text belongs", "Write single values.");
  }

  private static S22Exception bad(String owner, String name, String what, String mend) {
    return new S22Exception("S22-5001", owner + ": '" + name + "' " + what + ".", mend);
  }
}
