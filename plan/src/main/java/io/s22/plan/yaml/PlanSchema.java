package io.s22.plan.yaml;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * The JSON Schema (2020-12) of the plan language, derived from the records as the reader is.
 * Editors complete and check plans with it; what a schema cannot say, the reader and the checks do.
 */
public final class PlanSchema {
  private PlanSchema() {}

  /** The schema as JSON, the same text every time. */
  public static String json() {
    Forms forms = new Forms();
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    schema.put("title", "A maintenance plan of S22");
    schema.put("$ref", "#/$defs/Plan");
    schema.put("$defs", definitions(forms));
    return JsonText.of(schema);
  }

  private static Map<String, Object> definitions(Forms forms) {
    Map<String, Object> definitions = new TreeMap<>();
    for (Form<?> form : forms.all()) {
      switch (form) {
        case RecordForm record ->
            put(definitions, record.type().getSimpleName(), record.definition());
        case TextForm text -> put(definitions, "Text", text.definition());
        case DistributionForm spread -> put(definitions, "Distribution", spread.definition());
        default -> {} // written out where it is used
      }
    }
    return definitions;
  }

  private static void put(Map<String, Object> definitions, String name, Map<String, Object> one) {
    if (definitions.put(name, one) != null) {
      throw new IllegalStateException("two types of the language are called " + name);
    }
  }
}
