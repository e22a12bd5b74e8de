package io.s22.data.redis;

import io.s22.data.Progress;
import io.s22.plan.S22Exception;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import redis.clients.jedis.Protocol.Command;

/** Redis in cluster mode: made of single servers, and the primary of a range of slots replaced. */
public final class RedisCluster {
  private static final int SLOTS = 16_384;
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration ATTEMPT = Duration.ofSeconds(6);
  private static final Duration AGAIN = Duration.ofMillis(20);

  private final Progress progress;
  private final LongSupplier nanos;

  public RedisCluster(Progress progress, LongSupplier nanos) {
    this.progress = progress;
    this.nanos = nanos;
  }

  /**
   * Makes a cluster of empty servers in cluster mode: the slots in equal parts to the primaries,
   * one replica each.
   *
   * @param replicas as many as primaries, in their order
   */
  public void make(List<RedisServer> primaries, List<RedisServer> replicas) {
    progress.before("make");
    List<RedisServer> all = new ArrayList<>(primaries);
    all.addAll(replicas);
    for (int i = 0; i < all.size(); i++) {
      try (RedisNode node = open(all.get(i))) {
        node.run(Command.CLUSTER, "SET-CONFIG-EPOCH", Integer.toString(i + 1));
        if (i < primaries.size()) {
          node.run(Command.CLUSTER, slots(i, primaries.size()));
        }
        node.run(
            Command.CLUSTER,
            "MEET",
            all.getFirst().address().host(),
            Integer.toString(all.getFirst().address().port()));
      }
    }
    all.forEach(server -> await(server, n -> known(n) == all.size(), "did not meet the others"));
    for (int i = 0; i < replicas.size(); i++) {
      try (RedisNode primary = open(primaries.get(i));
          RedisNode replica = open(replicas.get(i))) {
        replica.run(Command.CLUSTER, "REPLICATE", primary.run(Command.CLUSTER, "MYID"));
      }
    }
    replicas.forEach(s -> await(s, n -> n.state().linked(), "does not follow its primary"));
    all.forEach(server -> await(server, RedisCluster::ok, "does not see the cluster as whole"));
    progress.after("make", primaries.size() + " primaries, " + replicas.size() + " replicas");
  }

  /** Whether {@code server} sees all slots served. */
  public boolean isWhole(RedisServer server) {
    try (RedisNode node = open(server)) {
      return ok(node);
    }
  }

  /** As {@link #make}, also after an attempt that was cut off: servers without keys are reset. */
  void remake(List<RedisServer> primaries, List<RedisServer> replicas) {
    List<RedisServer> all = new ArrayList<>(primaries);
    all.addAll(replicas);
    for (RedisServer server : all) {
      try (RedisNode node = open(server)) {
        boolean begun = !node.run(Command.CLUSTER, "INFO").contains("slots_assigned:0\r");
        if (known(node) > 1 || begun) {
          node.run(Command.CLUSTER, "RESET", "HARD");
        }
      }
    }
    make(primaries, replicas);
  }

  private static String[] slots(int part, int parts) {
    List<String> words = new ArrayList<>(List.of("ADDSLOTS"));
    for (int slot = SLOTS * part / parts; slot < SLOTS * (part + 1) / parts; slot++) {
      words.add(Integer.toString(slot));
    }
    return words.toArray(String[]::new);
  }

  /** Makes {@code replica} the primary of its slots while the old one lives. */
  public String failOver(RedisServer replica) {
    progress.before("cluster-fail-over");
    long until = nanos.getAsLong() + PATIENCE.toNanos();
    try (RedisNode node = open(replica)) {
      // An attempt ends by itself after 5 s without a majority's votes: it is made again.
      while (!node.state().primary() && nanos.getAsLong() < until) {
        node.run(Command.CLUSTER, "FAILOVER");
        leadsWithin(node, ATTEMPT);
      }
    }
    await(replica, n -> n.state().primary() && ok(n), "did not take its slots over");
    progress.after("cluster-fail-over", replica + " leads its slots");
    return replica + " leads its slots; the cluster is whole";
  }

  /** Waits until {@code server} is back in step and sees the cluster as whole. */
  public String whole(RedisServer server) {
    await(
        server,
        node -> ok(node) && (node.state().primary() || node.state().linked()),
        "is not back in a whole cluster");
    return "the cluster is whole";
  }

  private void leadsWithin(RedisNode node, Duration patience) {
    long until = nanos.getAsLong() + patience.toNanos();
    while (!node.state().primary() && nanos.getAsLong() < until) {
      LockSupport.parkNanos(AGAIN.toNanos());
    }
  }

  private static boolean ok(RedisNode node) {
    return node.run(Command.CLUSTER, "INFO").contains("cluster_state:ok");
  }

  private static int known(RedisNode node) {
    return (int)
        node.run(Command.CLUSTER, "NODES")
            .lines()
            .filter(line -> !line.contains("handshake"))
            .count();
  }

  private static RedisNode open(RedisServer server) {
    return RedisNode.open(server, PATIENCE);
  }

  private void await(
      RedisServer server, java.util.function.Predicate<RedisNode> holds, String otherwise) {
    long until = nanos.getAsLong() + PATIENCE.toNanos();
    try (RedisNode node = open(server)) {
      while (!holds.test(node)) {
        if (nanos.getAsLong() > until || Thread.currentThread().isInterrupted()) {
          throw new S22Exception(
              "S22-8155",
              server + " " + otherwise + " within 20 s",
              "Look at CLUSTER NODES and CLUSTER INFO on this server.");
        }
        LockSupport.parkNanos(AGAIN.toNanos());
      }
    }
  }
}
