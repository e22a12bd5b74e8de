package io.s22.data.redis;

import io.s22.data.Progress;
import io.s22.data.Router;
import io.s22.plan.S22Exception;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import redis.clients.jedis.Protocol.Command;

/**
 * All keys moved from one primary to a cluster, and back: copied while clients write, then the side
 * that is left takes no more writes, what has changed is copied again, and every key is compared.
 *
 * <p>May be cut off anywhere and done again. Who takes no writes is told so by a demand for more
 * replicas than there can be ({@code min-replicas-to-write}), which outlives S22. That a server was
 * left for good is noted in a setting that means nothing without such a demand.
 */
public final class ClusterMove {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final String REPLICAS = "min-replicas-to-write";
  private static final String FENCED = "1000000";
  private static final String NOTE = "min-replicas-max-lag";
  private static final String LEFT = "1000001";
  private static final String USUAL = "10";

  private final RedisServer single;
  private final List<RedisServer> cluster;
  private final Router router;
  private final Progress progress;
  private final LongSupplier millis;

  /**
   * @param single the primary outside of the cluster
   * @param cluster its servers, in cluster mode
   * @param router before the single server; held while keys are copied for the last time
   * @param millis since 1970
   */
  public ClusterMove(
      RedisServer single,
      List<RedisServer> cluster,
      Router router,
      Progress progress,
      LongSupplier millis) {
    this.single = single;
    this.cluster = List.copyOf(cluster);
    this.router = router;
    this.progress = progress;
    this.millis = millis;
  }

  /**
   * To the cluster.
   *
   * @param maker makes the cluster where it is not made yet
   * @return what was proven
   * @throws S22Exception S22-8155, S22-8159; then the single server takes writes as before
   */
  public String there(RedisCluster maker) {
    step("make", () -> made(maker));
    try (Keyspace from = Keyspace.single(single, PATIENCE);
        Keyspace to = Keyspace.cluster(cluster, PATIENCE)) {
      if (left(from)) {
        // What stands there is older than what the cluster has by now.
        return single + " was left for the cluster before, every key compared";
      }
      step("copy", () -> copy(from, to) + " keys");
      router.hold(PATIENCE);
      try {
        step("fence", () -> fence(from));
        step("copy-changed", () -> copy(from, to) + " keys, " + removed(from, to) + " removed");
        String proof = step("prove", () -> equal(from, to));
        set(from, NOTE, LEFT);
        router.release(to.nodes().iterator().next().server().address());
        return proof;
      } catch (RuntimeException e) {
        set(from, REPLICAS, "0");
        router.release(single.address());
        throw e;
      }
    }
  }

  /** Back to the single server, with what was written meanwhile, if it was left at all. */
  public String back() {
    try (Keyspace to = Keyspace.single(single, PATIENCE)) {
      if (!left(to)) {
        set(to, REPLICAS, "0");
        return single + " was never left";
      }
      try (Keyspace from = Keyspace.cluster(cluster, PATIENCE)) {
        router.hold(PATIENCE);
        step("fence", () -> fence(from));
        set(to, REPLICAS, "0");
        step("copy-back", () -> copy(from, to) + " keys, " + removed(from, to) + " removed");
        String proof = step("prove", () -> equal(from, to));
        set(to, NOTE, USUAL);
        router.release(single.address());
        return proof;
      }
    }
  }

  /** Whether the single server was left for the cluster. */
  public boolean left() {
    try (Keyspace keys = Keyspace.single(single, PATIENCE)) {
      return left(keys);
    }
  }

  private String step(String name, Supplier<String> act) {
    progress.before(name);
    String said = act.get();
    progress.after(name, said);
    return said;
  }

  private String made(RedisCluster maker) {
    if (maker.isWhole(cluster.getFirst())) {
      return "the cluster is there";
    }
    boolean replicated = cluster.size() >= 6 && cluster.size() % 2 == 0;
    int primaries = replicated ? cluster.size() / 2 : cluster.size();
    maker.remake(cluster.subList(0, primaries), cluster.subList(primaries, cluster.size()));
    return primaries + " primaries";
  }

  private static String fence(Keyspace keys) {
    set(keys, REPLICAS, FENCED);
    return keys.nodes().stream().map(n -> n.server().name()).toList() + " take no writes";
  }

  private static void set(Keyspace keys, String name, String value) {
    keys.nodes().forEach(n -> n.run(Command.CONFIG, "SET", name, value));
  }

  private static boolean left(Keyspace single) {
    return single.nodes().stream()
        .allMatch(n -> n.run(Command.CONFIG, "GET", NOTE).endsWith("\n" + LEFT));
  }

  private static void each(Keyspace keys, KeyScan.Act act) {
    try {
      for (RedisNode node : keys.nodes()) {
        KeyScan.each(node, act);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("nothing here reads or writes files", e);
    }
  }

  private long copy(Keyspace from, Keyspace to) {
    long[] copied = {0};
    long now = millis.getAsLong();
    each(
        from,
        key -> {
          KeyDump.Entry entry = KeyDump.read(from.of(key), key, now);
          if (entry != null && !there(entry, to.of(key))) {
            KeyDump.put(to.of(key), entry, true);
            copied[0]++;
          }
        });
    return copied[0];
  }

  private static boolean there(KeyDump.Entry entry, RedisNode node) {
    byte[] payload = node.jedis().dump(entry.key());
    boolean lives = node.jedis().pttl(entry.key()) < 0;
    return payload != null
        && lives == (entry.expires() == 0)
        && Arrays.equals(payload, entry.payload());
  }

  private static long removed(Keyspace from, Keyspace to) {
    List<byte[]> gone = new ArrayList<>();
    each(
        to,
        key -> {
          if (!from.of(key).jedis().exists(key)) {
            gone.add(key);
          }
        });
    gone.forEach(key -> to.of(key).jedis().del(key));
    return gone.size();
  }

  private String equal(Keyspace from, Keyspace to) {
    List<String> differing = new ArrayList<>();
    long[] seen = {0};
    each(
        from,
        key -> {
          seen[0]++;
          if (!KeyValues.of(from.of(key), key).equals(KeyValues.of(to.of(key), key))
              && from.of(key).jedis().exists(key)) {
            differing.add(KeyValues.shown(key));
          }
        });
    if (!differing.isEmpty()) {
      throw new S22Exception(
          "S22-8159",
          differing.size()
              + " keys are not the same after the move: "
              + differing.stream().limit(10).toList(),
          "Run the step again; if it says so again, look who writes past the router.");
    }
    return seen[0] + " keys, each the same on both sides";
  }
}
