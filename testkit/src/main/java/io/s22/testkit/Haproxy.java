package io.s22.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;

/** The machine's own haproxy, as a process of a test. */
public final class Haproxy implements AutoCloseable {
  private static final int ATTEMPTS = 10;

  private final Process process;
  private final int port;

  private Haproxy(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /** Where it is installed. */
  public static Optional<Path> program() {
    return List.of(Path.of("/usr/sbin/haproxy"), Path.of("/usr/local/sbin/haproxy")).stream()
        .filter(Files::isExecutable)
        .findFirst();
  }

  /**
   * Starts it and waits until it listens. A port that somebody takes in between costs an attempt.
   *
   * @param folder where its configuration and its log lie
   * @param configuration the whole configuration, for a port of 127.0.0.1
   */
  public static Haproxy start(Path program, Path folder, IntFunction<String> configuration) {
    try {
      for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
        int port = freePort();
        Path file = folder.resolve("haproxy.cfg");
        Files.writeString(file, configuration.apply(port));
        Process process =
            new ProcessBuilder(program.toString(), "-db", "-f", file.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("haproxy.log").toFile())
                .start();
        if (listens(process, port)) {
          return new Haproxy(process, port);
        }
      }
      throw new IllegalStateException(
          "haproxy does not start: " + Files.readString(folder.resolve("haproxy.log")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean listens(Process process, int port) {
    while (process.isAlive()) {
      try (Socket users = new Socket(InetAddress.getLoopbackAddress(), port)) {
        return users.isConnected() && process.isAlive();
      } catch (IOException notYet) {
        LockSupport.parkNanos(5_000_000);
      }
    }
    return false;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** The port it was given. */
  public int port() {
    return port;
  }

  @Override
  public void close() {
    process.destroyForcibly();
    try {
      process.waitFor(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
