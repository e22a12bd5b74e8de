package io.s22.plan.yaml;

import io.s22.plan.Brief;
import io.s22.plan.Doc;
import io.s22.plan.ExactlyOne;
import io.s22.plan.Invocation;
import io.s22.plan.Together;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The JSON Schema of one record. */
final class RecordSchema {
  private RecordSchema() {}

  static Map<String, Object> of(RecordForm form) {
    Map<String, Object> object = new LinkedHashMap<>();
    Doc doc = form.type().getAnnotation(Doc.class);
    if (doc != null) {
      object.put("description", Guide.sentence(doc));
    }
    object.put("type", "object");
    object.put("properties", properties(form));
    List<Object> all = new ArrayList<>();
    required(form, object, all);
    ExactlyOne one = form.type().getAnnotation(ExactlyOne.class);
    if (one != null) {
      object.put("oneOf", Arrays.stream(one.value()).map(RecordSchema::demands).toList());
    }
    Together together = form.type().getAnnotation(Together.class);
    if (together != null) {
      Map<String, Object> dependent = new LinkedHashMap<>();
      Arrays.stream(together.value()).forEach(k -> dependent.put(k, List.of(together.value())));
      object.put("dependentRequired", dependent);
    }
    if (!all.isEmpty()) {
      object.put("allOf", all);
    }
    object.put("additionalProperties", false);
    return alternatives(form, object);
  }

  private static Map<String, Object> properties(RecordForm form) {
    Map<String, Object> properties = new LinkedHashMap<>();
    for (RecordForm.Part part : form.parts()) {
      properties.put(part.key(), described(part));
    }
    if (Forms.isCommand(form.type())) {
      Map<String, Object> run = new LinkedHashMap<>();
      run.put("description", Commands.DOES);
      run.put("type", "string");
      properties.put(Commands.RUN, run);
    }
    return properties;
  }

  private static Map<String, Object> described(RecordForm.Part part) {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("description", Guide.sentence(part.doc()));
    schema.putAll(new TreeMap<>(part.form().schema()));
    return schema;
  }

  private static void required(RecordForm form, Map<String, Object> object, List<Object> all) {
    List<String> required = new ArrayList<>();
    form.parts().stream().filter(RecordForm.Part::required).forEach(p -> required.add(p.key()));
    if (Forms.isCommand(form.type()) && required.remove("uses")) {
      all.add(Map.of("oneOf", List.of(demands("uses"), demands(Commands.RUN))));
    }
    if (!required.isEmpty()) {
      object.put("required", required);
    }
  }

  private static Map<String, Object> demands(String key) {
    return Map.of("required", List.of(key));
  }

  private static Map<String, Object> alternatives(RecordForm form, Map<String, Object> object) {
    List<Object> any = new ArrayList<>();
    any.add(object);
    Brief brief = form.type().getAnnotation(Brief.class);
    if (brief != null) {
      form.parts().stream()
          .filter(part -> part.key().equals(brief.value()))
          .forEach(part -> any.add(part.form().schema()));
    }
    if (form.type() == Invocation.class) {
      any.add(Map.of("type", "string"));
    }
    if (form.mayBeEmpty()) {
      any.add(Map.of("type", "null"));
    }
    return any.size() == 1 ? object : Map.of("anyOf", any);
  }
}
