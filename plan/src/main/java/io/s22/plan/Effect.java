package io.s22.plan;

import org.jspecify.annotations.Nullable;

@Doc(
    value =
        "For how long a service suffers: a duration, or `throughout` for as long as the step acts.",
    examples = {"throughout", "{likely: 150ms, worst: 90s}"})
public record Effect(@Nullable Distribution lasts) {}
