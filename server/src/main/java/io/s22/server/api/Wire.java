package io.s22.server.api;

import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/**
 * JSON as it goes over the wire: kebab-case, times in ISO 8601; read strictly and within limits.
 */
final class Wire {
  private static final int USUAL = 100_000;

  static final JsonMapper MAPPER = mapper(USUAL);

  /** Reads bodies that hold whole files. */
  static final JsonMapper LARGE = mapper(16 << 20);

  private static JsonMapper mapper(int longest) {
    return JsonMapper.builder(
            JsonFactory.builder()
                .streamReadConstraints(
                    StreamReadConstraints.builder()
                        .maxNestingDepth(30)
                        .maxStringLength(longest)
                        .build())
                .build())
        .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
        .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
        .build();
  }

  private Wire() {}

  static byte[] bytes(Object value) {
    return MAPPER.writeValueAsBytes(value);
  }
}
