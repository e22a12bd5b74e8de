package io.s22.testkit;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
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

  /** Goes before a test's own configuration; answered only when all of that is bound. */
  private static final String VOICE = "global\n  stats socket %s mode 600 level user\n";

  private final Process process;
  private final int port;
  private final Path voice;

  private Haproxy(Process process, int port, Path voice) {
    this.process = process;
    this.port = port;
    this.voice = voice;
  }

  /** Where it is installed. */
  public static Optional<Path> program() {
    return List.of(Path.of("/usr/sbin/haproxy"), Path.of("/usr/local/sbin/haproxy")).stream()
        .filter(Files::isExecutable)
        .findFirst();
  }

  /**
   * Starts it and waits until it says itself that it works: whoever answers at its port may be
   * somebody who took it in between, which costs an attempt, or the port alone where the rest is
   * not bound yet.
   *
   * @param folder where its configuration and its log lie
   * @param configuration the whole configuration, for a port of 127.0.0.1
   */
  public static Haproxy start(Path program, Path folder, IntFunction<String> configuration) {
    try {
      for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
        int port = freePort();
        Path file = folder.resolve("haproxy.cfg");
        Path voice = folder.resolve("up");
        Files.deleteIfExists(voice);
        Files.writeString(file, VOICE.formatted(voice) + configuration.apply(port));
        Process process =
            new ProcessBuilder(program.toString(), "-db", "-f", file.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("haproxy.log").toFile())
                .start();
        if (works(process, voice)) {
          return new Haproxy(process, port, voice);
        }
      }
      throw new IllegalStateException(
          "haproxy does not start: " + Files.readString(folder.resolve("haproxy.log")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean works(Process process, Path voice) {
    while (process.isAlive()) {
      try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(voice))) {
        channel.write(US_ASCII.encode("show info\n"));
        String said = new String(Channels.newInputStream(channel).readAllBytes(), US_ASCII);
        if (said.contains("\nPid: " + process.pid() + "\n")) {
          return true;
        }
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
      Files.deleteIfExists(voice);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
