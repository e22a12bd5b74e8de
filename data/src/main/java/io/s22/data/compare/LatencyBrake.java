package io.s22.data.compare;

import io.s22.data.mariadb.Node;
import io.s22.data.mariadb.Server;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Waits while a server answers a question more slowly than it may. The comparison is never stopped
 * by it for good: a range is let through after {@link #MOST}, so that it ends, however slowly.
 */
public final class LatencyBrake implements Brake, AutoCloseable {
  /** The longest wait before one range. */
  public static final Duration MOST = Duration.ofSeconds(2);

  private static final Duration ANSWER = Duration.ofSeconds(30);
  private static final Duration AGAIN = Duration.ofMillis(100);

  private final Node node;
  private final String question;
  private final Duration limit;
  private final LongSupplier nanos;

  /**
   * @param server that is asked, on a connection of its own
   * @param question such as users ask; it must give a row
   * @param limit an answer that takes longer makes the comparison wait
   * @param nanos a clock that only goes forward, in nanoseconds
   */
  public LatencyBrake(Server server, String question, Duration limit, LongSupplier nanos) {
    this.node = Node.open(server, ANSWER);
    this.question = question;
    this.limit = limit;
    this.nanos = nanos;
  }

  @Override
  public synchronized Duration await() throws InterruptedException {
    long began = nanos.getAsLong();
    if (!slow()) {
      return Duration.ZERO;
    }
    while (nanos.getAsLong() - began < MOST.toNanos()) {
      Thread.sleep(AGAIN);
      if (!slow()) {
        break;
      }
    }
    return Duration.ofNanos(nanos.getAsLong() - began);
  }

  private boolean slow() {
    long asked = nanos.getAsLong();
    node.text(question);
    return nanos.getAsLong() - asked > limit.toNanos();
  }

  @Override
  public void close() {
    node.close();
  }
}
