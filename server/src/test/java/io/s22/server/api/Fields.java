package io.s22.server.api;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Reads the API's own document: which operations there are, and what each takes. */
public final class Fields {
  private Fields() {}

  /** One operation of the document. */
  public record Try(String method, String path, JsonNode operation) {
    public boolean anyone() {
      return operation.get("security").isEmpty();
    }

    /** The names of its parameters: those of the path, or those after the question mark. */
    public List<String> parameters(String in) {
      List<String> names = new ArrayList<>();
      for (JsonNode each : operation.get("parameters")) {
        if (each.get("in").asString().equals(in)) {
          names.add(each.get("name").asString());
        }
      }
      return names;
    }
  }

  /** Every operation. */
  public static List<Try> operations(JsonNode document) {
    List<Try> all = new ArrayList<>();
    document
        .get("paths")
        .properties()
        .forEach(path ->
            path.getValue()
                .properties()
                .forEach(each ->
                    all.add(
                        new Try(
                            each.getKey().toUpperCase(Locale.ROOT),
                            path.getKey(),
                            each.getValue()))));
    return all;
  }

  /** The fields of an operation's JSON body and their types; none where it takes none. */
  public static Map<String, String> body(Try each, JsonNode document) {
    Map<String, String> fields = new LinkedHashMap<>();
    JsonNode json = each.operation().path("requestBody").path("content").path("application/json");
    if (json.isMissingNode()) {
      return fields;
    }
    String name = json.get("schema").get("$ref").asString();
    JsonNode schema =
        document.get("components").get("schemas").get(name.substring(name.lastIndexOf('/') + 1));
    schema
        .get("properties")
        .properties()
        .forEach(property -> fields.put(property.getKey(), type(property.getValue())));
    return fields;
  }

  /** What may also be null is of the type it has when it is not. */
  private static String type(JsonNode schema) {
    JsonNode both = schema.get("anyOf");
    return (both == null ? schema : both.get(0)).path("type").asString("");
  }

  /** Whether it takes a plan's text. */
  public static boolean takesText(Try each) {
    return each.operation().path("requestBody").path("content").has("application/yaml");
  }
}
