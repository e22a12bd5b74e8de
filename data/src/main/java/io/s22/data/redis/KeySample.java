package io.s22.data.redis;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

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
    Map<String, byte[]> differing = new LinkedHashMap<>();
    int sampled = 0;
    long keys = primary.jedis().dbSize();
    for (int i = 0; i < count && keys > 0; i++) {
      byte[] key = primary.jedis().randomBinaryKey();
      if (key != null) {
        sampled++;
        if (!same(primary, replica, key)) {
          differing.put(KeyValues.shown(key), key);
        }
      }
    }
    for (int look = 0; look < LOOKS && !differing.isEmpty(); look++) {
      LockSupport.parkNanos(PATIENCE.dividedBy(LOOKS).toNanos());
      differing.values().removeIf(key -> same(primary, replica, key));
    }
    return new Report(keys, sampled, List.copyOf(differing.keySet()));
  }

  private static boolean same(RedisNode primary, RedisNode replica, byte[] key) {
    return KeyValues.of(primary, key).equals(KeyValues.of(replica, key));
  }
}
