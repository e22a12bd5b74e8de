package io.s22.plan.yaml;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is waited for: names, or {@code nothing} (an empty list says the same). */
record AfterForm(ListForm<String> names) implements Form<List<String>> {
  static final String NOTHING = "nothing";

  @Override
  public @Nullable List<String> read(Node node, String key, Reading reading) {
    return node instanceof Node.Scalar s && s.text().equals(NOTHING)
        ? List.of()
        : names.read(node, key, reading);
  }

  @Override
  public List<String> placeholder() {
    return List.of();
  }

  @Override
  public Map<String, Object> schema() {
    return names.schema();
  }

  @Override
  public String words() {
    return "a name, a list of names, or '" + NOTHING + "'";
  }
}
