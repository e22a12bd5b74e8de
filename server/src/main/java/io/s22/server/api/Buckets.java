package io.s22.server.api;

import io.s22.run.Clock;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How much each caller may ask: a bucket of requests that fills again. Of the callers nobody has
 * heard of for longest it forgets, so that a flood of addresses does not eat the memory.
 */
public final class Buckets {
  private static final int MOST = 20_000;

  private final Clock clock;
  private final double perSecond;
  private final double size;
  private final Map<String, Bucket> buckets =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
          return size() > MOST;
        }
      };

  private static final class Bucket {
    double left;
    long at;
  }

  /**
   * @param perSecond how fast a bucket fills
   * @param size how much it holds
   */
  public Buckets(Clock clock, double perSecond, double size) {
    this.clock = clock;
    this.perSecond = perSecond;
    this.size = size;
  }

  /** Takes {@code cost} out of the caller's bucket; 0, or in how many seconds there is enough. */
  public synchronized long take(String caller, double cost) {
    long now = clock.now().toEpochMilli();
    Bucket bucket = buckets.computeIfAbsent(caller, key -> full(now));
    long passed = Math.max(0, now - bucket.at);
    bucket.left = Math.min(size, bucket.left + passed * perSecond / 1_000);
    bucket.at = now;
    if (bucket.left >= cost) {
      bucket.left -= cost;
      return 0;
    }
    return Math.max(1, (long) Math.ceil((cost - bucket.left) / perSecond));
  }

  private Bucket full(long now) {
    Bucket bucket = new Bucket();
    bucket.left = size;
    bucket.at = now;
    return bucket;
  }
}
