package io.s22.plan;

import java.util.List;
import java.util.Map;

@Doc("The value of a driver's parameter: text, a list, or a map.")
public sealed interface Parameter {
  /** A scalar as it was written; {@code ${name}} not yet replaced. */
  record Scalar(Mark at, String text) implements Parameter {}

  record Sequence(Mark at, List<Parameter> items) implements Parameter {
    public Sequence {
      items = List.copyOf(items);
    }
  }

  record Mapping(Mark at, Map<String, Parameter> entries) implements Parameter {
    public Mapping {
      entries = Ordered.copy(entries);
    }
  }

  /** Where it was written. */
  Mark at();
}
