package io.s22.testkit;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A real browser, Debian's Chromium without a screen, spoken to by its own protocol (Chrome
 * DevTools): what a person would do with window, keyboard and settings. One tab.
 */
public final class Chromium implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 60;

  private final Process process;
  private final HttpClient client = HttpClient.newHttpClient();
  private final Map<Integer, CompletableFuture<JsonNode>> asked = new ConcurrentHashMap<>();
  private final AtomicInteger numbers = new AtomicInteger();
  private final WebSocket socket;
  private volatile CompletableFuture<Boolean> loaded = new CompletableFuture<>();

  private Chromium(Process process, String tab) {
    this.process = process;
    this.socket = client.newWebSocketBuilder().buildAsync(URI.create(tab), new Ear()).join();
  }

  /** Where it is installed. */
  public static Optional<Path> program() {
    return List.of(Path.of("/usr/bin/chromium"), Path.of("/usr/bin/chromium-browser")).stream()
        .filter(Files::isExecutable)
        .findFirst();
  }

  /**
   * Starts it.
   *
   * @param folder where its profile lies
   * @throws IOException when it does not come up
   */
  public static Chromium start(Path program, Path folder) throws IOException, InterruptedException {
    Path profile = Files.createTempDirectory(folder, "profile");
    Process process =
        new ProcessBuilder(
                program.toString(),
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--disable-dev-shm-usage",
                "--hide-scrollbars",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile,
                "about:blank")
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("chromium.log").toFile())
            .start();
    try {
      String tab = tab(process, profile.resolve("DevToolsActivePort"));
      Chromium browser = new Chromium(process, tab);
      browser.ask("Page.enable", Map.of());
      return browser;
    } catch (IOException | RuntimeException e) {
      end(process);
      throw e;
    }
  }

  private static String tab(Process process, Path told) throws IOException, InterruptedException {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (System.nanoTime() < until && process.isAlive()) {
      if (Files.exists(told) && !Files.readString(told).isBlank()) {
        String port = Files.readAllLines(told).getFirst();
        try (HttpClient asking = HttpClient.newHttpClient()) {
          HttpRequest list =
              HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/json/list")).build();
          for (JsonNode each :
              JsonMapper.shared().readTree(asking.send(list, BodyHandlers.ofString()).body())) {
            if (each.path("type").asString("").equals("page")) {
              return each.path("webSocketDebuggerUrl").asString();
            }
          }
        }
      }
      process.waitFor(50, TimeUnit.MILLISECONDS);
    }
    throw new IOException("the browser does not come up");
  }

  /** Takes what the browser says. */
  private final class Ear implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
      text.append(data);
      if (last) {
        heard(JsonMapper.shared().readTree(text.toString()));
        text.setLength(0);
      }
      from.request(1);
      return CompletableFuture.completedFuture(null);
    }
  }

  private void heard(JsonNode said) {
    if (said.has("id")) {
      CompletableFuture<JsonNode> waiting = asked.remove(said.path("id").asInt());
      if (waiting != null) {
        waiting.complete(said);
      }
    } else if (said.path("method").asString("").equals("Page.loadEventFired")) {
      loaded.complete(true);
    }
  }

  /** Asks for {@code method} of the protocol, and waits for its result. */
  public JsonNode ask(String method, Map<String, ?> with) {
    int number = numbers.incrementAndGet();
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    asked.put(number, answer);
    socket
        .sendText(
            JsonMapper.shared()
                .writeValueAsString(Map.of("id", number, "method", method, "params", with)),
            true)
        .join();
    JsonNode said = await(answer, method);
    if (said.has("error")) {
      throw new IllegalStateException(method + ": " + said.path("error"));
    }
    return said.path("result");
  }

  private static <T> T await(CompletableFuture<T> coming, String what) {
    try {
      return coming.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException | ExecutionException e) {
      throw new IllegalStateException("the browser does not answer: " + what, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /**
   * A window {@code width} wide, for who likes it dark or not, and has scripts or not; pages are to
   * be loaded anew.
   */
  public void look(int width, boolean dark, boolean scripts) {
    ask(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", 900, "deviceScaleFactor", 1, "mobile", false));
    ask(
        "Emulation.setEmulatedMedia",
        Map.of(
            "features",
            List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
    ask("Emulation.setScriptExecutionDisabled", Map.of("value", !scripts));
  }

  /** Moves the clock of every page to come: {@code Date} is {@code millis} ahead. */
  public void clockAhead(long millis) {
    ask(
        "Page.addScriptToEvaluateOnNewDocument",
        Map.of(
            "source",
            """
            (() => {
              const Real = Date, ahead = %d;
              globalThis.Date = class extends Real {
                constructor(...given) {
                  if (given.length) super(...given); else super(Real.now() + ahead);
                }
                static now() { return Real.now() + ahead; }
              };
            })();
            """
                .formatted(millis)));
  }

  /** Runs a script in each page to come before its own; returns what {@link #forget} takes. */
  public String before(String script) {
    return ask("Page.addScriptToEvaluateOnNewDocument", Map.of("source", script))
        .path("identifier")
        .asString();
  }

  /** Pages to come are without this script. */
  public void forget(String script) {
    ask("Page.removeScriptToEvaluateOnNewDocument", Map.of("identifier", script));
  }

  /** Goes to a page, and waits until it is there. */
  public void go(String url) {
    loaded = new CompletableFuture<>();
    CompletableFuture<Boolean> there = loaded;
    ask("Page.navigate", Map.of("url", url));
    await(there, "loading " + url);
  }

  /** Evaluates JavaScript in the page, as its developer's console would. */
  public JsonNode evaluate(String expression) {
    JsonNode result =
        ask(
            "Runtime.evaluate",
            Map.of("expression", expression, "awaitPromise", true, "returnByValue", true));
    if (result.has("exceptionDetails")) {
      throw new IllegalStateException("the page threw: " + result.path("exceptionDetails"));
    }
    return result.path("result").path("value");
  }

  /** Presses a key, such as {@code Tab} or {@code Enter}. */
  public void press(String key) {
    int code = key.equals("Enter") ? 13 : 9;
    Map<String, Object> down =
        key.equals("Enter")
            ? Map.of("type", "keyDown", "key", key, "windowsVirtualKeyCode", code, "text", "\r")
            : Map.of("type", "keyDown", "key", key, "windowsVirtualKeyCode", code);
    ask("Input.dispatchKeyEvent", down);
    ask(
        "Input.dispatchKeyEvent",
        Map.of("type", "keyUp", "key", key, "windowsVirtualKeyCode", code));
  }

  /** Keeps a picture of the whole page. */
  public void picture(Path file) throws IOException {
    JsonNode size = ask("Page.getLayoutMetrics", Map.of()).path("cssContentSize");
    JsonNode shot =
        ask(
            "Page.captureScreenshot",
            Map.of(
                "format",
                "png",
                "captureBeyondViewport",
                true,
                "clip",
                Map.of(
                    "x", 0,
                    "y", 0,
                    "width", size.path("width").asInt(),
                    "height", Math.min(8_000, size.path("height").asInt()),
                    "scale", 1)));
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.write(file, Base64.getDecoder().decode(shot.path("data").asString()));
  }

  private static void end(Process process) {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    socket.abort();
    client.shutdownNow();
    end(process);
  }
}
