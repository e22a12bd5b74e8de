package io.s22.journal;

import java.util.HashMap;
import java.util.Map;

/** A sealed interface of records: the member {@code type} says which. */
final class ChoiceShape implements Shape {
  private final Map<Class<?>, RecordShape> byClass = new HashMap<>();
  private final Map<String, RecordShape> byTag = new HashMap<>();
  private final String name;

  ChoiceShape(Class<?> sealed) {
    name = Shape.kebab(sealed.getSimpleName());
    for (Class<?> each : sealed.getPermittedSubclasses()) {
      String tag = Shape.kebab(each.getSimpleName());
      RecordShape shape = new RecordShape(each, tag);
      byClass.put(each, shape);
      byTag.put(tag, shape);
    }
  }

  @Override
  public void write(Object value, JsonBytes out) {
    RecordShape shape = byClass.get(value.getClass());
    if (shape == null) {
      throw new IllegalArgumentException("no " + name + ": " + value.getClass());
    }
    shape.write(value, out);
  }

  @Override
  public Object read(Object json, String where) {
    if (!(json instanceof Map<?, ?> map && map.get("type") instanceof String tag)) {
      throw Shape.mismatch(where, "an object with a type", json);
    }
    RecordShape shape = byTag.get(tag);
    if (shape == null) {
      throw JournalErrors.newer("the " + name + " '" + JsonTree.cut(tag) + "' is unknown");
    }
    return shape.read(json, where);
  }
}
