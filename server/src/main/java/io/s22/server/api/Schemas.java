package io.s22.server.api;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** JSON Schema (2020-12) of the records that go over the wire. */
final class Schemas {
  private final Map<String, Object> definitions = new TreeMap<>();

  /** A schema of {@code type}; records are defined once and pointed to. */
  Map<String, Object> of(Type type) {
    return switch (type) {
      case ParameterizedType generic -> generic(generic);
      case Class<?> plain -> plain(plain);
      default -> Map.of();
    };
  }

  private Map<String, Object> generic(ParameterizedType type) {
    Type[] arguments = type.getActualTypeArguments();
    Class<?> raw = (Class<?>) type.getRawType();
    if (Collection.class.isAssignableFrom(raw)) {
      return Map.of("type", "array", "items", of(arguments[0]));
    }
    if (Map.class.isAssignableFrom(raw)) {
      return Map.of("type", "object", "additionalProperties", of(arguments[1]));
    }
    return Map.of("type", "object");
  }

  private Map<String, Object> plain(Class<?> type) {
    if (type.isRecord()) {
      define(type);
      return Map.of("$ref", "#/components/schemas/" + name(type));
    }
    if (type.isEnum()) {
      List<String> names = Arrays.stream(type.getEnumConstants()).map(String::valueOf).toList();
      return Map.of("type", "string", "enum", names);
    }
    return basic(type);
  }

  private static Map<String, Object> basic(Class<?> type) {
    if (type == boolean.class || type == Boolean.class) {
      return Map.of("type", "boolean");
    }
    if (type == Instant.class) {
      return Map.of("type", "string", "format", "date-time");
    }
    if (type == double.class || type == Double.class) {
      return Map.of("type", "number");
    }
    if (type == String.class) {
      return Map.of("type", "string");
    }
    boolean number = type.isPrimitive() || Number.class.isAssignableFrom(type);
    return number ? Map.of("type", "integer") : Map.of();
  }

  static String name(Class<?> type) {
    return type.getName().substring(type.getPackageName().length() + 1).replace("$", ".");
  }

  private void define(Class<?> type) {
    if (definitions.containsKey(name(type))) {
      return;
    }
    Map<String, Object> schema = new LinkedHashMap<>();
    definitions.put(name(type), schema);
    Map<String, Object> properties = new LinkedHashMap<>();
    List<String> required = new ArrayList<>();
    for (RecordComponent component : type.getRecordComponents()) {
      String name = kebab(component.getName());
      Map<String, Object> own = of(component.getGenericType());
      if (optional(component) || optional(component.getAnnotatedType())) {
        properties.put(name, Map.of("anyOf", List.of(own, Map.of("type", "null"))));
      } else {
        properties.put(name, own);
        required.add(name);
      }
    }
    schema.put("type", "object");
    schema.put("properties", properties);
    schema.put("required", required);
  }

  private static boolean optional(AnnotatedElement element) {
    return element.isAnnotationPresent(Nullable.class);
  }

  private static String kebab(String name) {
    return name.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
  }

  Map<String, Object> definitions() {
    return definitions;
  }
}
