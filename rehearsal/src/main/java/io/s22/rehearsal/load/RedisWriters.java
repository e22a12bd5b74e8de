package io.s22.rehearsal.load;

import io.s22.data.Address;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisException;

/** Writers that set numbered keys and count one as acknowledged when a replica has it too. */
public final class RedisWriters implements AutoCloseable {
  private static final int TIMEOUT_MILLIS = 1_000;

  private final Address address;
  private final Duration pause;
  private final LongSupplier nanos;
  private final Crew crew = new Crew();

  private RedisWriters(Address address, Duration pause, LongSupplier nanos) {
    this.address = address;
    this.pause = pause;
    this.nanos = nanos;
  }

  /** Starts {@code count} writers to {@code address}, the router's. */
  public static RedisWriters start(Address address, int count, Duration pause, LongSupplier nanos) {
    RedisWriters writers = new RedisWriters(address, pause, nanos);
    writers.crew.start("redis-writer", count, writers::write);
    return writers;
  }

  private void write(int number, long first, Ledger ledger) {
    long id = first;
    while (!crew.isStopped()) {
      try (Jedis jedis = new Jedis(address.host(), address.port(), TIMEOUT_MILLIS)) {
        while (!crew.isStopped()) {
          jedis.set("order:" + id, "body " + id);
          if (jedis.waitReplicas(1, TIMEOUT_MILLIS) >= 1) {
            ledger.acknowledged(id, nanos.getAsLong());
            id++;
          }
          LockSupport.parkNanos(pause.toNanos());
        }
      } catch (JedisException e) {
        crew.failed();
      }
    }
  }

  /** Acknowledged so far. */
  public long acknowledged() {
    return crew.acknowledged();
  }

  @Override
  public void close() {
    crew.stop(Duration.ofSeconds(10));
  }

  /** What they got, once they are closed. */
  public WriteRecord record() {
    return crew.record();
  }

  /** How many acknowledged writes {@code server} has not. */
  public static long lost(WriteRecord record, Address server) {
    try (Jedis jedis = new Jedis(server.host(), server.port())) {
      return record.byWriter().stream()
          .flatMap(List::stream)
          .filter(e -> !("body " + e.id()).equals(jedis.get("order:" + e.id())))
          .count();
    }
  }
}
