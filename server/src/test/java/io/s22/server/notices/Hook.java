package io.s22.server.notices;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A webhook's receiver on this machine. */
public final class Hook implements AutoCloseable {
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpServer server;
  private final List<Got> got = new CopyOnWriteArrayList<>();

  private volatile boolean refusing;

  /** Answers each request from now on that it is wrong, or takes them again. */
  void refuse(boolean now) {
    refusing = now;
  }

  private volatile int held = Integer.MAX_VALUE;
  private final CountDownLatch released = new CountDownLatch(1);

  /** Takes everything, and answers no more than {@code many} until it is released. */
  void hold(int many) {
    held = many;
  }

  void release() {
    held = Integer.MAX_VALUE;
    released.countDown();
  }

  private static void wait(CountDownLatch latch) throws IOException {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("the receiver is closed", e);
    }
  }

  /** Robots say in their answer's body that they took a message. */
  private static void answer(HttpExchange exchange) throws IOException {
    if (exchange.getRequestURI().getPath().startsWith("/robot/")) {
      byte[] body = "{\"errcode\":0,\"code\":0}".getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    } else {
      exchange.sendResponseHeaders(204, -1);
    }
  }

  /** What came. */
  public record Got(String path, String id, String body) {}

  public Hook() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext(
        "/",
        exchange -> {
          String body =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          String id = exchange.getRequestHeaders().getFirst("webhook-id");
          if (refusing) {
            exchange.sendResponseHeaders(400, -1);
            exchange.close();
            return;
          }
          got.add(new Got(exchange.getRequestURI().getPath(), String.valueOf(id), body));
          if (got.size() > held) {
            wait(released);
          }
          answer(exchange);
          exchange.close();
        });
    server.start();
  }

  public String url(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  public List<Got> got() {
    return List.copyOf(got);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
