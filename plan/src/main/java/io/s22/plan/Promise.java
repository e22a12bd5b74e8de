package io.s22.plan;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

@Doc(
    value = "What users may rely on.",
    examples = "{availability: 99.5%, longest-interruption: 15m}")
public record Promise(
    At at,
    @Doc("Share of the window in which the service answers.") @Nullable Probability availability,
    @Doc("The longest single interruption.") @Nullable Duration longestInterruption) {}
