package io.s22.traffic.gateway;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.s22.traffic.policy.Policy;
import io.s22.traffic.policy.Pool;
import io.s22.traffic.policy.Pool.Balance;
import io.s22.traffic.policy.Pool.Mode;
import io.s22.traffic.policy.Pool.Node;
import io.s22.traffic.policy.Route;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a drained node still has of the gateway: nothing, so that it may be stopped at once. */
@Timeout(60)
final class DrainTest {
  private static final String ANSWER = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi";

  @Test
  void a_drained_node_has_no_connection_left() throws Exception {
    Gateway.Options options = new Gateway.Options("127.0.0.1", 0, 0, "secret", null, null, 1);
    try (ServerSocket node = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
        Gateway gateway = Gateway.start(options, System::currentTimeMillis, System::nanoTime);
        HttpClient users = HttpClient.newHttpClient();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      gateway.install(policy(node.getLocalPort(), Mode.UP));
      Future<String> served = threads.submit(() -> serveOne(node));
      URI address = URI.create("http://127.0.0.1:" + gateway.port() + "/api");
      HttpRequest request = HttpRequest.newBuilder(address).build();
      assertThat(users.send(request, BodyHandlers.ofString()).body()).isEqualTo("hi");
      assertThat(served.isDone()).as("the connection is kept").isFalse();

      gateway.install(policy(node.getLocalPort(), Mode.DRAIN));
      assertThat(served.get(30, TimeUnit.SECONDS)).isEqualTo("hung up");
    }
  }

  private static Policy policy(int port, Mode mode) {
    Node node = new Node("one", "127.0.0.1", port, 100, mode);
    Pool pool = new Pool("api", Balance.ROUND_ROBIN, List.of(node), null);
    return new Policy(
        1, List.of(pool), List.of(new Route("api", "/api", Set.of(), -1, "api")), List.of());
  }

  /** Answers one request and waits until the other side hangs up. */
  private static String serveOne(ServerSocket node) throws IOException {
    try (Socket connection = node.accept()) {
      var in = new BufferedReader(new InputStreamReader(connection.getInputStream(), US_ASCII));
      while (!in.readLine().isEmpty()) {
        // The head of the request, whose lines say nothing to this node.
      }
      connection.getOutputStream().write(ANSWER.getBytes(US_ASCII));
      return in.readLine() == null ? "hung up" : "asked again";
    }
  }
}
