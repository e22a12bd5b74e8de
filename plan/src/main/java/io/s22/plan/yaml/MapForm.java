package io.s22.plan.yaml;

import io.s22.plan.Name;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A mapping with keys of the author's own choice. */
record MapForm<T>(Form<T> value, boolean named) implements Form<Map<String, T>> {
  @Override
  public @Nullable Map<String, T> read(Node node, String key, Reading reading) {
    if (!(node instanceof Node.Entries entries)) {
      return wrongKind(node, key, reading);
    }
    Map<String, T> read = new LinkedHashMap<>();
    for (Node.Entry entry : entries.entries()) {
      if (named) {
        Checked.name(entry.key(), key, reading);
      }
      T one = value.read(entry.value(), entry.key().text(), reading);
      // An unreadable member stays as a placeholder: references to it are no second mistake.
      read.put(entry.key().text(), one == null ? value.placeholder() : one);
    }
    return read;
  }

  @Override
  public Map<String, T> placeholder() {
    return Map.of();
  }

  @Override
  public Map<String, Object> schema() {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("type", "object");
    schema.put("additionalProperties", value.schema());
    if (named) {
      schema.put("propertyNames", Map.of("pattern", "^" + Name.PATTERN + "$"));
    }
    return schema;
  }

  @Override
  public boolean isCollection() {
    return true;
  }

  @Override
  public String words() {
    return "a mapping of names to values";
  }
}
