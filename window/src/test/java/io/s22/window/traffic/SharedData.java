package io.s22.window.traffic;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Finds the folder of real data that lies beside the repository, where it does. */
public final class SharedData {
  private SharedData() {}

  /** The file, or {@code null} where the folder is not there. */
  public static @Nullable Path find(String name) {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      Path file = at.resolve("shared/data").resolve(name);
      if (Files.exists(file)) {
        return file;
      }
    }
    return null;
  }
}
