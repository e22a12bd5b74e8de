package io.s22.plan.yaml;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How values of one type are written: the one source of the reader and of the schema.
 *
 * @param <T> the type
 */
interface Form<T> {
  /**
   * Reads a value.
   *
   * @param key the word it is written under, for messages
   * @return null when it cannot be read; the problem has been reported
   */
  @Nullable T read(Node node, String key, Reading reading);

  /** Stands in for a value that is missing or cannot be read, so that the rest can be checked. */
  T placeholder();

  /** The JSON Schema of the written form. */
  Map<String, Object> schema();

  /** Whether it holds members of its own, and may be left out where there are none. */
  default boolean isCollection() {
    return false;
  }

  /** What it is, in words that follow "is not": {@code a duration}. */
  String words();

  /** Reports that something else stands here than this form takes. */
  default @Nullable T wrongKind(Node node, String key, Reading reading) {
    if (node.isNothing()) {
      reading.error(
          "S22-1013",
          node.at(),
          "'" + key + "' has no value.",
          "Write " + words() + ", or remove the key.");
      return null;
    }
    String found =
        switch (node) {
          case Node.Scalar s -> "the text '" + Quoted.cut(s.text()) + "'";
          case Node.Items i -> "a list";
          case Node.Entries e -> "a mapping";
        };
    reading.error(
        "S22-1012",
        node.at(),
        "'%s' holds %s, where %s is expected.".formatted(key, found, words()),
        "Write " + words() + ".");
    return null;
  }
}
