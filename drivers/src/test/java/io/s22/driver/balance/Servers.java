package io.s22.driver.balance;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Two real servers, a and b, that answer their names; {@code /api/hang} waits. */
final class Servers implements AutoCloseable {
  private final Map<String, HttpServer> servers = new HashMap<>();
  private final Queue<String> hanging = new ConcurrentLinkedQueue<>();
  private final CountDownLatch arrived = new CountDownLatch(1);
  private final CountDownLatch letGo = new CountDownLatch(1);
  private final HttpClient client = HttpClient.newHttpClient();

  Servers() {
    for (String name : new String[] {"a", "b"}) {
      servers.put(name, server(name));
    }
  }

  private HttpServer server(String name) {
    try {
      HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
      server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      server.createContext("/", exchange -> answer(name, exchange));
      server.start();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void answer(String name, HttpExchange exchange) throws IOException {
    exchange.getRequestBody().readAllBytes();
    if (exchange.getRequestURI().getPath().startsWith("/api/hang")) {
      hanging.add(name);
      arrived.countDown();
      await(letGo);
    }
    byte[] answer = name.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, answer.length);
    exchange.getResponseBody().write(answer);
    exchange.close();
  }

  private static boolean await(CountDownLatch latch) {
    try {
      return latch.await(30, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  int port(String name) {
    HttpServer server = servers.get(name);
    if (server == null) {
      throw new IllegalArgumentException(name);
    }
    return server.getAddress().getPort();
  }

  /** A request through the balancer that stays with the server it meets. */
  Hanging hang(int balancer) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + balancer + "/api/hang")).build();
    CompletableFuture<HttpResponse<String>> answer =
        client.sendAsync(request, BodyHandlers.ofString());
    return new Hanging() {
      @Override
      public boolean arrived() {
        return await(arrived) && !hanging.isEmpty();
      }

      @Override
      public void close() {
        letGo.countDown();
        answer.join();
      }
    };
  }

  @Override
  public void close() {
    letGo.countDown();
    servers.values().forEach(server -> server.stop(0));
    client.shutdownNow();
  }
}
