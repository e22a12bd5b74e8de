package io.s22.plan.yaml;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A list; one element may be written without the list around it. */
record ListForm<T>(Form<T> element) implements Form<List<T>> {
  @Override
  public @Nullable List<T> read(Node node, String key, Reading reading) {
    if (node.isNothing()) {
      return wrongKind(node, key, reading);
    }
    List<Node> items = node instanceof Node.Items list ? list.items() : List.of(node);
    List<T> read = new ArrayList<>(items.size());
    for (Node item : items) {
      T value = element.read(item, key, reading);
      if (value != null) {
        read.add(value);
      }
    }
    return read;
  }

  @Override
  public List<T> placeholder() {
    return List.of();
  }

  @Override
  public Map<String, Object> schema() {
    return Map.of(
        "anyOf", List.of(element.schema(), Map.of("type", "array", "items", element.schema())));
  }

  @Override
  public boolean isCollection() {
    return true;
  }

  @Override
  public String words() {
    return "a list";
  }
}
