package io.s22.rehearsal.process;

import io.s22.plan.S22Exception;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A server that runs as a child of this process and never outlives it: a small shell waits on a
 * pipe whose other end only this process holds. When this process dies, however it dies, the pipe
 * ends and the shell kills the server.
 */
public final class ServerProcess implements AutoCloseable {
  /**
   * The shell becomes the server itself ({@code exec}), so that its process id is the server's. The
   * watcher it leaves behind reads the end when this process dies, and also when the server itself
   * ended: then its kill meets nobody.
   */
  private static final String WATCHED =
      """
      exec 3<&0
      ( trap '' INT TERM HUP
        exec >/dev/null 2>&1
        read -r line <&3 || kill -9 $$ ) &
      exec "$@" </dev/null 3<&-
      """;

  private final Process process;
  private final String name;
  private final CompletableFuture<String> ready = new CompletableFuture<>();

  private ServerProcess(Process process, String name) {
    this.process = process;
    this.name = name;
  }

  /**
   * Starts a server.
   *
   * @param name what errors call it
   * @param command the program and its arguments; no secrets: every user can read them
   * @param folder the folder it works in
   * @param log takes what it prints
   * @param readyLine what it prints when it serves
   */
  public static ServerProcess start(
      String name, List<String> command, Path folder, Path log, String readyLine) {
    List<String> words = new ArrayList<>();
    words.addAll(List.of("sh", "-c", WATCHED, "s22-watched"));
    words.addAll(command);
    try {
      Process process =
          new ProcessBuilder(words).directory(folder.toFile()).redirectErrorStream(true).start();
      ServerProcess server = new ServerProcess(process, name);
      // Not a virtual thread: reading a pipe holds its carrier, and there are as many as cores.
      Thread.ofPlatform().daemon().name(name + "-output").start(() -> server.read(log, readyLine));
      return server;
    } catch (IOException e) {
      throw new S22Exception(
          "S22-8002",
          name + " cannot be started: " + e.getMessage(),
          "See that " + command.getFirst() + " can be run on this machine.",
          e);
    }
  }

  private void read(Path log, String readyLine) {
    try (BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        Writer file =
            Files.newBufferedWriter(
                log,
                java.nio.file.StandardOpenOption.CREATE,
                java.nio.file.StandardOpenOption.APPEND)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        file.write(line + "\n");
        file.flush();
        if (line.contains(readyLine)) {
          ready.complete(line);
        }
      }
    } catch (IOException e) {
      ready.completeExceptionally(e);
    }
    ready.completeExceptionally(new IOException("it ended before it was ready"));
  }

  /**
   * Waits until it serves.
   *
   * @throws S22Exception S22-8002 when it ends before, or is not ready in time
   */
  public void awaitReady(Duration patience, Path log) {
    try {
      ready.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      close();
      throw new S22Exception(
          "S22-8002",
          name + " did not start: " + e.getMessage() + tail(log),
          "Read its last words above; see that memory, disk and ports are free.",
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      close();
      throw new S22Exception("S22-8002", name + " was stopped while starting", "Start again.", e);
    }
  }

  private static String tail(Path log) {
    try {
      List<String> lines = Files.readAllLines(log);
      return "\n" + String.join("\n", lines.subList(Math.max(0, lines.size() - 8), lines.size()));
    } catch (IOException e) {
      return " (its log cannot be read: " + e.getMessage() + ")";
    }
  }

  public long pid() {
    return process.pid();
  }

  public boolean alive() {
    return process.isAlive();
  }

  /** Asks it to end (SIGTERM), waits, and kills it when it does not. */
  public void stop(Duration patience) {
    // Not Process.destroy: it closes the pipe as well, and the watcher would kill.
    process.toHandle().destroy();
    if (!ended(patience)) {
      kill();
    }
  }

  /** Kills it at once (SIGKILL) and waits until it is gone. */
  public void kill() {
    process.destroyForcibly();
    ended(Duration.ofSeconds(10));
  }

  /** Sends it a signal by name, for example STOP or CONT. */
  public void signal(String name) {
    try {
      Process kill =
          new ProcessBuilder("kill", "-" + name, Long.toString(pid()))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      kill.waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException("no signal could be sent to " + this.name, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean ended(Duration patience) {
    try {
      return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      return true;
    }
  }

  @Override
  public void close() {
    if (process.isAlive()) {
      kill();
    }
  }
}
