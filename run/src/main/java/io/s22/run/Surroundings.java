package io.s22.run;

import io.s22.plan.Host;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What a driver may use of the process it runs in.
 *
 * @param clock time
 * @param secrets resolves references; what it resolved is removed from all text
 * @param output takes each line the effect prints, as it is printed
 * @param home a folder of S22's own on this machine, which outlives the process
 * @param hosts the plan's hosts by name, ranges expanded: through these a jump host is found
 */
public record Surroundings(
    Clock clock, Secrets secrets, Consumer<String> output, Path home, Map<String, Host> hosts) {
  public Surroundings {
    hosts = Map.copyOf(hosts);
  }

  /** Surroundings of a plan without hosts. */
  public Surroundings(Clock clock, Secrets secrets, Consumer<String> output, Path home) {
    this(clock, secrets, output, home, Map.of());
  }
}
