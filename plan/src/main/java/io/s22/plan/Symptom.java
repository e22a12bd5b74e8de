package io.s22.plan;

import org.jspecify.annotations.Nullable;

@Doc(
    value = "One measured reason for the maintenance.",
    examples =
        "{symptom: API latency, was: 120 ms, now: 280 ms, threshold: 200 ms, source: load balancer}")
public record Symptom(
    At at,
    @Doc("What is measured.") Text symptom,
    @Doc("Its value in good times, with unit.") @Nullable String was,
    @Doc("Its value now, with unit.") String now,
    @Doc("The value from which something must be done, with unit.") @Nullable String threshold,
    @Doc("Where the figure comes from.") String source,
    @Doc("A Prometheus query that measures it again.") @Nullable String metric) {}
