package io.s22.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Puts the values of variables in place of {@code ${name}}. {@code ${secret:name}} stays as it is:
 * secrets are put in by the driver's process alone. {@code $${} is a plain {@code ${}. A value is
 * not looked into again.
 */
public final class Variables {
  private static final Pattern REFERENCE = Pattern.compile("\\$\\$\\{|\\$\\{([^{}]*)}");

  private final Map<String, String> values;

  /**
   * @param given values given in place of the plan's, on the command line
   */
  public Variables(Plan plan, Map<String, String> given) {
    this(merged(plan.variables(), given));
  }

  public Variables(Map<String, String> values) {
    this.values = Map.copyOf(values);
  }

  /** The names among {@code given} that the plan does not declare. */
  public static List<String> undeclared(Plan plan, Map<String, String> given) {
    return given.keySet().stream().filter(name -> !plan.variables().containsKey(name)).toList();
  }

  /**
   * The parameters of an action: {@code String}, {@code List} or {@code Map} of these.
   *
   * @throws S22Exception S22-1040 for a name that is no variable, with its place
   */
  public Map<String, Object> replace(Map<String, Parameter> with) {
    Map<String, Object> replaced = new LinkedHashMap<>();
    with.forEach((key, value) -> replaced.put(key, replace(value)));
    return replaced;
  }

  /**
   * @throws S22Exception S22-1040 for a name that is no variable, with its place
   */
  public Object replace(Parameter parameter) {
    return switch (parameter) {
      case Parameter.Scalar(Mark at, String text) -> replace(text, at);
      case Parameter.Sequence(Mark at, List<Parameter> items) -> {
        List<Object> all = new ArrayList<>();
        items.forEach(item -> all.add(replace(item)));
        yield all;
      }
      case Parameter.Mapping(Mark at, Map<String, Parameter> entries) -> replace(entries);
    };
  }

  /**
   * @param at where the text stands, for the message
   * @throws S22Exception S22-1040 for a name that is no variable, with its place
   */
  public String replace(String text, Mark at) {
    Optional<String> unknown = unknown(text).stream().findFirst();
    if (unknown.isPresent()) {
      throw new S22Exception(
          "S22-1040",
          "%s: ${%s} is no variable of the plan.".formatted(at, unknown.get()),
          "Declare it under 'variables', or write $${...} for a plain ${...}.");
    }
    return REFERENCE
        .matcher(text)
        .replaceAll(m -> Matcher.quoteReplacement(value(m.group(0), m.group(1))));
  }

  /** The names in {@code text} that are no variable; a secret is none of them. */
  public List<String> unknown(String text) {
    if (!text.contains("${")) {
      return List.of();
    }
    return REFERENCE
        .matcher(text)
        .results()
        .map(m -> m.group(1))
        .filter(name -> name != null && !name.startsWith("secret:") && !values.containsKey(name))
        .toList();
  }

  private String value(String written, @Nullable String name) {
    if (name == null) {
      return "${";
    }
    return values.getOrDefault(name, written);
  }

  private static Map<String, String> merged(Map<String, String> plan, Map<String, String> given) {
    Map<String, String> all = new HashMap<>(plan);
    all.putAll(given);
    return all;
  }
}
