package io.s22.plan.yaml;

import io.s22.plan.Distribution;
import io.s22.plan.Effect;
import io.s22.plan.Name;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Services and how long each suffers: names alone for the whole step, or names with durations, or
 * {@code throughout}, or the step that ends it: {@code {until: step}}.
 */
record EffectsForm(Form<Distribution> distribution) implements Form<Map<String, Effect>> {
  private static final String THROUGHOUT = "throughout";
  private static final String UNTIL = "until";

  @Override
  public @Nullable Map<String, Effect> read(Node node, String key, Reading reading) {
    if (node.isNothing()) {
      return wrongKind(node, key, reading);
    }
    Map<String, Effect> effects = new LinkedHashMap<>();
    switch (node) {
      case Node.Scalar one -> effects.put(one.text(), Effect.THROUGHOUT);
      case Node.Items list -> {
        for (Node item : list.items()) {
          if (item instanceof Node.Scalar one && !item.isNothing()) {
            effects.put(one.text(), Effect.THROUGHOUT);
          } else {
            wrongKind(item, key, reading);
          }
        }
      }
      case Node.Entries map -> {
        for (Node.Entry entry : map.entries()) {
          effects.put(entry.key().text(), effect(entry, reading));
        }
      }
    }
    return effects;
  }

  private Effect effect(Node.Entry entry, Reading reading) {
    Node value = entry.value();
    boolean throughout =
        value.isNothing() || (value instanceof Node.Scalar s && s.text().equals(THROUGHOUT));
    if (throughout) {
      return Effect.THROUGHOUT;
    }
    return value instanceof Node.Entries map && map.get(UNTIL) instanceof Node.Scalar step
        ? until(map, step, entry.key().text(), reading)
        : new Effect(distribution.read(value, entry.key().text(), reading), null);
  }

  private Effect until(Node.Entries map, Node.Scalar step, String key, Reading reading) {
    if (map.entries().size() > 1 || step.isNothing()) {
      wrongKind(map, key, reading);
    }
    return new Effect(null, step.text());
  }

  @Override
  public Map<String, Effect> placeholder() {
    return Map.of();
  }

  @Override
  public Map<String, Object> schema() {
    Map<String, Object> name = Map.of("type", "string", "pattern", "^" + Name.PATTERN + "$");
    Map<String, Object> one =
        Map.of(
            "anyOf",
            List.of(Map.of("enum", List.of(THROUGHOUT)), until(name), distribution.schema()));
    return Map.of(
        "anyOf",
        List.of(
            name,
            Map.of("type", "array", "items", name),
            Map.of("type", "object", "additionalProperties", one)));
  }

  private static Map<String, Object> until(Map<String, Object> step) {
    return Map.of(
        "type",
        "object",
        "properties",
        Map.of(UNTIL, step),
        "required",
        List.of(UNTIL),
        "additionalProperties",
        false);
  }

  @Override
  public boolean isCollection() {
    return true;
  }

  @Override
  public String words() {
    return "a service, a list of services, or services with durations";
  }
}
