package io.s22.cli;

import java.time.ZoneId;
import picocli.CommandLine.Option;

/** How days are cut, and which of them are not ordinary. */
final class TrafficDays {
  @Option(
      names = "--holidays",
      paramLabel = "COUNTRY",
      defaultValue = "none",
      description = "Whose holidays users keep, such as CN, US, DE-BY (default: none).")
  String holidays = "none";

  @Option(
      names = "--zone",
      paramLabel = "ZONE",
      defaultValue = "UTC",
      description = "The zone in which days are cut (default: ${DEFAULT-VALUE}).")
  ZoneId zone = ZoneId.of("UTC");
}
