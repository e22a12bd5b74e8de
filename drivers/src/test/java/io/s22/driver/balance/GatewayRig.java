package io.s22.driver.balance;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.s22.run.Driver;
import io.s22.traffic.balancer.GatewayBalancer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The gateway's own process, shared by tests; in front of its control API stands one that counts.
 */
final class GatewayRig extends BalanceRig {
  private final HttpClient client = HttpClient.newHttpClient();
  private final Queue<String> asked = new ConcurrentLinkedQueue<>();
  private final GatewayServer gateway;
  private final HttpServer doorstep;

  GatewayRig(GatewayServer gateway) {
    this.gateway = gateway;
    try {
      doorstep = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
      doorstep.createContext("/", this::pass);
      doorstep.start();
      install();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whatever a test before has left behind goes. */
  private void install() throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gateway.controlPort() + "/policy"))
            .header("Authorization", "Bearer " + GatewayServer.TOKEN)
            .PUT(BodyPublishers.ofString(policy()))
            .build();
    try {
      HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new IOException(answer.body());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  private String policy() {
    return """
    {"version": 1,
     "pools": [{"name": "api", "nodes": [
       {"name": "a", "port": %d}, {"name": "b", "port": %d}]}],
     "routes": [{"name": "/api", "prefix": "/api", "pool": "api"}]}
    """
        .formatted(servers.port("a"), servers.port("b"));
  }

  private void pass(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().toString();
    asked.add(exchange.getRequestMethod() + " " + path);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gateway.controlPort() + path))
            .method(
                exchange.getRequestMethod(),
                BodyPublishers.ofByteArray(exchange.getRequestBody().readAllBytes()));
    for (String name : List.of("Authorization", "If-Match")) {
      String value = exchange.getRequestHeaders().getFirst(name);
      if (value != null) {
        request.header(name, value);
      }
    }
    try {
      HttpResponse<byte[]> answer = client.send(request.build(), BodyHandlers.ofByteArray());
      exchange.sendResponseHeaders(answer.statusCode(), answer.body().length);
      exchange.getResponseBody().write(answer.body());
      exchange.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public Driver open() {
    return BalanceDriver.gateway(System::nanoTime);
  }

  @Override
  Map<String, Object> reach() {
    return Map.of(
        "control",
        "http://127.0.0.1:" + doorstep.getAddress().getPort(),
        "token",
        GatewayServer.TOKEN);
  }

  @Override
  Map<String, Object> elsewhere(Map<String, Object> with) {
    return BalanceContract.with(with, "control", "http://127.0.0.1:1");
  }

  @Override
  void alone(String server, boolean takes) throws IOException {
    GatewayBalancer balancer =
        new GatewayBalancer(
            client,
            URI.create("http://127.0.0.1:" + gateway.controlPort()),
            GatewayServer.TOKEN,
            System::currentTimeMillis);
    if (takes) {
      balancer.undrain("api", server);
    } else {
      balancer.drain("api", server, 1);
    }
  }

  @Override
  int port() {
    return gateway.port();
  }

  @Override
  public int count(String step) {
    return (int) asked.stream().filter(call -> call.contains("/nodes/" + step + "/drain")).count();
  }

  @Override
  public void close() {
    doorstep.stop(0);
    servers.close();
    client.shutdownNow();
  }
}
