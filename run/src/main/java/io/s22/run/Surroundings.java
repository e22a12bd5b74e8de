package io.s22.run;

import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * What a driver may use of the process it runs in.
 *
 * @param clock time
 * @param secrets resolves references; what it resolved is removed from all text
 * @param output takes each line the effect prints, as it is printed
 * @param home a folder of S22's own on this machine, which outlives the process
 */
public record Surroundings(Clock clock, Secrets secrets, Consumer<String> output, Path home) {}
