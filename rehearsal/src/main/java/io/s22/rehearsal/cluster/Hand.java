package io.s22.rehearsal.cluster;

import io.s22.plan.S22Exception;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.locks.LockSupport;

/**
 * The commands by which drivers stop, install and start servers: a script that leaves its words in
 * a folder and waits for the answer of the process that owns the servers. So drivers are given
 * commands here as on any other machine, also when S22 runs in a process of its own.
 */
final class Hand implements AutoCloseable {
  private static final String SCRIPT =
      """
      #!/bin/sh
      # WORD, with $S22_NODE and $S22_VERSION: asks the rehearsal to do it, and waits until it has.
      cd '%s' || exit 69
      printf '%%s\\n%%s\\n%%s\\n' "$1" "$S22_NODE" "${S22_VERSION:-}" >"$$.part" && mv "$$.part" "$$.ask"
      while [ ! -e "$$.done" ]; do sleep 0.02; done
      cat "$$.done"
      code=0
      grep -q '^ok' "$$.done" || code=1
      rm -f "$$.done"
      exit $code
      """;
  private static final long LOOK_NANOS = 10_000_000;

  /** Who does what is asked. */
  interface Doer {
    /**
     * Does {@code word} to {@code node}.
     *
     * @param version empty where the word needs none
     * @return what was done, in one line
     */
    String perform(String word, String node, String version);
  }

  private final Path folder;
  private final Path script;
  private final Doer doer;
  private volatile boolean closed;

  /**
   * @param folder of its own, made here
   */
  Hand(Path folder, Doer doer) throws IOException {
    this.folder = Files.createDirectories(folder);
    this.script = folder.resolve("hand");
    this.doer = doer;
    Files.writeString(script, SCRIPT.formatted(folder));
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
    Thread.ofPlatform().daemon().name("hand").start(this::serve);
  }

  /** The shell's words for {@code word}. */
  String command(String word) {
    return "'" + script + "' " + word;
  }

  private void serve() {
    while (!closed) {
      try (DirectoryStream<Path> asks = Files.newDirectoryStream(folder, "*.ask")) {
        for (Path ask : asks) {
          // Taken before anything else, so that nothing is done twice.
          Path mine = taken(ask);
          Thread.ofVirtual().start(() -> answer(mine));
        }
      } catch (IOException e) {
        if (!closed) {
          throw new UncheckedIOException(e);
        }
      }
      LockSupport.parkNanos(LOOK_NANOS);
    }
  }

  private void answer(Path ask) {
    try {
      String[] lines = Files.readString(ask).split("\n", -1);
      String said = perform(lines[0], lines[1], lines[2]);
      String name = ask.getFileName().toString().replace(".taken", "");
      Path part = folder.resolve(name + ".answer");
      Files.writeString(part, said + "\n");
      Files.move(part, folder.resolve(name + ".done"), StandardCopyOption.ATOMIC_MOVE);
      Files.delete(ask);
    } catch (IOException e) {
      if (!closed) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private String perform(String word, String node, String version) {
    try {
      return "ok " + doer.perform(word, node, version);
    } catch (S22Exception | IllegalStateException | IllegalArgumentException e) {
      return "failed: " + e.getMessage();
    }
  }

  private Path taken(Path ask) {
    try {
      String name = ask.getFileName().toString().replace(".ask", ".taken");
      return Files.move(ask, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    closed = true;
  }
}
