package io.s22.data.compare;

import io.s22.data.mariadb.GtidPosition;
import io.s22.data.mariadb.Node;
import io.s22.data.mariadb.Server;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One server's side of a comparison. */
final class Reader implements AutoCloseable {
  private static final Duration ANSWER = Duration.ofMinutes(10);

  private final Node node;
  private final boolean chained;

  /**
   * The rows of a range as one value.
   *
   * @param count of rows
   * @param hash sum of the rows' hashes
   */
  record Digest(long count, String hash) {}

  Reader(Server server, boolean chained) {
    this.node = Node.open(server, ANSWER);
    this.chained = chained;
    // Texts of times and numbers must not depend on how a server is set up.
    node.run("SET SESSION time_zone = '+00:00', sql_mode = '', innodb_lock_wait_timeout = 5");
  }

  String name() {
    return node.name();
  }

  Node node() {
    return node;
  }

  Digest digest(Table table, Range range) {
    List<String> row =
        List.copyOf(
            node.rows(
                    "SELECT COUNT(*), COALESCE(SUM("
                        + RowHash.of(table.columns(), chained)
                        + "), 0) FROM "
                        + from(table)
                        + range.where(table))
                .getFirst()
                .values());
    return new Digest(Long.parseLong(row.get(0)), row.get(1));
  }

  private static String from(Table table) {
    return table.index().isEmpty()
        ? table.sql()
        : table.sql() + " FORCE INDEX (" + Table.quoted(table.index()) + ")";
  }

  /** The key of row number {@code count} of {@code range}; null when it has fewer. */
  @Nullable List<String> key(Table table, Range range, long count) {
    List<String> reads = table.key().stream().map(Range::read).toList();
    String order = String.join(", ", table.key().stream().map(Table.Column::sql).toList());
    List<Map<String, String>> rows =
        node.rows(
            "SELECT "
                + String.join(", ", reads)
                + " FROM "
                + from(table)
                + range.where(table)
                + " ORDER BY "
                + order
                + " LIMIT 1 OFFSET "
                + (count - 1));
    return rows.isEmpty() ? null : literals(table, List.copyOf(rows.getFirst().values()));
  }

  private static List<String> literals(Table table, List<String> values) {
    List<String> literals = new ArrayList<>();
    for (int i = 0; i < table.key().size(); i++) {
      literals.add(Range.literal(table.key().get(i), values.get(i)));
    }
    return literals;
  }

  /** The hash of each row of {@code range}, by its key. */
  Map<String, String> rows(Table table, Range range, String lock) {
    List<String> reads = new ArrayList<>(table.key().stream().map(Range::read).toList());
    reads.add(RowHash.of(table.columns(), chained));
    Map<String, String> hashes = new LinkedHashMap<>();
    for (Map<String, String> row :
        node.rows(
            "SELECT "
                + String.join(", ", reads)
                + " FROM "
                + from(table)
                + range.where(table)
                + lock)) {
      List<String> values = List.copyOf(row.values());
      String key = String.join(", ", literals(table, values));
      hashes.put(key, values.getLast());
    }
    return hashes;
  }

  GtidPosition position() {
    return node.state().binlog();
  }

  @Override
  public void close() {
    node.close();
  }
}
