package io.s22.plan.yaml;

import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Writes maps, lists, texts, numbers and booleans as JSON, indented by two spaces. A map without an
 * order of its own is written by its keys, so that one value is always one text.
 */
public final class JsonText {
  private final StringBuilder out = new StringBuilder();

  private JsonText() {}

  /** A document, ended by a line feed. */
  public static String of(@Nullable Object value) {
    JsonText text = new JsonText();
    text.write(value, "\n");
    return text.out.append('\n').toString();
  }

  private void write(@Nullable Object value, String indent) {
    switch (value) {
      case null -> out.append("null");
      case Map<?, ?> map when map.isEmpty() -> out.append("{}");
      case SequencedMap<?, ?> map -> members(map, indent);
      case Map<?, ?> map -> members(new TreeMap<>(map), indent);
      case List<?> list when list.isEmpty() -> out.append("[]");
      case List<?> list -> items(list, indent);
      case String string -> string(string);
      case Number number -> out.append(number);
      case Boolean bool -> out.append(bool);
      default -> throw new IllegalArgumentException("no JSON for " + value.getClass());
    }
  }

  private void members(Map<?, ?> map, String indent) {
    out.append('{');
    for (Iterator<? extends Map.Entry<?, ?>> i = map.entrySet().iterator(); i.hasNext(); ) {
      Map.Entry<?, ?> entry = i.next();
      out.append(indent).append("  ");
      string(String.valueOf(entry.getKey()));
      out.append(": ");
      write(entry.getValue(), indent + "  ");
      out.append(i.hasNext() ? "," : "");
    }
    out.append(indent).append('}');
  }

  private void items(List<?> list, String indent) {
    out.append('[');
    for (Iterator<?> i = list.iterator(); i.hasNext(); ) {
      out.append(indent).append("  ");
      write(i.next(), indent + "  ");
      out.append(i.hasNext() ? "," : "");
    }
    out.append(indent).append(']');
  }

  private void string(String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"', '\\' -> out.append('\\').append(c);
        case '\n' -> out.append("\\n");
        default ->
            out.append(
                c < ' ' || c == 0x7f
                    ? String.format(Locale.ROOT, "\\u%04x", (int) c)
                    : String.valueOf(c));
      }
    }
    out.append('"');
  }
}
