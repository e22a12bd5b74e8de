package io.s22.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** The machine's own PostgreSQL, as a process of a test, on a port of 127.0.0.1. */
public final class Postgres implements AutoCloseable {
  private static final int ATTEMPTS = 5;
  private static final String NOBODY = "65534";

  private final Path programs;
  private final Path folder;
  private final int port;
  private Process process;

  private Postgres(Path programs, Path folder, int port, Process process) {
    this.programs = programs;
    this.folder = folder;
    this.port = port;
    this.process = process;
  }

  /** Where its programs are installed: the newest version. */
  public static Optional<Path> programs() {
    Path debian = Path.of("/usr/lib/postgresql");
    if (!Files.isDirectory(debian)) {
      return Optional.empty();
    }
    try (Stream<Path> versions = Files.list(debian)) {
      return versions
          .map(version -> version.resolve("bin"))
          .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
          .max(Comparator.comparing(Path::toString));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Makes a new cluster in a temporary folder, and starts it. */
  public static Postgres start(Path programs) {
    try {
      Path folder = Files.createTempDirectory("s22-postgres");
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
      Path data = folder.resolve("data");
      run(
          folder,
          List.of(
              programs.resolve("initdb").toString(),
              "--no-sync",
              "--auth=trust",
              "--username=s22",
              "--encoding=UTF8",
              "--locale=C",
              "--pgdata=" + data));
      for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
        int port = freePort();
        Process process = launch(programs, folder, port);
        if (answers(programs, process, port)) {
          return new Postgres(programs, folder, port, process);
        }
      }
      throw new IllegalStateException(
          "PostgreSQL does not start: " + Files.readString(folder.resolve("log")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Its programs refuse to work as root. */
  private static List<String> asNobody(List<String> command) {
    List<String> whole = new ArrayList<>();
    if (System.getProperty("user.name").equals("root")) {
      whole.addAll(List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups"));
    }
    whole.addAll(command);
    return whole;
  }

  private static void run(Path folder, List<String> command) throws IOException {
    Process process =
        new ProcessBuilder(asNobody(command))
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
    try {
      if (process.waitFor() != 0) {
        throw new IllegalStateException(
            command.getFirst() + " failed: " + Files.readString(folder.resolve("log")));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private static Process launch(Path programs, Path folder, int port) throws IOException {
    return new ProcessBuilder(
            asNobody(
                List.of(
                    programs.resolve("postgres").toString(),
                    "-D",
                    folder.resolve("data").toString(),
                    "-p",
                    Integer.toString(port),
                    "-c",
                    "listen_addresses=127.0.0.1",
                    "-c",
                    "unix_socket_directories=",
                    "-c",
                    "max_connections=200",
                    "-c",
                    "shared_buffers=16MB",
                    // killed are its processes, never the machine
                    "-c",
                    "fsync=off")))
        .directory(folder.toFile())
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("log").toFile())
        .start();
  }

  private static boolean answers(Path programs, Process process, int port) throws IOException {
    while (process.isAlive()) {
      Process asked =
          new ProcessBuilder(
                  programs.resolve("pg_isready").toString(),
                  "-q",
                  "-h",
                  "127.0.0.1",
                  "-p",
                  Integer.toString(port))
              .start();
      try {
        if (asked.waitFor() == 0) {
          return process.isAlive();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
      LockSupport.parkNanos(20_000_000);
    }
    return false;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** The address of a schema in it, as {@code S22_DATABASE_URL} takes it. */
  public String url(String schema) {
    return "postgresql://s22@127.0.0.1:" + port + "/postgres?currentSchema=" + schema;
  }

  /** Kills it as a failing machine does; see {@link #startAgain}. */
  public void kill() {
    stop(true);
  }

  /** Starts it again, on the same port. */
  public void startAgain() {
    try {
      process = launch(programs, folder, port);
      if (!answers(programs, process, port)) {
        throw new IllegalStateException(
            "PostgreSQL does not start again: " + Files.readString(folder.resolve("log")));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void stop(boolean forcibly) {
    List<ProcessHandle> children = process.descendants().toList();
    if (forcibly) {
      process.destroyForcibly();
      children.forEach(ProcessHandle::destroyForcibly);
    } else {
      process.destroy();
    }
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    stop(true);
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
