package io.s22.server.api;

import io.s22.server.api.Operation.Trait;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The OpenAPI 3.1 document of all operations. */
final class OpenApi {
  private static final Pattern VARIABLE = Pattern.compile("\\{([a-z]+)}");

  private final Schemas schemas = new Schemas();

  /** The document, as JSON. */
  static String of(List<Operation> operations, String version) {
    return new OpenApi().document(operations, version);
  }

  private String document(List<Operation> operations, String version) {
    Map<String, Map<String, Object>> paths = new TreeMap<>();
    for (Operation each : operations) {
      paths
          .computeIfAbsent(each.path(), path -> new LinkedHashMap<>())
          .put(each.method().name().toLowerCase(Locale.ROOT), operation(each));
    }
    schemas.of(Problem.class);
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("openapi", "3.1.0");
    document.put(
        "info",
        Map.of(
            "title", "S22",
            "version", version,
            "description",
                "Maintenance windows as code. Everything is the tenant's of the token."));
    document.put("servers", List.of(Map.of("url", "/api/v1")));
    document.put("paths", paths);
    document.put("components", components());
    return Wire.MAPPER.writeValueAsString(document);
  }

  private Map<String, Object> components() {
    Map<String, Object> bearer =
        Map.of("type", "http", "scheme", "bearer", "description", "A token: s22_...");
    return Map.of("securitySchemes", Map.of("token", bearer), "schemas", schemas.definitions());
  }

  private Map<String, Object> operation(Operation operation) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("operationId", operation.id());
    map.put("tags", List.of(operation.tag()));
    map.put("summary", operation.summary());
    map.put("parameters", parameters(operation));
    Type takes = operation.takes();
    if (takes != null) {
      String type = takes == String.class ? "application/yaml" : Reply.JSON;
      map.put(
          "requestBody",
          Map.of("required", true, "content", Map.of(type, Map.of("schema", schemas.of(takes)))));
    }
    map.put("responses", responses(operation));
    if (operation.is(Trait.PUBLIC)) {
      map.put("security", List.of());
    } else {
      map.put("security", List.of(Map.of("token", List.of())));
      map.put("x-s22-scope", operation.scope() == null ? "" : operation.scope().code());
    }
    return map;
  }

  private static List<Object> parameters(Operation operation) {
    List<Object> parameters = new ArrayList<>();
    Matcher variables = VARIABLE.matcher(operation.path());
    while (variables.find()) {
      parameters.add(parameter("path", variables.group(1), "", true));
    }
    operation
        .query()
        .forEach(each -> parameters.add(parameter("query", each.name(), each.means(), false)));
    switch (operation.method()) {
      case GET -> parameters.add(parameter("header", "If-None-Match", "304 if unchanged", false));
      case POST ->
          parameters.add(
              parameter("header", "Idempotency-Key", "sent again, it is done once", false));
      case PUT, PATCH, DELETE ->
          parameters.add(parameter("header", "If-Match", "412 if changed since", false));
    }
    return parameters;
  }

  private static Map<String, Object> parameter(
      String in, String name, String means, boolean required) {
    return Map.of(
        "name", name,
        "in", in,
        "required", required,
        "description", means,
        "schema", Map.of("type", "string"));
  }

  private Map<String, Object> responses(Operation operation) {
    Map<String, Object> responses = new TreeMap<>();
    Type gives = operation.gives();
    Map<String, Object> good = new LinkedHashMap<>();
    good.put("description", operation.summary());
    if (gives != null) {
      Map<String, Object> schema = operation.is(Trait.PAGED) ? slice(gives) : schemas.of(gives);
      good.put("content", Map.of(operation.type(), Map.of("schema", schema)));
    }
    responses.put(gives == null ? "204" : "2XX", good);
    responses.put(
        "default",
        Map.of(
            "description",
            "It was refused; the code names why.",
            "content",
            Map.of("application/problem+json", Map.of("schema", schemas.of(Problem.class)))));
    return responses;
  }

  private Map<String, Object> slice(Type item) {
    return Map.of(
        "type",
        "object",
        "properties",
        Map.of(
            "items",
            Map.of("type", "array", "items", schemas.of(item)),
            "next",
            Map.of("type", List.of("string", "null"))));
  }
}
