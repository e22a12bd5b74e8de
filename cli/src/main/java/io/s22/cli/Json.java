package io.s22.cli;

import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** JSON for programs: the same words as in the plan language, in kebab-case; times in ISO 8601. */
final class Json {
  private Json() {}

  static String write(Object value) {
    return mapper().writeValueAsString(value);
  }

  /** {@code value}, with what the text {@code json} holds under the key {@code name}. */
  static String write(Object value, String name, String json) {
    ObjectNode tree = mapper().valueToTree(value);
    tree.set(name, mapper().readTree(json));
    return mapper().writeValueAsString(tree);
  }

  private static JsonMapper mapper() {
    return JsonMapper.builder()
        .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
        .enable(SerializationFeature.INDENT_OUTPUT)
        .build();
  }
}
