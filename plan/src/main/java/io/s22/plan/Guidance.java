package io.s22.plan;

import org.jspecify.annotations.Nullable;

@Doc("What users of one service should do.")
public record Guidance(
    At at,
    @Doc("Before the window.") @Nullable Text before,
    @Doc("While it is open: what works, what to avoid.") @Nullable Text during,
    @Doc("Afterwards.") @Nullable Text after) {}
