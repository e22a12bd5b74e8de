package io.s22.data.redis;

import io.s22.plan.S22Exception;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Protocol.Command;

/**
 * A sample of keys read on two servers. It finds a share {@code f} of wrong keys with probability
 * {@code 1 - (1 - f)^n}; it is no proof of every key.
 */
public final class KeySample {
  private static final int READINGS = 2;

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
   * Compares {@code count} keys chosen at random by the primary. Writers should be quiet, or a key
   * that differs is read again once.
   */
  public static Report compare(RedisNode primary, RedisNode replica, int count) {
    List<String> differing = new ArrayList<>();
    int sampled = 0;
    long keys = primary.jedis().dbSize();
    for (int i = 0; i < count && keys > 0; i++) {
      String key = primary.jedis().randomKey();
      sampled++;
      boolean same = false;
      for (int reading = 0; reading < READINGS && !same; reading++) {
        same = same(primary, replica, key);
      }
      if (!same) {
        differing.add(key);
      }
    }
    return new Report(keys, sampled, differing);
  }

  private static boolean same(RedisNode primary, RedisNode replica, String key) {
    primary.run(Command.WAIT, "1", "1000");
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
