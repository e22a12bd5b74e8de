package io.s22.journal;

import io.s22.plan.S22Exception;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How values of one Java type stand in canonical JSON, both ways. Records become objects, sealed
 * interfaces objects with a member {@code type} (the record's name in kebab-case), enums words in
 * kebab-case, instants text in UTC to the millisecond. Members that are null are left out.
 */
interface Shape {
  /** Writes {@code value}. */
  void write(Object value, JsonBytes out);

  /**
   * Makes a value of {@code json}, as {@link JsonTree} parsed it.
   *
   * @param where names the value in errors
   */
  Object read(Object json, String where);

  /**
   * What a missing member stands for, so that journals of older versions are read; null for none.
   */
  default @Nullable Object missing() {
    return null;
  }

  static Shape of(Type type) {
    if (type instanceof ParameterizedType generic) {
      Type[] arguments = generic.getActualTypeArguments();
      return generic.getRawType() == List.class
          ? new Members(of(arguments[0]))
          : new Named(of(arguments[1]));
    }
    Class<?> raw = (Class<?>) type;
    if (raw.isRecord()) {
      return new RecordShape(raw, null);
    }
    if (raw.isSealed()) {
      return new ChoiceShape(raw);
    }
    return raw.isEnum() ? new Word(raw) : PlainShape.of(raw);
  }

  /** {@code RunOpened} and {@code NO_GO} in kebab-case. */
  static String kebab(String name) {
    return name.replaceAll("([a-z0-9])([A-Z])", "$1-$2").replace('_', '-').toLowerCase(Locale.ROOT);
  }

  static S22Exception mismatch(String where, String wanted, @Nullable Object json) {
    return JournalErrors.unreadable(
        where + " must be " + wanted + " and is " + JsonTree.kind(json), null);
  }

  /** A list. */
  record Members(Shape each) implements Shape {
    @Override
    public void write(Object value, JsonBytes out) {
      char before = '[';
      for (Object one : (List<?>) value) {
        out.raw(before);
        each.write(one, out);
        before = ',';
      }
      out.raw(before == '[' ? "[]" : "]");
    }

    @Override
    public Object read(Object json, String where) {
      if (!(json instanceof List<?> list)) {
        throw mismatch(where, "a list", json);
      }
      List<Object> values = new ArrayList<>(list.size());
      for (Object one : list) {
        values.add(each.read(one, where));
      }
      return values;
    }

    @Override
    public Object missing() {
      return List.of();
    }
  }

  /** A map by name; RFC 8785 sorts by UTF-16 code units, which is what {@link String} compares. */
  record Named(Shape each) implements Shape {
    @Override
    public void write(Object value, JsonBytes out) {
      char before = '{';
      for (Map.Entry<?, ?> one : new TreeMap<>((Map<?, ?>) value).entrySet()) {
        out.raw(before).string((String) one.getKey()).raw(':');
        each.write(one.getValue(), out);
        before = ',';
      }
      out.raw(before == '{' ? "{}" : "}");
    }

    @Override
    public Object read(Object json, String where) {
      if (!(json instanceof Map<?, ?> map)) {
        throw mismatch(where, "an object", json);
      }
      Map<String, Object> values = new LinkedHashMap<>();
      for (Map.Entry<?, ?> one : map.entrySet()) {
        values.put((String) one.getKey(), each.read(one.getValue(), where));
      }
      return values;
    }

    @Override
    public Object missing() {
      return Map.of();
    }
  }

  /** An enum's constant. */
  record Word(Map<Object, String> words, Map<String, Object> constants) implements Shape {
    Word(Class<?> type) {
      this(new LinkedHashMap<>(), new LinkedHashMap<>());
      for (Object constant : type.getEnumConstants()) {
        String word = kebab(((Enum<?>) constant).name());
        words.put(constant, word);
        constants.put(word, constant);
      }
    }

    @Override
    public void write(Object value, JsonBytes out) {
      out.raw('"').raw(words.getOrDefault(value, "")).raw('"');
    }

    @Override
    public Object read(Object json, String where) {
      if (!(json instanceof String word)) {
        throw mismatch(where, "a word", json);
      }
      Object constant = constants.get(word);
      if (constant == null) {
        throw JournalErrors.newer(
            where + " is '" + JsonTree.cut(word) + "', which is none of " + constants.keySet());
      }
      return constant;
    }
  }
}
