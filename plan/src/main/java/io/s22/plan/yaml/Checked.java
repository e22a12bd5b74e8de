package io.s22.plan.yaml;

import io.s22.plan.Name;
import io.s22.plan.Span;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Forms narrowed by an annotation of the component they are read for. */
final class Checked {
  private static final Pattern NAME = Pattern.compile(Name.PATTERN);

  private Checked() {}

  /** Reports a name that is not one; it is kept all the same, so that references to it hold. */
  static void name(Node.Scalar scalar, String key, Reading reading) {
    if (!NAME.matcher(scalar.text()).matches()) {
      reading.error(
          "S22-1033",
          scalar.at(),
          "'%s' under '%s' is not a name.".formatted(Quoted.cut(scalar.text()), key),
          "Use letters, digits, hyphens, dots and underscores, a letter or digit first;"
              + " up to 100 of them.");
    }
  }

  /** A text that names something. */
  record NameForm(Form<String> text) implements Form<String> {
    @Override
    public @Nullable String read(Node node, String key, Reading reading) {
      String read = text.read(node, key, reading);
      if (read != null && node instanceof Node.Scalar scalar) {
        name(scalar, key, reading);
      }
      return read;
    }

    @Override
    public String placeholder() {
      return "";
    }

    @Override
    public Map<String, Object> schema() {
      return Map.of(
          "type", java.util.List.of("string", "integer"), "pattern", "^" + Name.PATTERN + "$");
    }

    @Override
    public String words() {
      return "a name";
    }
  }

  /** A number within a span. */
  record SpanForm<T extends Number>(Form<T> number, Span span) implements Form<T> {
    @Override
    public @Nullable T read(Node node, String key, Reading reading) {
      T read = number.read(node, key, reading);
      if (read != null && (read.doubleValue() < span.from() || read.doubleValue() > span.to())) {
        reading.error(
            "S22-1025",
            node.at(),
            "'%s' cannot be %s.".formatted(key, read),
            "Write a number from %s to %s.".formatted(plain(span.from()), plain(span.to())));
        return null;
      }
      return read;
    }

    @Override
    public T placeholder() {
      return number.placeholder();
    }

    @Override
    public Map<String, Object> schema() {
      Map<String, Object> schema = new TreeMap<>(number.schema());
      schema.put("minimum", jsonNumber(span.from()));
      schema.put("maximum", jsonNumber(span.to()));
      return schema;
    }

    @Override
    public String words() {
      return number.words();
    }

    private static String plain(double value) {
      return String.valueOf(jsonNumber(value));
    }

    private static Number jsonNumber(double value) {
      if (value == Math.rint(value)) {
        return (long) value;
      }
      return value;
    }
  }
}
