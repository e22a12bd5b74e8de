package io.s22.plan;

import org.jspecify.annotations.Nullable;

@Doc(
    value =
        "For how long a service suffers: a duration, `throughout` for as long as the step acts, or"
            + " until another step has acted.",
    examples = {"throughout", "{likely: 150ms, worst: 90s}", "{until: routes-open}"})
public record Effect(@Nullable Distribution lasts, @Nullable String until) {
  /** As long as the step acts. */
  public static final Effect THROUGHOUT = new Effect(null, null);
}
