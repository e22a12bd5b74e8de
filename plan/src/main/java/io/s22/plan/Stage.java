package io.s22.plan;

import java.util.List;
import org.jspecify.annotations.Nullable;

@Doc("A part of the work with its own time box.")
public record Stage(
    At at,
    @Doc("Its name.") @Name String stage,
    @Doc("What people call it.") @Nullable Text title,
    @Doc(
            value =
                "The span it may use. It does not begin before; in a fallback window it keeps its"
                    + " distance from the opening.",
            examples = "\"01:30-03:00\"")
        TimeRange box,
    @Doc(
            value =
                "The stages it waits for; the one written before it where left out; `nothing` lets it"
                    + " run beside the others.",
            examples = {"hardware", "[hardware, software]", "nothing"})
        @Nullable List<String> after,
    @Doc("Asked before it begins.") List<Gate> gates,
    @Doc("Its steps.") List<Step> steps) {

  public Stage {
    after = after == null ? null : List.copyOf(after);
    gates = List.copyOf(gates);
    steps = List.copyOf(steps);
  }
}
