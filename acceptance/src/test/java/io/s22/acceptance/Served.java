package io.s22.acceptance;

import io.s22.testkit.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code s22 serve} as a process of its own. */
final class Served implements AutoCloseable {
  private static final Pattern ADDRESS = Pattern.compile("the page is at (\\S+)/ ");

  private final Process process;
  private final Path log;
  private final HttpClient client = HttpClient.newHttpClient();
  private final String url;

  private Served(Process process, Path log, String url) {
    this.process = process;
    this.log = log;
    this.url = url;
  }

  /**
   * Starts it on any port.
   *
   * @param folder where its folder and what it prints lie
   */
  static Served start(Path folder, Map<String, String> environment, String... options)
      throws IOException {
    Path log = folder.resolve("serve.log");
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                "io.s22.cli.Main",
                "serve",
                "--port",
                "0",
                "--home",
                folder.resolve("home").toString()));
    command.addAll(List.of(options));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().putAll(environment);
    Process process = builder.start();
    Await.until(
        "the server says where its page is",
        () -> ADDRESS.matcher(text(log)).find() || !process.isAlive());
    Matcher line = ADDRESS.matcher(text(log));
    if (!line.find()) {
      throw new IllegalStateException("the server does not start: " + text(log));
    }
    return new Served(process, log, line.group(1));
  }

  static String text(Path file) {
    try {
      return Files.exists(file) ? Files.readString(file) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Without a slash at its end. */
  String url() {
    return url;
  }

  /** What it printed. */
  String said() {
    return text(log);
  }

  /** What it answers to GET. */
  String get(String path) {
    try {
      return client
          .send(
              HttpRequest.newBuilder(URI.create(url + "/" + path)).build(), BodyHandlers.ofString())
          .body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Sends it SIGKILL. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  @Override
  public void close() {
    client.shutdownNow();
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
