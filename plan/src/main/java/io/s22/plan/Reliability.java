package io.s22.plan;

import java.time.Duration;

@Doc(value = "Random faults.", examples = "{every: 4000h, mended-in: {median: 1h, sigma: 1.4}}")
public record Reliability(
    At at,
    @Doc("Mean time between failures.") Duration every,
    @Doc("Time to repair.") Distribution mendedIn) {}
