package io.s22.rehearsal.users;

import io.s22.data.mariadb.Node;
import io.s22.data.mariadb.Server;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.LongSupplier;
import org.mariadb.jdbc.MariaDbPoolDataSource;

/**
 * Users who write orders straight to the database, and keep account of what was acknowledged. One
 * whose connection was cut asks again under the same number, as clients of a shop do.
 */
public final class DatabaseUsers implements OpenLoop.Visit, AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int TRIES = 5;
  private static final String PREFIX = "user-";

  private final MariaDbPoolDataSource pool;
  private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
  private final Queue<Long> instants = new ConcurrentLinkedQueue<>();
  private final LongSupplier nanos;

  /**
   * @param jdbc of the router before the database
   * @param nanos a steady clock
   */
  DatabaseUsers(String jdbc, LongSupplier nanos) throws SQLException {
    this.pool = new MariaDbPoolDataSource(jdbc);
    this.nanos = nanos;
  }

  @Override
  public Answer make(long number) throws SQLException {
    String id = PREFIX + number;
    for (int tried = 1; ; tried++) {
      try {
        insert(id);
        return acknowledged(id);
      } catch (SQLIntegrityConstraintViolationException there) {
        // Its acknowledgement was lost the first time.
        return acknowledged(id);
      } catch (SQLException cut) {
        if (tried == TRIES) {
          throw cut;
        }
      }
    }
  }

  private Answer acknowledged(String id) {
    acknowledged.add(id);
    instants.add(nanos.getAsLong());
    return Answer.RIGHT;
  }

  private void insert(String id) throws SQLException {
    try (Connection connection = pool.getConnection();
        PreparedStatement insert =
            connection.prepareStatement("INSERT INTO orders (id, node) VALUES (?, 'user')")) {
      insert.setString(1, id);
      insert.executeUpdate();
    }
  }

  /** How many writes were acknowledged. */
  public int acknowledged() {
    return acknowledged.size();
  }

  /**
   * The longest time without an acknowledged write of anybody, between two instants of the steady
   * clock.
   */
  public Duration longestGap(long from, long to) {
    long[] sorted =
        instants.stream().mapToLong(t -> t).filter(t -> t >= from && t <= to).sorted().toArray();
    long longest = 0;
    long before = from;
    for (long instant : sorted) {
      longest = Math.max(longest, instant - before);
      before = instant;
    }
    return Duration.ofNanos(Math.max(longest, to - before));
  }

  /** How many acknowledged writes {@code server} has not. */
  public long lost(Server server) {
    try (Node node = Node.open(server, PATIENCE)) {
      Set<String> present = new HashSet<>();
      node.rows("SELECT id FROM shop.orders WHERE id LIKE '" + PREFIX + "%'")
          .forEach(row -> present.add(row.get("id")));
      return acknowledged.stream().filter(id -> !present.contains(id)).count();
    }
  }

  @Override
  public void close() {
    pool.close();
  }
}
