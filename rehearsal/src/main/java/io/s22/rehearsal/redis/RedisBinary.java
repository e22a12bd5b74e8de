package io.s22.rehearsal.redis;

import io.s22.plan.S22Exception;
import io.s22.rehearsal.process.Artefact;
import io.s22.rehearsal.process.ArtefactStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Redis server program.
 *
 * @param version as it says itself
 */
public record RedisBinary(Path program, String version) {
  private static final Pattern VERSION = Pattern.compile("v=(\\d+\\.\\d+\\.\\d+)");
  private static final String ENTRY = "redis-server-6.2.6-v5-linux-amd64";

  /** Redis 6.2.11 from Maven Central (embedded-redis, whose file name says 6.2.6-v5). */
  public static RedisBinary six(ArtefactStore store) {
    Path folder =
        store.unpacked(
            new Artefact(
                "com.github.codemonstur",
                "embedded-redis",
                "1.4.4",
                "b56845f0a81aa0b6a0c32a309e69081ee7bdeadba9efff6374b0fe9af230db63"),
            "redis-6.2.11",
            "",
            ENTRY::equals);
    return of(folder.resolve(ENTRY));
  }

  /** A Redis 7 of this machine; empty where there is none: then an upgrade is only simulated. */
  public static Optional<RedisBinary> seven() {
    return List.of("/usr/bin/redis-server", "/usr/local/bin/redis-server", "/opt/bin/redis-server")
        .stream()
        .map(Path::of)
        .filter(Files::isExecutable)
        .map(RedisBinary::of)
        .filter(b -> b.version().startsWith("7."))
        .findFirst();
  }

  private static RedisBinary of(Path program) {
    try {
      Process process =
          new ProcessBuilder(program.toString(), "--version").redirectErrorStream(true).start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      Matcher version = VERSION.matcher(said);
      return new RedisBinary(program, version.find() ? version.group(1) : "unknown");
    } catch (IOException e) {
      throw new S22Exception(
          "S22-8002",
          program + " cannot be run: " + e.getMessage(),
          "See that the machine is Linux on x86-64.",
          e);
    }
  }
}
