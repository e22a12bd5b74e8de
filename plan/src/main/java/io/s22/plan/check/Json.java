package io.s22.plan.check;

import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Writes maps, lists, texts, whole numbers and booleans as JSON (RFC 8259), two spaces deep. */
final class Json {
  private final StringBuilder out = new StringBuilder();

  private Json() {}

  static String write(Object value) {
    Json json = new Json();
    json.value(value, 0);
    return json.out.append('\n').toString();
  }

  private void value(Object value, int depth) {
    switch (value) {
      case Map<?, ?> map -> map(map, depth);
      case List<?> list -> list(list, depth);
      case Integer number -> out.append(number.intValue());
      case Boolean truth -> out.append(truth.booleanValue());
      case String text -> text(text);
      default -> throw new IllegalArgumentException("no JSON for " + value.getClass());
    }
  }

  private void map(Map<?, ?> map, int depth) {
    out.append('{');
    Iterator<? extends Map.Entry<?, ?>> entries = map.entrySet().iterator();
    while (entries.hasNext()) {
      Map.Entry<?, ?> entry = entries.next();
      line(depth + 1);
      text(String.valueOf(entry.getKey()));
      out.append(": ");
      value(entry.getValue(), depth + 1);
      out.append(entries.hasNext() ? "," : "");
    }
    if (!map.isEmpty()) {
      line(depth);
    }
    out.append('}');
  }

  private void list(List<?> list, int depth) {
    out.append('[');
    for (int i = 0; i < list.size(); i++) {
      out.append(i == 0 ? "" : ",");
      line(depth + 1);
      value(list.get(i), depth + 1);
    }
    if (!list.isEmpty()) {
      line(depth);
    }
    out.append(']');
  }

  private void line(int depth) {
    out.append('\n').repeat(' ', depth * 2);
  }

  private void text(String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"', '\\' -> out.append('\\').append(c);
        case '\n' -> out.append("\\n");
        case '\t' -> out.append("\\t");
        case '\r' -> out.append("\\r");
        default -> out.append(plain(c) ? String.valueOf(c) : escaped(c));
      }
    }
    out.append('"');
  }

  private static boolean plain(char c) {
    return c >= 0x20 && c != 0x7f;
  }

  private static String escaped(char c) {
    return String.format(Locale.ROOT, "\\u%04x", (int) c);
  }
}
