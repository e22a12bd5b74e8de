package io.s22.plan;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

@Doc(value = "Random faults.", examples = "{every: 4000h, mended-in: {median: 1h, sigma: 1.4}}")
public record Reliability(
    At at,
    @Doc("Mean time between failures.") Duration every,
    @Doc("Time to repair.") Distribution mendedIn,
    @Doc(
            value =
                "The crew that mends it, one after the other: where left out, nobody else's repair"
                    + " makes it wait.",
            examples = "hands-on-site")
        @Nullable String crew) {}
