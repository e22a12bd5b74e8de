package io.s22.rehearsal.process;

import io.s22.plan.S22Exception;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A small Java program of our own as a child of this process. It says in one line of JSON that it
 * serves, and ends when its standard input ends: so it never outlives this process, however that
 * ends.
 */
public final class JavaProcess implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(60);
  private static final int LAST_WORDS = 6;

  /** Small: many of these run side by side on a laptop. */
  private static final List<String> OPTIONS =
      List.of(
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-XX:ReservedCodeCacheSize=24m",
          "-Xms8m",
          "-Xmx40m",
          "-Xss256k",
          "-Xshare:auto",
          "-Dio.netty.allocator.numDirectArenas=1",
          "-Dio.netty.allocator.numHeapArenas=1",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow");

  private final Process process;
  private final String name;
  private final Deque<String> lastWords = new ConcurrentLinkedDeque<>();
  private final CompletableFuture<JsonObject> ready = new CompletableFuture<>();

  /**
   * What is started.
   *
   * @param name what errors call it
   * @param main its main class, on this process's own class path
   * @param arguments of {@code main}; no secrets: every user can read them
   * @param environment its settings
   * @param log takes what it prints
   */
  public record Setup(
      String name,
      String main,
      List<String> arguments,
      Map<String, String> environment,
      Path log) {}

  private JavaProcess(Process process, Setup setup) {
    this.process = process;
    this.name = setup.name();
    Thread.ofPlatform().daemon().name(name + "-output").start(() -> read(setup.log()));
  }

  /** Starts it; {@link #awaitReady} waits until it serves. */
  public static JavaProcess start(Setup setup) {
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(OPTIONS);
    words.addAll(List.of("-cp", System.getProperty("java.class.path"), setup.main()));
    words.addAll(setup.arguments());
    ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
    builder.environment().putAll(setup.environment());
    try {
      return new JavaProcess(builder.start(), setup);
    } catch (IOException e) {
      throw failed(setup.name(), e.toString(), e);
    }
  }

  private void read(Path log) {
    try (BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        var file = Files.newBufferedWriter(log)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        file.write(line + "\n");
        file.flush();
        lastWords.add(line);
        if (lastWords.size() > LAST_WORDS) {
          lastWords.poll();
        }
        if (line.startsWith("{\"port\"")) {
          ready.complete(new JsonObject(line));
        }
      }
    } catch (IOException e) {
      ready.completeExceptionally(e);
    }
    ready.completeExceptionally(new IOException("it ended before it served"));
  }

  /**
   * Waits until it serves: the line of JSON it said.
   *
   * @throws S22Exception S22-8002 when it ends before, or takes too long
   */
  public JsonObject awaitReady() {
    try {
      return ready.get(START.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      close();
      throw failed(name, e.getMessage() + "\n" + String.join("\n", lastWords), e);
    } catch (InterruptedException e) {
      close();
      Thread.currentThread().interrupt();
      throw failed(name, "interrupted", e);
    }
  }

  private static S22Exception failed(String name, String why, Exception cause) {
    return new S22Exception(
        "S22-8002",
        name + " did not start: " + why,
        "See that memory and ports are free on this machine, then try again.",
        cause);
  }

  public boolean alive() {
    return process.isAlive();
  }

  public long pid() {
    return process.pid();
  }

  /** Ends its input, so that it ends in order; kills it when it does not. */
  public void stop(Duration patience) {
    try {
      process.getOutputStream().close();
      if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      close();
      Thread.currentThread().interrupt();
    }
  }

  /** Kills it and waits until it is gone. */
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
