package io.s22.plan.yaml;

import io.s22.plan.Mark;
import io.s22.plan.Parameter;
import java.util.LinkedHashMap;
import java.util.Map;

/** A driver's parameter: anything YAML can say. */
record ParameterForm() implements Form<Parameter> {
  @Override
  public Parameter read(Node node, String key, Reading reading) {
    return switch (node) {
      case Node.Scalar s -> new Parameter.Scalar(s.at(), s.isNothing() ? "" : s.text());
      case Node.Items i ->
          new Parameter.Sequence(
              i.at(), i.items().stream().map(item -> read(item, key, reading)).toList());
      case Node.Entries e -> {
        Map<String, Parameter> entries = new LinkedHashMap<>();
        e.entries().forEach(x -> entries.put(x.key().text(), read(x.value(), key, reading)));
        yield new Parameter.Mapping(e.at(), entries);
      }
    };
  }

  @Override
  public Parameter placeholder() {
    return new Parameter.Scalar(Mark.NOWHERE, "");
  }

  @Override
  public Map<String, Object> schema() {
    return Map.of();
  }

  @Override
  public String words() {
    return "a text, a list or a mapping";
  }
}
