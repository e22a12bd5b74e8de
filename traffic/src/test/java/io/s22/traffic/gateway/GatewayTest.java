package io.s22.traffic.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.s22.traffic.Backend;
import io.s22.traffic.policy.Policy;
import io.s22.traffic.policy.Pool;
import io.s22.traffic.policy.Pool.Balance;
import io.s22.traffic.policy.Pool.Mode;
import io.s22.traffic.policy.Pool.Node;
import io.s22.traffic.policy.Route;
import io.s22.traffic.policy.TimedGate;
import io.s22.traffic.policy.TimedGate.Effect;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A real gateway before real servers. */
@Timeout(120)
final class GatewayTest {
  private final AtomicLong millis = new AtomicLong(1_000);
  private final Backend one = new Backend("one");
  private final Backend two = new Backend("two");
  private final HttpClient client = HttpClient.newHttpClient();
  private Gateway gateway;

  @BeforeEach
  void start() {
    Gateway.Options options = new Gateway.Options("127.0.0.1", 0, 0, "secret", null, null, 2);
    gateway = Gateway.start(options, millis::get, System::nanoTime);
    gateway.install(policy(List.of()));
  }

  @AfterEach
  void stop() {
    gateway.close();
    one.close();
    two.close();
    client.close();
  }

  @Test
  void requests_go_to_the_nodes_in_turn_with_their_bodies() throws Exception {
    List<String> answers = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      answers.add(send("POST", "/api/x", "hello").body());
    }
    assertThat(answers)
        .containsExactlyInAnyOrder("one 5 null", "two 5 null", "one 5 null", "two 5 null");
  }

  @Test
  void a_drained_node_gets_nothing_new_and_comes_back() throws Exception {
    assertThat(control("/pools/api/nodes/one/drain").body()).contains("\"drained\":true");
    for (int i = 0; i < 6; i++) {
      assertThat(send("GET", "/api", "").body()).startsWith("two");
    }
    control("/pools/api/nodes/one/up");
    assertThat(List.of(send("GET", "/api", "").body(), send("GET", "/api", "").body()))
        .anyMatch(answer -> answer.startsWith("one"));
  }

  @Test
  void a_dead_node_costs_no_request() throws Exception {
    one.close();
    for (int i = 0; i < 20; i++) {
      HttpResponse<String> answer = send("GET", "/api", "");
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body()).startsWith("two");
    }
  }

  @Test
  void a_closed_route_tells_each_reader_in_his_language_when_to_come_back() throws Exception {
    TimedGate gate =
        new TimedGate("api", Effect.CLOSE, 0, 61_000, Map.of("en", "Closed.", "zh", "维护中"));
    gateway.install(policy(List.of(gate)));
    HttpResponse<String> answer = send("GET", "/api", "");
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Retry-After")).hasValue("60");
    assertThat(answer.body()).contains("维护中");
    millis.set(61_000);
    assertThat(send("GET", "/api", "").statusCode()).isEqualTo(200);
  }

  @Test
  void a_call_of_the_control_api_without_the_token_is_refused() throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gateway.controlPort() + "/state"))
            .build();
    assertThat(client.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(401);
  }

  @Test
  void an_answer_of_many_megabytes_passes_whole() throws Exception {
    String large = "x".repeat(20_000_000);
    assertThat(send("POST", "/api", large).body()).contains(" 20000000 ");
  }

  @Test
  void a_reading_request_whose_connection_breaks_is_asked_again_elsewhere() throws Exception {
    try (ServerSocket rude = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      Thread.ofPlatform().daemon().start(() -> hangUpOnEverybody(rude));
      Node broken = new Node("three", "127.0.0.1", rude.getLocalPort(), 1, Mode.UP);
      Node well = new Node("one", "127.0.0.1", one.port(), 1, Mode.UP);
      Policy both = policy(List.of());
      gateway.install(
          new Policy(
              2,
              List.of(new Pool("api", Balance.ROUND_ROBIN, List.of(broken, well), null)),
              both.routes(),
              List.of()));
      for (int i = 0; i < 10; i++) {
        assertThat(send("GET", "/api", "").body()).startsWith("one");
      }
      List<Integer> written = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        written.add(send("POST", "/api", "once").statusCode());
      }
      assertThat(written).as("answered, and not tried without end").isSubsetOf(200, 502);
    }
  }

  /** Takes the request and ends the connection without an answer. */
  private static void hangUpOnEverybody(ServerSocket door) {
    while (!door.isClosed()) {
      try (Socket caller = door.accept()) {
        caller.getInputStream().read();
      } catch (IOException closed) {
        return;
      }
    }
  }

  private Policy policy(List<TimedGate> gates) {
    List<Node> nodes =
        List.of(
            new Node("one", "127.0.0.1", one.port(), 1, Mode.UP),
            new Node("two", "127.0.0.1", two.port(), 1, Mode.UP));
    return new Policy(
        1,
        List.of(new Pool("api", Balance.ROUND_ROBIN, nodes, null)),
        List.of(new Route("api", "/api", Set.of(), -1, "api")),
        gates);
  }

  private HttpResponse<String> send(String method, String path, String body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gateway.port() + path))
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
            .header("Accept-Language", "zh-CN,zh;q=0.9")
            .timeout(Duration.ofSeconds(20))
            .build();
    return client.send(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
  }

  private HttpResponse<String> control(String path) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gateway.controlPort() + path))
            .header("Authorization", "Bearer secret")
            .POST(BodyPublishers.noBody())
            .build();
    return client.send(request, BodyHandlers.ofString());
  }
}
