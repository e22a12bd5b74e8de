package io.s22.traffic.balancer;

import io.s22.traffic.gateway.PolicyJson;
import io.s22.traffic.policy.Policy;
import io.s22.traffic.policy.Pool;
import io.s22.traffic.policy.TimedGate;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/** S22's gateway through its control API. */
public final class GatewayBalancer implements Balancer {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final HttpClient client;
  private final URI control;
  private final String token;
  private final LongSupplier millis;

  /**
   * @param control such as {@code http://127.0.0.1:9901}
   * @param token the control API's
   * @param millis wall time in milliseconds since 1970
   */
  public GatewayBalancer(HttpClient client, URI control, String token, LongSupplier millis) {
    this.client = client;
    this.control = control;
    this.token = token;
    this.millis = millis;
  }

  @Override
  public NodeStatus status(String pool, String node) throws IOException {
    JsonArray pools = call("GET", "/state", "").getJsonArray("pools");
    JsonObject found = named(named(pools, pool).getJsonArray("nodes"), node);
    return new NodeStatus(
        "up".equals(found.getString("mode")),
        weightOf(pool, node),
        found.getLong("requests") + found.getLong("sockets"));
  }

  private int weightOf(String pool, String node) throws IOException {
    JsonArray pools = call("GET", "/policy", "").getJsonArray("pools");
    return named(named(pools, pool).getJsonArray("nodes"), node).getInteger("weight");
  }

  private static JsonObject named(JsonArray array, String name) throws IOException {
    for (int i = 0; i < array.size(); i++) {
      JsonObject each = array.getJsonObject(i);
      if (name.equals(each.getString("name"))) {
        return each;
      }
    }
    throw new IOException("the gateway knows no '" + name + "'");
  }

  @Override
  public void drain(String pool, String node, int socketsPerSecond) throws IOException {
    call("POST", "/pools/" + pool + "/nodes/" + node + "/drain?rate=" + socketsPerSecond, "");
  }

  @Override
  public void undrain(String pool, String node) throws IOException {
    call("POST", "/pools/" + pool + "/nodes/" + node + "/up", "");
  }

  @Override
  public void weight(String pool, String node, int weight) throws IOException {
    Policy old = policy();
    List<Pool> pools = new ArrayList<>();
    for (Pool each : old.pools()) {
      pools.add(each.name().equals(pool) ? each.withWeight(node, weight) : each);
    }
    install(new Policy(old.version() + 1, pools, old.routes(), old.gates()));
  }

  @Override
  public void close(TimedGate gate) throws IOException {
    Policy old = policy();
    List<TimedGate> gates = new ArrayList<>(others(old, gate.route()));
    gates.add(gate);
    install(new Policy(old.version() + 1, old.pools(), old.routes(), gates));
  }

  @Override
  public void open(String route) throws IOException {
    Policy old = policy();
    install(new Policy(old.version() + 1, old.pools(), old.routes(), others(old, route)));
  }

  @Override
  public boolean isClosed(String route) throws IOException {
    long now = millis.getAsLong();
    return policy().gates().stream()
        .anyMatch(gate -> gate.route().equals(route) && gate.holds(now));
  }

  private static List<TimedGate> others(Policy policy, String route) {
    return policy.gates().stream().filter(gate -> !gate.route().equals(route)).toList();
  }

  private Policy policy() throws IOException {
    return PolicyJson.read(call("GET", "/policy", ""));
  }

  private void install(Policy policy) throws IOException {
    call("PUT", "/policy", PolicyJson.write(policy).encode());
  }

  private JsonObject call(String method, String path, String body) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(control.resolve(path))
            .timeout(PATIENCE)
            .header("Authorization", "Bearer " + token)
            .method(method, BodyPublishers.ofString(body))
            .build();
    try {
      HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new IOException(
            "the gateway answered %d to %s %s: %s"
                .formatted(answer.statusCode(), method, path, answer.body()));
      }
      return new JsonObject(answer.body());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while asking the gateway", stopped);
    }
  }
}
