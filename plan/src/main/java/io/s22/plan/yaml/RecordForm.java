package io.s22.plan.yaml;

import io.s22.plan.At;
import io.s22.plan.Brief;
import io.s22.plan.Doc;
import io.s22.plan.ExactlyOne;
import io.s22.plan.Mark;
import java.lang.reflect.Constructor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** A mapping whose keys are the components of a record. */
final class RecordForm implements Form<Object> {
  /** A key: a component of the record. */
  record Part(String key, int index, Form<?> form, boolean required, boolean nullable, Doc doc) {}

  private final Class<?> type;
  private final Constructor<?> constructor;
  private final BiFunction<Node.Entries, Reading, Node.Entries> rewrite;
  private final Map<String, Part> parts = new LinkedHashMap<>();
  private int atIndex = -1;

  RecordForm(
      Class<?> type,
      Constructor<?> constructor,
      BiFunction<Node.Entries, Reading, Node.Entries> rewrite) {
    this.type = type;
    this.constructor = constructor;
    this.rewrite = rewrite;
  }

  void hasAt(int index) {
    atIndex = index;
  }

  void add(Part part) {
    parts.put(part.key(), part);
  }

  Class<?> type() {
    return type;
  }

  List<Part> parts() {
    return List.copyOf(parts.values());
  }

  /** Whether nothing needs to be written. */
  boolean mayBeEmpty() {
    return parts.values().stream().noneMatch(Part::required)
        && !type.isAnnotationPresent(ExactlyOne.class);
  }

  @Override
  public @Nullable Object read(Node node, String key, Reading reading) {
    Brief brief = type.getAnnotation(Brief.class);
    if (node instanceof Node.Entries entries) {
      return readEntries(rewrite.apply(entries, reading), key, reading);
    }
    if (node.isNothing() && mayBeEmpty()) {
      return build(new @Nullable Object[count()], new At(node.at(), Map.of()));
    }
    if (brief != null && !node.isNothing() && takes(brief, node)) {
      Node.Entry entry = new Node.Entry(new Node.Scalar(node.at(), brief.value(), true), node);
      return readEntries(new Node.Entries(node.at(), List.of(entry)), key, reading);
    }
    return wrongKind(node, key, reading);
  }

  /** A list stands for one key only where that key holds a list. */
  private boolean takes(Brief brief, Node node) {
    Part part = parts.get(brief.value());
    return node instanceof Node.Scalar || (part != null && part.form().isCollection());
  }

  private Object readEntries(Node.Entries entries, String key, Reading reading) {
    @Nullable Object[] values = new @Nullable Object[count()];
    Map<String, Mark> marks = new HashMap<>();
    Complaints complaints = new Complaints(this, entries, key, reading);
    for (Node.Entry entry : entries.entries()) {
      Part part = parts.get(entry.key().text());
      if (part == null) {
        complaints.unknownKey(entry.key());
      } else {
        values[part.index()] = part.form().read(entry.value(), part.key(), reading);
        // After reading, which refuses ranges that stand for more hosts than memory should hold.
        Places.note(part, entry.value(), reading, marks);
      }
    }
    complaints.missing();
    complaints.exclusive();
    return build(values, new At(entries.at(), marks));
  }

  private Object build(@Nullable Object[] values, At at) {
    for (Part part : parts.values()) {
      if (values[part.index()] == null && !part.nullable()) {
        values[part.index()] = part.form().placeholder();
      }
    }
    if (atIndex >= 0) {
      values[atIndex] = at;
    }
    try {
      return constructor.newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot build " + type.getSimpleName(), e);
    }
  }

  private int count() {
    return constructor.getParameterCount();
  }

  @Override
  public Object placeholder() {
    return build(new @Nullable Object[count()], At.NOWHERE);
  }

  @Override
  public Map<String, Object> schema() {
    return Map.of("$ref", "#/$defs/" + type.getSimpleName());
  }

  /** The schema that {@link #schema()} points to. */
  Map<String, Object> definition() {
    return RecordSchema.of(this);
  }

  /** The same, one required key less. */
  Map<String, Object> withoutRequired(String key) {
    Map<String, Object> definition = new LinkedHashMap<>(definition());
    definition.put(
        "required",
        parts.values().stream()
            .filter(part -> part.required() && !part.key().equals(key))
            .map(Part::key)
            .toList());
    return definition;
  }

  @Override
  public String words() {
    List<String> keys = new ArrayList<>();
    parts.values().stream().filter(Part::required).map(Part::key).forEach(keys::add);
    return keys.isEmpty() ? "a mapping" : "a mapping with " + String.join(", ", keys);
  }
}
