package io.s22.data.redis;

import io.s22.plan.S22Exception;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.util.JedisClusterCRC16;

/** Where keys live: on one server, or on the primaries of a cluster, by slot. */
final class Keyspace implements AutoCloseable {
  private final TreeMap<Integer, RedisNode> byFirstSlot;

  private Keyspace(TreeMap<Integer, RedisNode> byFirstSlot) {
    this.byFirstSlot = byFirstSlot;
  }

  static Keyspace single(RedisServer server, Duration patience) {
    return new Keyspace(new TreeMap<>(Map.of(0, RedisNode.open(server, patience))));
  }

  /** The servers of {@code cluster} that lead, each with its slots. */
  static Keyspace cluster(List<RedisServer> cluster, Duration patience) {
    TreeMap<Integer, RedisNode> slots = new TreeMap<>();
    List<RedisNode> opened = new ArrayList<>();
    for (RedisServer server : cluster) {
      RedisNode node = RedisNode.open(server, patience);
      opened.add(node);
      ranges(node).forEach(first -> slots.put(first, node));
    }
    if (slots.isEmpty() || slots.firstKey() != 0) {
      opened.forEach(RedisNode::close);
      throw new S22Exception(
          "S22-8155",
          "None of " + cluster + " leads the first slots",
          "Name all servers of the cluster, and look at CLUSTER NODES there.");
    }
    opened.stream().filter(n -> !slots.containsValue(n)).forEach(RedisNode::close);
    return new Keyspace(slots);
  }

  /** The first slot of each range it leads, from its own line of CLUSTER NODES. */
  private static List<Integer> ranges(RedisNode node) {
    return node.run(Command.CLUSTER, "NODES")
        .lines()
        .filter(line -> line.contains("myself,master"))
        .flatMap(line -> List.of(line.split(" ", -1)).stream().skip(8))
        .filter(range -> !range.startsWith("["))
        .map(range -> Integer.valueOf(range.split("-", 2)[0]))
        .toList();
  }

  /** The server that holds {@code key}. */
  RedisNode of(byte[] key) {
    return byFirstSlot.floorEntry(JedisClusterCRC16.getSlot(key)).getValue();
  }

  Collection<RedisNode> nodes() {
    return byFirstSlot.values().stream().distinct().toList();
  }

  long keys() {
    return nodes().stream().mapToLong(n -> n.jedis().dbSize()).sum();
  }

  @Override
  public void close() {
    nodes().forEach(RedisNode::close);
  }
}
