package io.s22.driver.shell;

import io.s22.driver.command.Machine;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ThreadFactory;

/** The machine S22 runs on. */
public final class LocalMachine implements Machine {
  private final Path home;

  /**
   * @param home S22's folder
   */
  public LocalMachine(Path home) {
    this.home = home;
  }

  @Override
  public Link run(byte[] program) throws IOException {
    Process process = new ProcessBuilder("sh", "-s").start();
    try (OutputStream input = process.getOutputStream()) {
      input.write(program);
    } catch (IOException e) {
      // It ended early; what it said about that is read below.
      return new ProcessLink(process);
    }
    return new ProcessLink(process);
  }

  @Override
  public String effects() {
    return home.toAbsolutePath().resolve("effects").toString();
  }

  @Override
  public Duration patience() {
    return Duration.ofSeconds(5);
  }

  @Override
  public Optional<Path> notes() {
    return Optional.empty();
  }

  /** Reading from a process holds a thread of the system, so a virtual one would be of no use. */
  @Override
  public ThreadFactory readers() {
    return Thread.ofPlatform().daemon().name("s22-shell-", 0).factory();
  }

  @Override
  public String name() {
    return "S22's own machine";
  }

  private record ProcessLink(Process process) implements Link {
    @Override
    public InputStream output() {
      return process.getInputStream();
    }

    @Override
    public InputStream errors() {
      return process.getErrorStream();
    }

    @Override
    public OptionalInt exitCode() {
      try {
        boolean ended = process.waitFor(Duration.ofSeconds(1));
        // Above 128 it was killed.
        return ended && process.exitValue() <= 128
            ? OptionalInt.of(process.exitValue())
            : OptionalInt.empty();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return OptionalInt.empty();
      }
    }

    /** Ends the follower alone: the command has a session of its own. */
    @Override
    public void close() {
      process.destroyForcibly();
    }
  }
}
