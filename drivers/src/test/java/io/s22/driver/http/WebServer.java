package io.s22.driver.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A small web server on loopback that answers as told and remembers what it was asked. */
public final class WebServer implements AutoCloseable {
  /** How a path answers. */
  @FunctionalInterface
  public interface Handler {
    void answer(HttpExchange exchange, String body) throws IOException;
  }

  /** A request that arrived. */
  public record Arrived(
      String method, String path, String key, String authorization, String body) {}

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final ConcurrentMap<String, Handler> handlers = new ConcurrentHashMap<>();
  private final List<Arrived> arrived = new CopyOnWriteArrayList<>();

  public WebServer() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::handle);
    server.setExecutor(threads);
    server.start();
  }

  private void handle(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    String path = exchange.getRequestURI().toString();
    arrived.add(
        new Arrived(
            exchange.getRequestMethod(),
            path,
            String.valueOf(exchange.getRequestHeaders().getFirst("Idempotency-Key")),
            String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")),
            body));
    handlers.getOrDefault(path, (e, b) -> send(e, 404, "nothing here")).answer(exchange, body);
    exchange.close();
  }

  public void on(String path, Handler handler) {
    handlers.put(path, handler);
  }

  public void on(String path, int status, String body) {
    on(path, (exchange, sent) -> send(exchange, status, body));
  }

  public void on(String path, int status, String body, CountDownLatch first) {
    on(
        path,
        (exchange, sent) -> {
          try {
            first.await();
            send(exchange, status, body);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
  }

  public static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  public List<Arrived> arrived(String path) {
    return arrived.stream().filter(a -> a.path().equals(path)).toList();
  }

  public String url(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
