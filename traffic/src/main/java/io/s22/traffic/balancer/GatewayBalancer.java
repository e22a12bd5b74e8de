package io.s22.traffic.balancer;

import io.s22.traffic.gateway.PolicyJson;
import io.s22.traffic.policy.Policy;
import io.s22.traffic.policy.Pool;
import io.s22.traffic.policy.Route;
import io.s22.traffic.policy.TimedGate;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;

/** S22's gateway through its control API. */
public final class GatewayBalancer implements Balancer {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final int MOST_ATTEMPTS = 50;

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
    JsonArray pools = call("GET", "/state").getJsonArray("pools");
    JsonObject found = named(named(pools, pool).getJsonArray("nodes"), node);
    boolean taking = "up".equals(found.getString("mode"));
    long busy = found.getLong("requests") + found.getLong("sockets");
    boolean idle = !taking && busy == 0;
    return new NodeStatus(taking, weightOf(pool, node), idle ? found.getLong("connections") : busy);
  }

  private int weightOf(String pool, String node) throws IOException {
    JsonArray pools = call("GET", "/policy").getJsonArray("pools");
    return named(named(pools, pool).getJsonArray("nodes"), node).getInteger("weight");
  }

  private static JsonObject named(JsonArray array, String name) throws IOException {
    for (int i = 0; i < array.size(); i++) {
      JsonObject each = array.getJsonObject(i);
      if (name.equals(each.getString("name"))) {
        return each;
      }
    }
    throw new Denied("the gateway knows no '" + name + "'");
  }

  @Override
  public void drain(String pool, String node, int socketsPerSecond) throws IOException {
    call("POST", at(pool, node) + "/drain?rate=" + socketsPerSecond);
  }

  @Override
  public void undrain(String pool, String node) throws IOException {
    call("POST", at(pool, node) + "/up");
  }

  private static String at(String pool, String node) throws IOException {
    return "/pools/" + name(pool) + "/nodes/" + name(node);
  }

  @Override
  public void weight(String pool, String node, int weight) throws IOException {
    status(pool, node);
    change(old -> {
      List<Pool> pools = new ArrayList<>();
      for (Pool each : old.pools()) {
        pools.add(each.name().equals(pool) ? each.withWeight(node, weight) : each);
      }
      return new Policy(old.version() + 1, pools, old.routes(), old.gates());
    });
  }

  @Override
  public void close(TimedGate gate) throws IOException {
    List<String> routes = policy().routes().stream().map(Route::name).toList();
    if (!routes.contains(gate.route())) {
      throw new Denied("the gateway knows no route '" + gate.route() + "'; it has " + routes);
    }
    change(old -> {
      List<TimedGate> gates = new ArrayList<>(others(old, gate.route()));
      gates.add(gate);
      return new Policy(old.version() + 1, old.pools(), old.routes(), gates);
    });
  }

  @Override
  public void open(String route) throws IOException {
    change(old -> new Policy(old.version() + 1, old.pools(), old.routes(), others(old, route)));
  }

  @Override
  public Standing standing(String route) throws IOException {
    long now = millis.getAsLong();
    Standing worst = Standing.OPEN;
    for (TimedGate gate : policy().gates()) {
      if (gate.route().equals(route) && gate.holds(now)) {
        boolean closes = gate.effect() == TimedGate.Effect.CLOSE;
        worst = closes || worst == Standing.CLOSED ? Standing.CLOSED : Standing.DEGRADED;
      }
    }
    return worst;
  }

  private static List<TimedGate> others(Policy policy, String route) {
    return policy.gates().stream().filter(gate -> !gate.route().equals(route)).toList();
  }

  private Policy policy() throws IOException {
    return PolicyJson.read(new JsonObject(answered(ask("GET", "/policy", "", ""))));
  }

  /** Reads, changes and writes; again from the start when somebody else wrote in between. */
  private void change(UnaryOperator<Policy> change) throws IOException {
    for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
      Policy old = policy();
      String text = PolicyJson.write(change.apply(old)).encode();
      HttpResponse<String> answer = ask("PUT", "/policy", text, Long.toString(old.version()));
      if (answer.statusCode() != 412) {
        answered(answer);
        return;
      }
    }
    throw new IOException("the gateway's policy changes faster than it can be written");
  }

  private JsonObject call(String method, String path) throws IOException {
    return new JsonObject(answered(ask(method, path, "", "")));
  }

  private static String answered(HttpResponse<String> answer) throws IOException {
    if (answer.statusCode() != 200) {
      HttpRequest asked = answer.request();
      throw new Denied(
          "the gateway answered %d to %s %s: %s"
              .formatted(answer.statusCode(), asked.method(), asked.uri(), answer.body()));
    }
    return answer.body();
  }

  private HttpResponse<String> ask(String method, String path, String body, String version)
      throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(control.resolve(path))
            .version(HttpClient.Version.HTTP_1_1)
            .timeout(PATIENCE)
            .header("Authorization", "Bearer " + token)
            .method(method, BodyPublishers.ofString(body));
    if (!version.isEmpty()) {
      request.header("If-Match", version);
    }
    try {
      return client.send(request.build(), BodyHandlers.ofString());
    } catch (ConnectException | HttpConnectTimeoutException nobody) {
      throw new Unreachable("nobody answers at the gateway's " + control, nobody);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while asking the gateway");
    }
  }

  /** Names become parts of a path: nothing that ends one may pass. */
  private static String name(String text) throws IOException {
    if (!text.matches("[A-Za-z0-9_.:-]{1,200}")) {
      throw new Denied("'" + text + "' is no name of a pool or node");
    }
    return text;
  }
}
