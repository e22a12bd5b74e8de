package io.s22.traffic.balancer;

import io.s22.traffic.Backend;
import io.s22.traffic.gateway.Gateway;
import io.s22.traffic.policy.Policy;
import io.s22.traffic.policy.Pool;
import io.s22.traffic.policy.Pool.Balance;
import io.s22.traffic.policy.Pool.Mode;
import io.s22.traffic.policy.Pool.Node;
import io.s22.traffic.policy.Route;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;

final class GatewayBalancerTest extends BalancerContract {
  private final Backend one = new Backend("one");
  private final Backend two = new Backend("two");
  private final Gateway gateway =
      Gateway.start(
          new Gateway.Options("127.0.0.1", 0, 0, "secret", null, null, 1),
          System::currentTimeMillis,
          System::nanoTime);
  private final Balancer balancer =
      new GatewayBalancer(
          HttpClient.newHttpClient(),
          URI.create("http://127.0.0.1:" + gateway.controlPort()),
          "secret",
          System::currentTimeMillis);

  GatewayBalancerTest() {
    List<Node> nodes =
        List.of(
            new Node("one", "127.0.0.1", one.port(), 1, Mode.UP),
            new Node("two", "127.0.0.1", two.port(), 1, Mode.UP));
    gateway.install(
        new Policy(
            1,
            List.of(new Pool("api", Balance.ROUND_ROBIN, nodes, null)),
            List.of(new Route("/api", "/api", Set.of(), -1, "api")),
            List.of()));
  }

  @AfterEach
  void stop() {
    gateway.close();
    one.close();
    two.close();
  }

  @Override
  Balancer balancer() {
    return balancer;
  }

  @Override
  int port() {
    return gateway.port();
  }
}
