package io.s22.data.compare;

import io.s22.data.mariadb.Node;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Reads which tables a server has. */
final class Tables {
  /** So many databases are asked for in one question. */
  private static final int AT_ONCE = 50;

  private static final String DATABASES =
      "SELECT SCHEMA_NAME FROM information_schema.SCHEMATA WHERE SCHEMA_NAME NOT IN"
          + " ('mysql', 'sys', 'information_schema', 'performance_schema') ORDER BY SCHEMA_NAME";

  // Each question names its database: a server asked for all but some opens every view of its own.
  private static final String TABLES =
      "SELECT t.TABLE_SCHEMA s, t.TABLE_NAME t, COALESCE(e.TRANSACTIONS, '') tr"
          + " FROM information_schema.TABLES t"
          + " LEFT JOIN information_schema.ENGINES e ON e.ENGINE = t.ENGINE"
          + " WHERE t.TABLE_TYPE IN ('BASE TABLE', 'SYSTEM VERSIONED') AND t.TABLE_SCHEMA = ?";
  private static final String COLUMNS =
      "SELECT TABLE_SCHEMA s, TABLE_NAME t, COLUMN_NAME n, DATA_TYPE d, COLUMN_TYPE ct,"
          + " COALESCE(CHARACTER_SET_NAME, '') cs, IS_NULLABLE nu, ORDINAL_POSITION place"
          + " FROM information_schema.COLUMNS"
          + " WHERE EXTRA NOT LIKE '%VIRTUAL GENERATED%'"
          + " AND COALESCE(GENERATION_EXPRESSION, '') NOT IN ('ROW START', 'ROW END')"
          + " AND TABLE_SCHEMA = ?";
  private static final String KEYS =
      "SELECT TABLE_SCHEMA s, TABLE_NAME t, INDEX_NAME i, COLUMN_NAME n,"
          + " COALESCE(SUB_PART, '') sub, INDEX_NAME <> 'PRIMARY' other, SEQ_IN_INDEX place"
          + " FROM information_schema.STATISTICS WHERE NON_UNIQUE = 0 AND TABLE_SCHEMA = ?";

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
    List<String> databases =
        node.rows(DATABASES).stream().map(row -> row.getOrDefault("SCHEMA_NAME", "")).toList();
    Map<String, Table> tables = new TreeMap<>();
    for (int i = 0; i < databases.size(); i += AT_ONCE) {
      tables.putAll(of(node, databases.subList(i, Math.min(databases.size(), i + AT_ONCE))));
    }
    return tables;
  }

  private static Map<String, Table> of(Node node, List<String> databases) {
    Map<String, List<Map<String, String>>> columns =
        grouped(ask(node, COLUMNS, databases, "place"));
    Map<String, List<Map<String, String>>> keys =
        grouped(ask(node, KEYS, databases, "other, i, place"));
    Map<String, Table> tables = new TreeMap<>();
    for (Map<String, String> row : ask(node, TABLES, databases, "tr")) {
      String name = fullName(row);
      List<Map<String, String>> of = columns.getOrDefault(name, List.of());
      if (!of.isEmpty()) {
        tables.put(name, table(row, of, keys.getOrDefault(name, List.of())));
      }
    }
    return tables;
  }

  private static List<Map<String, String>> ask(
      Node node, String question, List<String> databases, String order) {
    String all = String.join(" UNION ALL ", Collections.nCopies(databases.size(), question));
    return node.rows(all + " ORDER BY s, t, " + order, databases.toArray(String[]::new));
  }

  private static String fullName(Map<String, String> row) {
    return row.get("s") + "." + row.get("t");
  }

  private static Map<String, List<Map<String, String>>> grouped(List<Map<String, String>> rows) {
    Map<String, List<Map<String, String>>> groups = new LinkedHashMap<>();
    for (Map<String, String> row : rows) {
      groups.computeIfAbsent(fullName(row), k -> new ArrayList<>()).add(row);
    }
    return groups;
  }

  private static Table table(
      Map<String, String> about, List<Map<String, String>> rows, List<Map<String, String>> keys) {
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
    List<Map<String, String>> key = key(columns, keys);
    return new Table(
        about.getOrDefault("s", ""),
        about.getOrDefault("t", ""),
        List.copyOf(columns.values()),
        "YES".equals(about.get("tr")),
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
