package io.s22.traffic.gateway;

import io.s22.traffic.gateway.Switchboard.Board;
import io.s22.traffic.policy.Pool.Mode;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Locale;

/** What the gateway says of itself. */
final class StateJson {
  private StateJson() {}

  static JsonObject of(Board board) {
    JsonArray pools = new JsonArray();
    board.members().values().forEach(members -> pools.add(pool(members)));
    JsonArray routes = new JsonArray();
    board.tallies().forEach((name, tally) -> routes.add(route(name, tally)));
    return new JsonObject()
        .put("policyVersion", board.policy().version())
        .put("pools", pools)
        .put("routes", routes);
  }

  static JsonObject member(Member member) {
    Mode mode = member.node().mode();
    int requests = member.requests.get();
    int sockets = member.sockets.get();
    int connections = member.connections();
    return new JsonObject()
        .put("name", member.node().name())
        .put("mode", mode.name().toLowerCase(Locale.ROOT))
        .put("healthy", member.healthy())
        .put("requests", requests)
        .put("sockets", sockets)
        .put("connections", connections)
        .put("drained", mode == Mode.DRAIN && requests == 0 && sockets == 0 && connections == 0)
        .put("served", member.served.sum())
        .put("failed", member.failed.sum())
        .put("load", member.load() / 1e6);
  }

  private static JsonObject pool(Members members) {
    JsonArray nodes = new JsonArray();
    members.all().forEach(member -> nodes.add(member(member)));
    return new JsonObject().put("name", members.pool().name()).put("nodes", nodes);
  }

  private static JsonObject route(String name, RouteTally tally) {
    return new JsonObject()
        .put("name", name)
        .put("accepted", tally.accepted.sum())
        .put("refused", tally.refused.sum())
        .put("failed", tally.failed.sum())
        .put("lastAcceptedMillis", tally.lastAccepted());
  }
}
