package io.s22.data.compare;

import io.s22.data.mariadb.GtidPosition;
import io.s22.data.mariadb.Node;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** One server's side of a comparison. */
final class Reader implements AutoCloseable {
  private final Node node;
  private final boolean chained;

  /**
   * The rows of a range as one value.
   *
   * @param count of rows
   * @param hash of all their hashes together
   */
  record Digest(long count, String hash) {}

  /**
   * Where the numbers of a table's rows lie.
   *
   * @param rows about how many, at least 1
   */
  record Span(BigInteger first, BigInteger last, long rows) {
    /** How many numbers there are between both, they included. */
    BigInteger width() {
      return last.subtract(first).add(BigInteger.ONE);
    }
  }

  Reader(Node node, boolean chained) {
    this.node = node;
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
    return digest(node.rows(digestSql(table, range)).getFirst());
  }

  private static Digest digest(Map<String, String> row) {
    return new Digest(Long.parseLong(row.getOrDefault("n", "")), row.getOrDefault("h", ""));
  }

  private String digestSql(Table table, Range range) {
    return "SELECT COUNT(*) n, "
        + RowHash.ofAll(table, chained)
        + " h FROM "
        + from(table)
        + range.where(table);
  }

  /** The digests of whole tables, in their order, in one question. */
  List<Digest> digests(List<Table> tables) {
    List<String> questions = new ArrayList<>();
    for (int i = 0; i < tables.size(); i++) {
      questions.add(
          "SELECT "
              + i
              + " place, n, CAST(h AS CHAR) h FROM ("
              + digestSql(tables.get(i), Range.ALL)
              + ") t"
              + i);
    }
    return node.rows(String.join(" UNION ALL ", questions) + " ORDER BY place").stream()
        .map(Reader::digest)
        .toList();
  }

  /** Those of {@code tables} that have no more than {@code most} rows. */
  List<Table> few(List<Table> tables, long most) {
    List<String> beyond = new ArrayList<>();
    for (int i = 0; i < tables.size(); i++) {
      beyond.add("(SELECT 1 FROM " + tables.get(i).sql() + " LIMIT " + most + ", 1) t" + i);
    }
    List<String> answers =
        List.copyOf(node.rows("SELECT " + String.join(", ", beyond)).getFirst().values());
    return IntStream.range(0, tables.size())
        .filter(i -> answers.get(i).isEmpty())
        .mapToObj(tables::get)
        .toList();
  }

  /** Where the rows of a table lie that has one whole number as its key; null when it is empty. */
  @Nullable Span span(Table table) {
    return span(table, Range.ALL);
  }

  /** Where the rows of {@code range} lie; {@link Span#rows} are still those of the table. */
  @Nullable Span span(Table table, Range range) {
    String number = table.key().getFirst().sql();
    Map<String, String> row =
        node.rows(
                "SELECT MIN("
                    + number
                    + ") f, MAX("
                    + number
                    + ") l, (SELECT TABLE_ROWS FROM information_schema.TABLES"
                    + " WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ?) r FROM "
                    + from(table)
                    + range.where(table),
                table.schema(),
                table.name())
            .getFirst();
    String first = row.getOrDefault("f", "");
    return first.isEmpty()
        ? null
        : new Span(
            new BigInteger(first),
            new BigInteger(row.getOrDefault("l", first)),
            Math.max(1, Long.parseLong("0" + row.getOrDefault("r", ""))));
  }

  /** Keeps writers from the rows read next, or from the table where that is all it can do. */
  void lock(Table table) {
    node.run(
        table.transactional()
            ? "START TRANSACTION"
            : "SET STATEMENT lock_wait_timeout = 5 FOR LOCK TABLES " + table.sql() + " READ");
  }

  void unlock(Table table) {
    node.run(table.transactional() ? "ROLLBACK" : "UNLOCK TABLES");
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
