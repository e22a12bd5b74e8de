package io.s22.plan;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

@Doc(
    value = "Moving a service to another host.",
    examples = "{takes: {likely: 2s, worst: 30s}, limit: 90s}")
@Brief("takes")
public record FailOver(
    At at,
    @Doc("How long it takes.") Distribution takes,
    @Doc("How long it may take at the most.") @Nullable Duration limit) {}
