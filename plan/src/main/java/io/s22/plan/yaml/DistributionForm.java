package io.s22.plan.yaml;

import io.s22.plan.Distribution;
import io.s22.plan.Doc;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A distribution of durations: a plain duration, {@code {likely, worst}}, {@code {best, likely,
 * worst}}, {@code {median, sigma}}, or one of the named kinds.
 */
final class DistributionForm implements Form<Distribution> {
  private final Form<Duration> duration;
  private final Map<String, RecordForm> kinds = new LinkedHashMap<>();

  /**
   * @param record gives the form of one of the sealed records
   */
  DistributionForm(Form<Duration> duration, java.util.function.Function<Class<?>, Form<?>> record) {
    this.duration = duration;
    for (Class<?> kind : Distribution.class.getPermittedSubclasses()) {
      if (kind != Distribution.Fixed.class) {
        kinds.put(
            kind.getSimpleName().toLowerCase(java.util.Locale.ROOT),
            (RecordForm) record.apply(kind));
      }
    }
  }

  Map<String, RecordForm> kinds() {
    return kinds;
  }

  @Override
  public @Nullable Distribution read(Node node, String key, Reading reading) {
    return switch (node) {
      case Node.Scalar s when !s.isNothing() -> {
        Duration fixed = duration.read(s, key, reading);
        yield fixed == null ? null : new Distribution.Fixed(fixed);
      }
      case Node.Entries map -> readMap(map, key, reading);
      case Node.Scalar s -> wrongKind(s, key, reading);
      case Node.Items i -> wrongKind(i, key, reading);
    };
  }

  private @Nullable Distribution readMap(Node.Entries map, String key, Reading reading) {
    Set<String> keys = new java.util.LinkedHashSet<>();
    map.entries().forEach(entry -> keys.add(entry.key().text()));
    if (keys.size() == 1 && kinds.containsKey(keys.iterator().next())) {
      Node.Entry only = map.entries().getFirst();
      return readKind(only.key().text(), only.value(), reading);
    }
    if (keys.contains("likely") || keys.contains("worst")) {
      return readKind("pert", keys.contains("best") ? map : withBest(map), reading, key);
    }
    if (keys.contains("median")) {
      return readKind("lognormal", map, reading, key);
    }
    reading.error(
        "S22-1014",
        map.at(),
        "'%s' is no distribution of durations: it has %s."
            .formatted(key, keys.isEmpty() ? "no keys" : Quoted.cut(String.join(", ", keys))),
        "Write a duration, {likely, worst}, {best, likely, worst}, or one of: "
            + String.join(", ", kinds.keySet())
            + ".");
    return null;
  }

  /** Nothing is assumed to be faster than likely. */
  private static Node.Entries withBest(Node.Entries map) {
    Node written = map.get("likely");
    Node likely = written == null ? map.entries().getFirst().value() : written;
    List<Node.Entry> entries = new java.util.ArrayList<>(map.entries());
    entries.add(new Node.Entry(new Node.Scalar(likely.at(), "best", true), likely));
    return new Node.Entries(map.at(), entries);
  }

  private RecordForm kind(String name) {
    RecordForm form = kinds.get(name);
    if (form == null) {
      throw new IllegalStateException("no such kind: " + name);
    }
    return form;
  }

  private @Nullable Distribution readKind(String kind, Node node, Reading reading) {
    return readKind(kind, node, reading, kind);
  }

  private @Nullable Distribution readKind(String kind, Node node, Reading reading, String key) {
    RecordForm form = kind(kind);
    int before = reading.count();
    Object read = form.read(node, key, reading);
    if (read == null || reading.count() > before) {
      return null;
    }
    Distribution distribution = (Distribution) read;
    String wrong = Spread.wrong(distribution);
    if (wrong != null) {
      reading.error("S22-1034", node.at(), "'" + key + "': " + wrong + ".", Spread.MEND);
      return null;
    }
    return distribution;
  }

  @Override
  public Distribution placeholder() {
    return new Distribution.Fixed(Duration.ZERO);
  }

  @Override
  public Map<String, Object> schema() {
    return Map.of("$ref", "#/$defs/Distribution");
  }

  /** What {@link #schema()} points to. */
  Map<String, Object> definition() {
    List<Object> any = new ArrayList<>();
    any.add(duration.schema());
    any.add(kind("pert").withoutRequired("best"));
    any.add(kind("lognormal").definition());
    kinds.forEach((name, form) ->
        any.add(
            Map.of(
                "type",
                "object",
                "properties",
                Map.of(name, form.schema()),
                "required",
                List.of(name),
                "additionalProperties",
                false)));
    return Map.of(
        "description", Guide.sentence(Distribution.class.getAnnotation(Doc.class)), "anyOf", any);
  }

  @Override
  public String words() {
    return "a duration or a distribution of durations";
  }
}
