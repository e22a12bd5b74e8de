package io.s22.cli;

import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** JSON for programs: the same words as in the plan language, in kebab-case; times in ISO 8601. */
final class Json {
  private Json() {}

  static String write(Object value) {
    return mapper().writeValueAsString(value);
  }

  private static JsonMapper mapper() {
    return JsonMapper.builder()
        .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
        .enable(SerializationFeature.INDENT_OUTPUT)
        .build();
  }
}
