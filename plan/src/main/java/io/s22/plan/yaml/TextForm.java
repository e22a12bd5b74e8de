package io.s22.plan.yaml;

import io.s22.plan.Text;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A text for people, once or by language. */
record TextForm(Form<String> text) implements Form<Text> {
  private static final String LANGUAGE = "[a-z]{2,3}";

  @Override
  public @Nullable Text read(Node node, String key, Reading reading) {
    if (node instanceof Node.Scalar && !node.isNothing()) {
      String one = text.read(node, key, reading);
      return one == null ? null : Text.of(one);
    }
    if (!(node instanceof Node.Entries entries) || entries.entries().isEmpty()) {
      return wrongKind(node, key, reading);
    }
    Map<String, String> byLanguage = new LinkedHashMap<>();
    for (Node.Entry entry : entries.entries()) {
      String language = entry.key().text();
      if (!Pattern.matches(LANGUAGE, language)) {
        reading.error(
            "S22-1035",
            entry.key().at(),
            "'%s' under '%s' is not a language.".formatted(Quoted.cut(language), key),
            "Write the language's short code (ISO 639), like en or zh.");
      }
      String one = text.read(entry.value(), language, reading);
      if (one != null) {
        byLanguage.put(language, one);
      }
    }
    return new Text(byLanguage);
  }

  @Override
  public Text placeholder() {
    return Text.of("");
  }

  @Override
  public Map<String, Object> schema() {
    return Map.of("$ref", "#/$defs/Text");
  }

  /** What {@link #schema()} points to. */
  Map<String, Object> definition() {
    return Map.of(
        "anyOf",
        List.of(
            text.schema(),
            Map.of(
                "type",
                "object",
                "minProperties",
                1,
                "propertyNames",
                Map.of("pattern", "^" + LANGUAGE + "$"),
                "additionalProperties",
                text.schema())));
  }

  @Override
  public String words() {
    return "a text, or one for each language ({en: ..., zh: ...})";
  }
}
