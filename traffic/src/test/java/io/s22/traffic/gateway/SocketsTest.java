package io.s22.traffic.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.s22.testkit.Await;
import io.s22.traffic.policy.Policy;
import io.s22.traffic.policy.Pool;
import io.s22.traffic.policy.Pool.Balance;
import io.s22.traffic.policy.Pool.Mode;
import io.s22.traffic.policy.Pool.Node;
import io.s22.traffic.policy.Route;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** WebSockets through a real gateway before two real nodes that answer their name. */
@Timeout(120)
final class SocketsTest {
  private static final int SOCKETS = 20;

  private final Vertx vertx = Vertx.vertx();
  private final HttpClient client = HttpClient.newHttpClient();
  private final List<HttpServer> servers = new ArrayList<>();
  private final Gateway gateway =
      Gateway.start(
          new Gateway.Options("127.0.0.1", 0, 0, "secret", null, null, 2),
          System::currentTimeMillis,
          System::nanoTime);

  @BeforeEach
  void start() {
    List<Node> nodes = List.of(node("one", 1), node("two", 0));
    gateway.install(
        new Policy(
            1,
            List.of(new Pool("rt", Balance.ROUND_ROBIN, nodes, null)),
            List.of(new Route("rt", "/rt", Set.of(), -1, "rt")),
            List.of()));
  }

  private Node node(String name, int weight) {
    return new Node(name, "127.0.0.1", listen(name, 0), weight, Mode.UP);
  }

  private int listen(String name, int port) {
    HttpServer server =
        vertx
            .createHttpServer()
            .webSocketHandshakeHandler(handshake -> {
              if ("unwelcome".equals(handshake.query())) {
                handshake.reject(403);
              } else {
                handshake.accept();
              }
            })
            .webSocketHandler(socket ->
                socket.textMessageHandler(text -> socket.writeTextMessage(name + " " + text)))
            .listen(port, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .join();
    servers.add(server);
    return server.actualPort();
  }

  @AfterEach
  void stop() {
    gateway.close();
    client.shutdownNow();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  /** What one client has heard. */
  private static final class Ear implements WebSocket.Listener {
    final Queue<String> heard = new ConcurrentLinkedQueue<>();
    final CompletableFuture<Integer> closed = new CompletableFuture<>();

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
      heard.add(text.toString());
      socket.request(1);
      return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
      closed.complete(code);
      return CompletableFuture.completedFuture(null);
    }
  }

  @Test
  void a_node_that_drains_gives_its_sockets_up_and_they_find_the_other() throws Exception {
    List<Ear> ears = new ArrayList<>();
    for (int i = 0; i < SOCKETS; i++) {
      ears.add(open("hello " + i));
    }
    for (int i = 0; i < SOCKETS; i++) {
      Ear ear = ears.get(i);
      Await.until("it is answered", () -> !ear.heard.isEmpty());
      assertThat(ear.heard).containsExactly("one hello " + i);
    }
    weight("two");
    assertThat(control("/pools/rt/nodes/one/drain?rate=1000")).contains("\"drained\":false");
    for (Ear ear : ears) {
      assertThat(ear.closed.get()).isEqualTo(1012);
    }
    Await.until("it is drained", () -> control("/state").contains("\"drained\":true"));
    Ear back = open("again");
    Await.until("it is answered", () -> !back.heard.isEmpty());
    assertThat(back.heard).containsExactly("two again");
  }

  @Test
  void a_client_that_a_node_does_not_want_does_not_cost_the_node_its_work() throws Exception {
    weight("two");
    for (int i = 0; i < 4; i++) {
      assertThat(refused("/rt?unwelcome")).isEqualTo(403);
    }
    assertThat(control("/state")).doesNotContain("\"healthy\":false");
  }

  @Test
  void a_node_nobody_listens_at_is_passed_over_and_tried_again_later() throws Exception {
    weight("two");
    HttpServer one = servers.getFirst();
    int port = one.actualPort();
    one.close().toCompletionStage().toCompletableFuture().join();
    for (int i = 0; i < 4; i++) {
      Ear ear = open("hello");
      Await.until("it is answered", () -> !ear.heard.isEmpty());
      assertThat(ear.heard).containsExactly("two hello");
    }
    assertThat(control("/state")).contains("\"healthy\":false");
    listen("one", port);
    Await.until("it is tried again", () -> !control("/state").contains("\"healthy\":false"));
  }

  private int refused(String path) {
    return client
        .newWebSocketBuilder()
        .buildAsync(URI.create("ws://127.0.0.1:" + gateway.port() + path), new Ear())
        .handle((open, failure) -> failure == null ? null : failure.getCause())
        .thenApply(WebSocketHandshakeException.class::cast)
        .thenApply(refusal -> refusal.getResponse().statusCode())
        .join();
  }

  private Ear open(String text) {
    Ear ear = new Ear();
    client
        .newWebSocketBuilder()
        .buildAsync(URI.create("ws://127.0.0.1:" + gateway.port() + "/rt"), ear)
        .join()
        .sendText(text, true)
        .join();
    return ear;
  }

  private void weight(String node) throws Exception {
    HttpRequest read = request("/policy").GET().build();
    String policy = client.send(read, BodyHandlers.ofString()).body();
    String all = policy.replace("\"weight\":0", "\"weight\":1");
    assertThat(all).contains(node).isNotEqualTo(policy);
    HttpRequest write = request("/policy").PUT(BodyPublishers.ofString(all)).build();
    assertThat(client.send(write, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
  }

  private String control(String path) {
    HttpRequest.Builder call = request(path);
    HttpRequest request =
        path.equals("/state") ? call.GET().build() : call.POST(BodyPublishers.noBody()).build();
    return client.sendAsync(request, BodyHandlers.ofString()).join().body();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gateway.controlPort() + path))
        .header("Authorization", "Bearer secret");
  }
}
