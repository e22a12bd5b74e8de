package io.s22.plan.yaml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One word of a few: the constants of an enum in kebab-case. */
record EnumForm(Map<String, Object> byWord) implements Form<Object> {
  static EnumForm of(Class<?> type) {
    Map<String, Object> byWord = new LinkedHashMap<>();
    for (Object constant : type.getEnumConstants()) {
      byWord.put(word((Enum<?>) constant), constant);
    }
    return new EnumForm(byWord);
  }

  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  @Override
  public @Nullable Object read(Node node, String key, Reading reading) {
    if (!(node instanceof Node.Scalar scalar) || node.isNothing()) {
      return wrongKind(node, key, reading);
    }
    Object constant = byWord.get(scalar.text().strip());
    if (constant == null) {
      reading.error(
          "S22-1027",
          scalar.at(),
          "'%s' under '%s' is not %s.".formatted(Quoted.cut(scalar.text()), key, words()),
          reading.isFull() ? "" : Suggest.sentence(scalar.text(), byWord.keySet()));
    }
    return constant;
  }

  @Override
  public Object placeholder() {
    return byWord.values().iterator().next();
  }

  @Override
  public Map<String, Object> schema() {
    return Map.of("enum", new ArrayList<>(byWord.keySet()));
  }

  @Override
  public String words() {
    List<String> all = new ArrayList<>(byWord.keySet());
    String last = all.removeLast();
    return all.isEmpty() ? last : String.join(", ", all) + " or " + last;
  }
}
