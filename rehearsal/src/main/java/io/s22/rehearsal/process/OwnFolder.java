package io.s22.rehearsal.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A folder that is gone when it is closed, and also when this process dies without closing it: a
 * small shell waits on a pipe whose other end only this process holds.
 */
public final class OwnFolder implements AutoCloseable {
  /** The second gives servers in the folder the time to be killed by their own watchers. */
  private static final String KEEPER =
      """
      trap '' INT TERM HUP
      read -r line || { sleep 1; rm -rf "$1"; }
      """;

  private final Path path;
  private final Process keeper;

  private OwnFolder(Path path, Process keeper) {
    this.path = path;
    this.keeper = keeper;
  }

  /** Makes {@code path}, which must not exist. */
  public static OwnFolder create(Path path) {
    try {
      Files.createDirectories(path.getParent());
      Files.createDirectory(path);
      return new OwnFolder(
          path,
          new ProcessBuilder("sh", "-c", KEEPER, "s22-keeper", path.toString())
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start());
    } catch (IOException e) {
      throw new UncheckedIOException("folder " + path + " cannot be made", e);
    }
  }

  public Path path() {
    return path;
  }

  @Override
  public void close() {
    try (var line = keeper.outputWriter()) {
      Folders.delete(path);
      line.write("closed\n");
    } catch (IOException e) {
      throw new UncheckedIOException("folder " + path + " cannot be deleted", e);
    }
  }
}
