package io.s22.testkit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A receiver of posts on this machine, which remembers what came and answers as it is told. */
public final class Receiver implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Posted> posted = new CopyOnWriteArrayList<>();

  /** A post that came; names of headers in lower case. */
  public record Posted(URI uri, Map<String, String> headers, byte[] body) {
    public String text() {
      return new String(body, java.nio.charset.StandardCharsets.UTF_8);
    }

    public String header(String name) {
      return headers.getOrDefault(name, "");
    }
  }

  /** What it answers. */
  public record Answer(int status, Map<String, String> headers, String body) {
    public static Answer ok(String body) {
      return new Answer(200, Map.of(), body);
    }

    public static Answer of(int status) {
      return new Answer(status, Map.of(), "");
    }
  }

  /** Decides what it answers; may take its time. */
  public interface Script {
    Answer to(Posted posted, int number);
  }

  public Receiver(Script script) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", exchange -> take(exchange, script));
    server.start();
  }

  private void take(HttpExchange exchange, Script script) throws IOException {
    Map<String, String> headers = new TreeMap<>();
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
    Posted one =
        new Posted(exchange.getRequestURI(), headers, exchange.getRequestBody().readAllBytes());
    int number;
    synchronized (posted) {
      posted.add(one);
      number = posted.size();
    }
    Answer answer = script.to(one, number);
    byte[] body = answer.body().getBytes(java.nio.charset.StandardCharsets.UTF_8);
    answer.headers().forEach(exchange.getResponseHeaders()::set);
    exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  public String url(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  public List<Posted> posted() {
    return List.copyOf(posted);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
