package io.s22.plan;

import org.jspecify.annotations.Nullable;

@Doc("One machine.")
@Brief("address")
public record Host(
    At at,
    @Doc(
            value = "Name or address to reach it at; its own name where left out.",
            examples = "10.0.3.11")
        @Nullable String address,
    @Doc("SSH port; 22 where left out.") @Span(from = 1, to = 65_535) @Nullable Integer port,
    @Doc("SSH user.") @Nullable String user,
    @Doc("File of the SSH key.") @Nullable String key,
    @Doc(value = "Host to go through.", examples = "bastion") @Nullable String jump,
    @Doc("Zone or rack: hosts that fail together.") @Nullable String zone,
    @Doc("How often it fails by itself and how fast it is mended; for the forecast.")
        @Nullable Reliability faults) {}
