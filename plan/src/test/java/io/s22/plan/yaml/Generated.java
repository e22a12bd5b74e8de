package io.s22.plan.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Files of the repository that are derived from the code. {@code mvn -pl plan test
 * -Ds22.write=true} writes them; without it the tests compare.
 */
final class Generated {
  static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  private Generated() {}

  static void isUpToDate(Path file, String content) {
    try {
      if (Boolean.getBoolean("s22.write")) {
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
      }
      assertThat(Files.exists(file) ? Files.readString(file) : "")
          .as("%s; write it anew with mvn -pl plan test -Ds22.write=true", file)
          .isEqualTo(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
