package io.s22.cli;

import io.s22.plan.S22Exception;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * The public page of a rehearsal, as the server shows it. It starts beside everything else; a
 * rehearsal without a page is a rehearsal.
 */
final class ShownPage implements AutoCloseable {
  /** The server's own, where it is free. */
  private static final String PORT = "8022";

  private static final Path OPENER = Path.of("/usr/bin/xdg-open");

  private final CompletableFuture<AutoCloseable> page = new CompletableFuture<>();
  private final Consumer<String> say;

  private ShownPage(Consumer<String> say) {
    this.say = say;
  }

  /**
   * Begins to show it.
   *
   * @param home the folder with the runs
   * @param name what stands on top
   * @param clock the time the runs live in
   * @param shown told of its address
   * @param say told of why there is none
   */
  static ShownPage begin(
      Path home, String name, InstantSource clock, Consumer<String> shown, Consumer<String> say) {
    ShownPage made = new ShownPage(say);
    Map<String, Object> options =
        Map.of(
            "home", home.toString(),
            "name", name,
            "clock", clock,
            "port", PORT,
            "shown", shown,
            "trouble", (Consumer<Throwable>) made::trouble);
    Thread.ofPlatform().daemon().name("s22-page").start(() -> made.start(options));
    return made;
  }

  private void start(Map<String, Object> options) {
    try {
      var server = ServerClasses.page();
      Thread.currentThread().setContextClassLoader(server.getClass().getClassLoader());
      page.complete(server.apply(options));
    } catch (RuntimeException | LinkageError e) {
      page.completeExceptionally(e);
      trouble(e);
    }
  }

  /** Waits until it is there, or it is known that it will not be: starting it takes a processor. */
  void settle(Duration most) throws InterruptedException {
    try {
      page.get(most.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      return; // a rehearsal without a page is a rehearsal
    }
  }

  private void trouble(Throwable e) {
    say.accept(
        e instanceof S22Exception known
            ? "no page: " + known.code() + ": " + known.getMessage()
            : "no page: " + e);
  }

  /**
   * Opens {@code url} in the browser of who sits before this screen; where nobody does, nothing.
   */
  static void open(String url, Map<String, String> environment) {
    boolean desktop =
        environment.containsKey("DISPLAY") || environment.containsKey("WAYLAND_DISPLAY");
    if (desktop && Files.isExecutable(OPENER)) {
      try {
        // In a session of its own: the browser is no part of the rehearsal, which ends what it
        // began.
        new ProcessBuilder(List.of("setsid", "-f", OPENER.toString(), url))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }
  }

  @Override
  public void close() {
    try {
      page.join().close();
    } catch (CompletionException e) {
      return; // it was said why there is none
    } catch (Exception e) {
      trouble(e);
    }
  }
}
