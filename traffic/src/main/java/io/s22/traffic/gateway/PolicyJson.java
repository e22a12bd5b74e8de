package io.s22.traffic.gateway;

import io.s22.traffic.policy.Policy;
import io.s22.traffic.policy.Pool;
import io.s22.traffic.policy.Pool.Balance;
import io.s22.traffic.policy.Pool.HealthCheck;
import io.s22.traffic.policy.Pool.Mode;
import io.s22.traffic.policy.Pool.Node;
import io.s22.traffic.policy.Route;
import io.s22.traffic.policy.TimedGate;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A policy as JSON, the form in which the control API takes and shows it. */
public final class PolicyJson {
  private PolicyJson() {}

  /** Writes {@code policy}; {@link #read} gives it back. */
  public static JsonObject write(Policy policy) {
    return new JsonObject()
        .put("version", policy.version())
        .put("pools", array(policy.pools(), PolicyJson::pool))
        .put("routes", array(policy.routes(), PolicyJson::route))
        .put("gates", array(policy.gates(), PolicyJson::gate));
  }

  /**
   * Reads a policy.
   *
   * @throws IllegalArgumentException naming what is missing or wrong
   */
  public static Policy read(JsonObject json) {
    return new Policy(
        json.getLong("version", 0L),
        list(json, "pools", PolicyJson::pool),
        list(json, "routes", PolicyJson::route),
        list(json, "gates", PolicyJson::gate));
  }

  private static JsonObject pool(Pool pool) {
    JsonObject json =
        new JsonObject()
            .put("name", pool.name())
            .put("balance", word(pool.balance()))
            .put("nodes", array(pool.nodes(), PolicyJson::node));
    HealthCheck health = pool.health();
    if (health != null) {
      json.put(
          "health",
          new JsonObject()
              .put("path", health.path())
              .put("everyMillis", health.everyMillis())
              .put("rise", health.rise())
              .put("fall", health.fall()));
    }
    return json;
  }

  private static Pool pool(JsonObject json) {
    return new Pool(
        text(json, "name"),
        value(Balance.class, json.getString("balance", "round-robin")),
        list(json, "nodes", PolicyJson::node),
        health(json.getJsonObject("health")));
  }

  private static @Nullable HealthCheck health(@Nullable JsonObject json) {
    return json == null
        ? null
        : new HealthCheck(
            text(json, "path"),
            Math.max(20, json.getLong("everyMillis", 1000L)),
            json.getInteger("rise", 2),
            json.getInteger("fall", 2));
  }

  private static JsonObject node(Node node) {
    return new JsonObject()
        .put("name", node.name())
        .put("host", node.host())
        .put("port", node.port())
        .put("weight", node.weight())
        .put("mode", word(node.mode()));
  }

  private static Node node(JsonObject json) {
    Integer port = json.getInteger("port");
    if (port == null || port < 1 || port > 65_535) {
      throw new IllegalArgumentException("node " + json.getString("name") + " has no valid port");
    }
    int weight = json.getInteger("weight", 1);
    if (weight < 0 || weight > 256) {
      throw new IllegalArgumentException("weight " + weight + " is not between 0 and 256");
    }
    return new Node(
        text(json, "name"),
        json.getString("host", "127.0.0.1"),
        port,
        weight,
        value(Mode.class, json.getString("mode", "up")));
  }

  private static JsonObject route(Route route) {
    return new JsonObject()
        .put("name", route.name())
        .put("prefix", route.prefix())
        .put("methods", new JsonArray(List.copyOf(route.methods())))
        .put("bodyOver", route.bodyOver())
        .put("pool", route.pool());
  }

  private static Route route(JsonObject json) {
    Set<String> methods = new HashSet<>();
    json.getJsonArray("methods", new JsonArray()).forEach(each -> methods.add(each.toString()));
    String prefix = text(json, "prefix");
    if (!prefix.startsWith("/")) {
      throw new IllegalArgumentException("prefix '" + prefix + "' does not begin with a slash");
    }
    return new Route(
        text(json, "name"), prefix, methods, json.getLong("bodyOver", -1L), text(json, "pool"));
  }

  private static JsonObject gate(TimedGate gate) {
    JsonObject message = new JsonObject();
    gate.message().forEach(message::put);
    return new JsonObject()
        .put("route", gate.route())
        .put("effect", word(gate.effect()))
        .put("fromMillis", gate.fromMillis())
        .put("untilMillis", gate.untilMillis())
        .put("message", message);
  }

  private static TimedGate gate(JsonObject json) {
    Map<String, String> message = new HashMap<>();
    json.getJsonObject("message", new JsonObject())
        .forEach(each -> message.put(each.getKey(), String.valueOf(each.getValue())));
    return new TimedGate(
        text(json, "route"),
        value(TimedGate.Effect.class, json.getString("effect", "close")),
        json.getLong("fromMillis", 0L),
        json.getLong("untilMillis", Long.MAX_VALUE),
        message);
  }

  private static <T> JsonArray array(List<T> items, Function<T, JsonObject> write) {
    JsonArray array = new JsonArray();
    items.forEach(item -> array.add(write.apply(item)));
    return array;
  }

  private static <T> List<T> list(JsonObject json, String key, Function<JsonObject, T> read) {
    JsonArray array = json.getJsonArray(key, new JsonArray());
    return IntStream.range(0, array.size())
        .mapToObj(i -> read.apply(array.getJsonObject(i)))
        .toList();
  }

  private static String text(JsonObject json, String key) {
    String text = json.getString(key);
    if (text == null || text.isBlank()) {
      throw new IllegalArgumentException("'" + key + "' is missing");
    }
    return text;
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static <E extends Enum<E>> E value(Class<E> type, String word) {
    return Enum.valueOf(type, word.toUpperCase(Locale.ROOT).replace('-', '_'));
  }
}
