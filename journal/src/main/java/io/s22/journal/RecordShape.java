package io.s22.journal;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A record as an object, its members in canonical order. */
final class RecordShape implements Shape {
  /**
   * One member.
   *
   * @param place names it in errors
   * @param position of the component in the constructor; -1 for the member {@code type}
   * @param before what is written before the value: {@code "name":}, or the whole of {@code type}
   */
  private record Member(
      String name,
      String place,
      String before,
      int position,
      @Nullable MethodHandle get,
      Shape shape,
      boolean nullable) {}

  private final List<Member> members;
  private final MethodHandle constructor;
  private final int components;

  /**
   * @param tag the value of the member {@code type}; null for a record that is no choice of several
   */
  RecordShape(Class<?> type, @Nullable String tag) {
    RecordComponent[] parts = type.getRecordComponents();
    components = parts.length;
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      Class<?>[] types =
          Arrays.stream(parts).map(RecordComponent::getType).toArray(Class<?>[]::new);
      constructor =
          lookup
              .findConstructor(type, MethodType.methodType(void.class, types))
              .asSpreader(Object[].class, types.length)
              .asType(MethodType.methodType(Object.class, Object[].class));
      members =
          java.util.stream.Stream.concat(
                  IntStream.range(0, parts.length)
                      .mapToObj(
                          i -> member(lookup, parts[i], i, Shape.kebab(type.getSimpleName()))),
                  Optional.ofNullable(tag).stream().map(RecordShape::tag))
              .sorted(Comparator.comparing(Member::name))
              .toList();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot reach the record " + type, e);
    }
  }

  private static Member tag(String tag) {
    return new Member("type", "type", "\"type\":\"" + tag + "\"", -1, null, PlainShape.TEXT, false);
  }

  private static Member member(
      MethodHandles.Lookup lookup, RecordComponent part, int position, String record) {
    try {
      MethodHandle get =
          lookup
              .unreflect(part.getAccessor())
              .asType(MethodType.methodType(Object.class, Object.class));
      return new Member(
          part.getName(),
          record + "." + part.getName(),
          "\"" + part.getName() + "\":",
          position,
          get,
          Shape.of(part.getGenericType()),
          part.getAnnotatedType().isAnnotationPresent(Nullable.class));
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("cannot reach " + part, e);
    }
  }

  @Override
  public void write(Object value, JsonBytes out) {
    char separator = '{';
    for (Member member : members) {
      Object part = member.get == null ? null : get(member.get, value);
      if (part != null || member.get == null) {
        out.raw(separator).raw(member.before);
        separator = ',';
      }
      if (part != null) {
        member.shape.write(part, out);
      }
    }
    out.raw(separator == '{' ? "{}" : "}");
  }

  @Override
  public Object read(Object json, String where) {
    if (!(json instanceof Map<?, ?> map)) {
      throw Shape.mismatch(where, "an object", json);
    }
    Object[] parts = new Object[components];
    int known = 0;
    for (Member member : members) {
      Object part = map.get(member.name);
      known += part == null ? 0 : 1;
      if (member.position >= 0) {
        parts[member.position] = part(member, part);
      }
    }
    if (known < map.size()) {
      throw unknown(map, where);
    }
    return construct(parts);
  }

  @SuppressWarnings("NullAway") // a component that may be null is handed on as null
  private static Object part(Member member, @Nullable Object json) {
    if (json != null) {
      return member.shape.read(json, member.place);
    }
    Object missing = member.shape.missing();
    if (missing == null && !member.nullable) {
      throw JournalErrors.unreadable(member.place + " is missing", null);
    }
    return missing;
  }

  private RuntimeException unknown(Map<?, ?> map, String where) {
    List<String> names = members.stream().map(Member::name).toList();
    String first =
        map.keySet().stream()
            .map(Object::toString)
            .filter(name -> !names.contains(name))
            .findFirst()
            .map(name -> "'" + JsonTree.cut(name) + "'")
            .orElse("null where a value must be");
    return JournalErrors.newer(where + " has the unknown member " + first);
  }

  private static @Nullable Object get(MethodHandle get, Object value) {
    try {
      return get.invokeExact(value);
    } catch (Throwable e) {
      throw new IllegalStateException("an accessor of a record threw", e);
    }
  }

  private Object construct(@Nullable Object[] parts) {
    try {
      return constructor.invokeExact(parts);
    } catch (RuntimeException e) {
      throw JournalErrors.unreadable("its values do not belong together", e);
    } catch (Throwable e) {
      throw new IllegalStateException("the constructor of a record threw", e);
    }
  }
}
