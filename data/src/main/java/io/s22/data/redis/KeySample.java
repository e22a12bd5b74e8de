package io.s22.data.redis;

import io.s22.plan.S22Exception;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import redis.clients.jedis.Jedis;

/**
 * A sample of keys read on two servers. It finds a share {@code f} of wrong keys with probability
 * {@code 1 - (1 - f)^n}; it is no proof of every key.
 */
public final class KeySample {
  /** How long a key may differ: a replica further behind than this is not in step. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final int LOOKS = 50;

  private KeySample() {}

  /**
   * What was seen.
   *
   * @param keys on the primary
   * @param sampled keys read on both
   * @param differing of these, the keys whose values differ
   */
  public record Report(long keys, int sampled, List<String> differing) {
    public Report {
      differing = List.copyOf(differing);
    }
  }

  /**
   * Compares {@code count} keys chosen at random by the primary, also while others write: a replica
   * is a little behind, and a key may change between two readings. So a key differs only when it
   * still does after {@link #PATIENCE}.
   */
  public static Report compare(RedisNode primary, RedisNode replica, int count) {
    Set<String> differing = new LinkedHashSet<>();
    int sampled = 0;
    long keys = primary.jedis().dbSize();
    for (int i = 0; i < count && keys > 0; i++) {
      String key = primary.jedis().randomKey();
      sampled++;
      if (!same(primary, replica, key)) {
        differing.add(key);
      }
    }
    for (int look = 0; look < LOOKS && !differing.isEmpty(); look++) {
      LockSupport.parkNanos(PATIENCE.dividedBy(LOOKS).toNanos());
      differing.removeIf(key -> same(primary, replica, key));
    }
    return new Report(keys, sampled, List.copyOf(differing));
  }

  private static boolean same(RedisNode primary, RedisNode replica, String key) {
    return value(primary.jedis(), key).equals(value(replica.jedis(), key));
  }

  /** Values are read by type: the stored form differs between versions. */
  private static String value(Jedis jedis, String key) {
    String type = jedis.type(key);
    return switch (type) {
      case "none" -> "none";
      case "string" -> "string " + jedis.get(key);
      case "hash" -> "hash " + sorted(jedis.hgetAll(key));
      case "list" -> "list " + jedis.lrange(key, 0, -1);
      case "set" -> "set " + new TreeSet<>(jedis.smembers(key));
      case "zset" -> "zset " + jedis.zrangeWithScores(key, 0, -1);
      case "stream" -> "stream " + jedis.xlen(key);
      default ->
          throw new S22Exception(
              "S22-8154",
              "Key '" + key + "' has type " + type + ", which cannot be compared",
              "Leave keys of modules out of the sample.");
    };
  }

  private static Map<String, String> sorted(Map<String, String> fields) {
    return new TreeMap<>(fields);
  }
}
