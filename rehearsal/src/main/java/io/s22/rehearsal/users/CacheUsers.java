package io.s22.rehearsal.users;

import io.s22.data.Address;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisException;

/** Users of the cache: each writes a key, waits until a replica has it, and reads it again. */
public final class CacheUsers implements OpenLoop.Visit, AutoCloseable {
  private static final int PATIENCE_MILLIS = 5_000;
  private static final int TRIES = 50;
  private static final long AGAIN_NANOS = 20_000_000;

  private final Address address;
  private final ConcurrentLinkedQueue<Jedis> idle = new ConcurrentLinkedQueue<>();
  private final Set<Long> acknowledged = ConcurrentHashMap.newKeySet();

  /**
   * @param address of the router before the cache
   */
  CacheUsers(Address address) {
    this.address = address;
  }

  @Override
  public Answer make(long number) {
    for (int tried = 1; ; tried++) {
      Jedis jedis = connection();
      try {
        Answer answer = ask(jedis, number);
        idle.add(jedis);
        return answer;
      } catch (JedisException cut) {
        // A closed connection says so again when it is closed; nothing is lost by that.
        jedis.disconnect();
        if (tried == TRIES) {
          throw cut;
        }
        LockSupport.parkNanos(AGAIN_NANOS);
      }
    }
  }

  private Answer ask(Jedis jedis, long number) {
    jedis.set(key(number), value(number));
    boolean kept = jedis.waitReplicas(1, PATIENCE_MILLIS) >= 1;
    boolean same = value(number).equals(jedis.get(key(number)));
    if (kept && same) {
      acknowledged.add(number);
    }
    return kept && same ? Answer.RIGHT : Answer.WRONG;
  }

  private Jedis connection() {
    Jedis free = idle.poll();
    return free != null ? free : new Jedis(address.host(), address.port(), PATIENCE_MILLIS);
  }

  private static String key(long number) {
    return "user:" + number;
  }

  private static String value(long number) {
    return "value " + number;
  }

  /** How many writes were acknowledged by a replica. */
  public int acknowledged() {
    return acknowledged.size();
  }

  /** How many of them the primary has not. */
  public long lost() {
    try (Jedis jedis = new Jedis(address.host(), address.port(), PATIENCE_MILLIS)) {
      return acknowledged.stream().filter(n -> !value(n).equals(jedis.get(key(n)))).count();
    }
  }

  @Override
  public void close() {
    idle.forEach(Jedis::close);
  }
}
