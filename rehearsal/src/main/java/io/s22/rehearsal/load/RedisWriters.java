package io.s22.rehearsal.load;

import io.s22.data.Address;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisException;

/** Writers that set numbered keys and count one as acknowledged when a replica has it too. */
public final class RedisWriters implements AutoCloseable {
  private static final Duration AGAIN = Duration.ofMillis(1);
  private static final int TIMEOUT_MILLIS = 1_000;

  private final Address address;
  private final Duration pause;
  private final LongSupplier nanos;
  private final List<Thread> threads = new ArrayList<>();
  private final List<Ledger> ledgers = new ArrayList<>();
  private volatile boolean stopped;

  private RedisWriters(Address address, Duration pause, LongSupplier nanos) {
    this.address = address;
    this.pause = pause;
    this.nanos = nanos;
  }

  /** Starts {@code count} writers to {@code address}, the router's. */
  public static RedisWriters start(Address address, int count, Duration pause, LongSupplier nanos) {
    RedisWriters writers = new RedisWriters(address, pause, nanos);
    for (int i = 0; i < count; i++) {
      int number = i;
      Ledger ledger = new Ledger();
      writers.ledgers.add(ledger);
      writers.threads.add(
          Thread.ofPlatform()
              .daemon()
              .name("redis-writer-" + number)
              .start(() -> writers.write(number, ledger)));
    }
    return writers;
  }

  private void write(int number, Ledger ledger) {
    long id = number * 1_000_000_000L + 1;
    while (!stopped) {
      try (Jedis jedis = new Jedis(address.host(), address.port(), TIMEOUT_MILLIS)) {
        while (!stopped) {
          jedis.set("order:" + id, "body " + id);
          if (jedis.waitReplicas(1, TIMEOUT_MILLIS) >= 1) {
            ledger.acknowledged(id, nanos.getAsLong());
            id++;
          }
          LockSupport.parkNanos(pause.toNanos());
        }
      } catch (JedisException e) {
        // Not acknowledged: written again under its own number.
        LockSupport.parkNanos(AGAIN.toNanos());
      }
    }
  }

  public long acknowledged() {
    return ledgers.stream().mapToLong(l -> l.entries().size()).sum();
  }

  @Override
  public void close() {
    stopped = true;
    for (Thread thread : threads) {
      try {
        thread.join(Duration.ofSeconds(10));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  /** What they got, once they are closed. */
  public WriteRecord record() {
    return new WriteRecord(ledgers.stream().map(Ledger::entries).toList(), 0);
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
