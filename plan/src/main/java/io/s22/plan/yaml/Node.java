package io.s22.plan.yaml;

import io.s22.plan.Mark;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A YAML document with the place of every value. Aliases are replaced by what they stand for. */
sealed interface Node {
  Mark at();

  /** A scalar as it was written; {@code plain} when without quotes. */
  record Scalar(Mark at, String text, boolean plain) implements Node {}

  record Items(Mark at, List<Node> items) implements Node {}

  record Entries(Mark at, List<Entry> entries) implements Node {
    @Nullable Node get(String key) {
      for (Entry entry : entries) {
        if (entry.key().text().equals(key)) {
          return entry.value();
        }
      }
      return null;
    }
  }

  /** One key and its value. */
  record Entry(Scalar key, Node value) {}

  /** Whether nothing was written here. */
  default boolean isNothing() {
    return this instanceof Scalar s
        && s.plain()
        && (s.text().isEmpty() || s.text().equals("~") || s.text().equals("null"));
  }
}
