package io.s22.data.compare;

import io.s22.data.mariadb.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Reads which tables a server has. */
final class Tables {
  private static final String OWN = "('mysql', 'sys', 'information_schema', 'performance_schema')";
  private static final String COLUMNS =
      "SELECT c.TABLE_SCHEMA s, c.TABLE_NAME t, c.COLUMN_NAME n, c.DATA_TYPE d,"
          + " c.COLUMN_TYPE ct, COALESCE(c.CHARACTER_SET_NAME, '') cs, c.IS_NULLABLE nu,"
          + " e.TRANSACTIONS tr"
          + " FROM information_schema.COLUMNS c JOIN information_schema.TABLES t"
          + " ON t.TABLE_SCHEMA = c.TABLE_SCHEMA AND t.TABLE_NAME = c.TABLE_NAME"
          + " LEFT JOIN information_schema.ENGINES e ON e.ENGINE = t.ENGINE"
          + " WHERE t.TABLE_TYPE IN ('BASE TABLE', 'SYSTEM VERSIONED')"
          + " AND c.EXTRA NOT LIKE '%VIRTUAL GENERATED%'"
          + " AND COALESCE(c.GENERATION_EXPRESSION, '') NOT IN ('ROW START', 'ROW END')"
          + " AND c.TABLE_SCHEMA NOT IN "
          + OWN
          + " ORDER BY c.TABLE_SCHEMA, c.TABLE_NAME, c.ORDINAL_POSITION";
  private static final String KEYS =
      "SELECT TABLE_SCHEMA s, TABLE_NAME t, INDEX_NAME i, COLUMN_NAME n,"
          + " COALESCE(SUB_PART, '') sub FROM information_schema.STATISTICS"
          + " WHERE NON_UNIQUE = 0 AND TABLE_SCHEMA NOT IN "
          + OWN
          + " ORDER BY TABLE_SCHEMA, TABLE_NAME, INDEX_NAME <> 'PRIMARY', INDEX_NAME, SEQ_IN_INDEX";

  /** Types whose order and comparison with a literal agree. */
  private static final Set<String> ORDERED =
      Set.of(
          "tinyint",
          "smallint",
          "mediumint",
          "int",
          "bigint",
          "decimal",
          "char",
          "varchar",
          "binary",
          "varbinary",
          "date",
          "datetime",
          "timestamp",
          "time",
          "year");

  private Tables() {}

  /** All tables but the server's own, by full name. */
  static Map<String, Table> of(Node node) {
    Map<String, List<Map<String, String>>> columns = grouped(node.rows(COLUMNS));
    Map<String, List<Map<String, String>>> keys = grouped(node.rows(KEYS));
    Map<String, Table> tables = new TreeMap<>();
    columns.forEach(
        (name, rows) -> tables.put(name, table(rows, keys.getOrDefault(name, List.of()))));
    return tables;
  }

  private static Map<String, List<Map<String, String>>> grouped(List<Map<String, String>> rows) {
    Map<String, List<Map<String, String>>> groups = new LinkedHashMap<>();
    for (Map<String, String> row : rows) {
      groups.computeIfAbsent(row.get("s") + "." + row.get("t"), k -> new ArrayList<>()).add(row);
    }
    return groups;
  }

  private static Table table(List<Map<String, String>> rows, List<Map<String, String>> keys) {
    Map<String, Table.Column> columns = new LinkedHashMap<>();
    for (Map<String, String> row : rows) {
      String name = row.getOrDefault("n", "");
      columns.put(
          name,
          new Table.Column(
              name,
              row.getOrDefault("d", ""),
              row.getOrDefault("ct", ""),
              row.getOrDefault("cs", ""),
              "YES".equals(row.get("nu"))));
    }
    Map<String, String> first = rows.getFirst();
    List<Map<String, String>> key = key(columns, keys);
    return new Table(
        first.getOrDefault("s", ""),
        first.getOrDefault("t", ""),
        List.copyOf(columns.values()),
        "YES".equals(first.get("tr")),
        key.isEmpty() ? "" : key.getFirst().getOrDefault("i", ""),
        key.stream().map(p -> column(columns, p)).toList());
  }

  /** The first unique key, the primary one before others, by which a table can be walked. */
  private static List<Map<String, String>> key(
      Map<String, Table.Column> columns, List<Map<String, String>> keys) {
    Map<String, List<Map<String, String>>> byIndex = new LinkedHashMap<>();
    for (Map<String, String> row : keys) {
      byIndex.computeIfAbsent(row.getOrDefault("i", ""), k -> new ArrayList<>()).add(row);
    }
    return byIndex.values().stream()
        .filter(parts -> parts.stream().allMatch(p -> walkable(columns, p)))
        .findFirst()
        .orElse(List.of());
  }

  private static boolean walkable(Map<String, Table.Column> columns, Map<String, String> part) {
    Table.Column column = columns.get(part.getOrDefault("n", ""));
    return column != null
        && !column.nullable()
        && ORDERED.contains(column.type())
        && part.getOrDefault("sub", "").isEmpty();
  }

  private static Table.Column column(Map<String, Table.Column> columns, Map<String, String> part) {
    return java.util.Objects.requireNonNull(columns.get(part.getOrDefault("n", "")));
  }
}
