package io.s22.data.compare;

import java.util.List;
import java.util.Set;

/**
 * A table as it is compared.
 *
 * @param columns those that are stored, in their order
 * @param transactional whether its rows are locked by reading them; else only the whole table can
 *     be
 * @param index the name of the key's index; empty when there is no key
 * @param key columns whose values name a row and order the table; empty when there is no such key:
 *     then the table is compared as a whole
 */
record Table(
    String schema,
    String name,
    List<Column> columns,
    boolean transactional,
    String index,
    List<Column> key) {
  private static final Set<String> WHOLE_NUMBERS =
      Set.of("tinyint", "smallint", "mediumint", "int", "bigint");

  Table {
    columns = List.copyOf(columns);
    key = List.copyOf(key);
  }

  /**
   * A column.
   *
   * @param type as the server names it, without length
   * @param declared with length and sign
   * @param charset empty for types without one
   */
  record Column(String name, String type, String declared, String charset, boolean nullable) {
    /** Its name in SQL. */
    String sql() {
      return quoted(name);
    }
  }

  /** Its name in SQL. */
  String sql() {
    return quoted(schema) + "." + quoted(name);
  }

  /** Whether a row is named by one whole number. */
  boolean numbered() {
    return key.size() == 1 && WHOLE_NUMBERS.contains(key.getFirst().type());
  }

  /** Whether {@code other}, on another server, holds the same columns under the same key. */
  boolean alike(Table other) {
    return columns.equals(other.columns) && index.equals(other.index) && key.equals(other.key);
  }

  String fullName() {
    return schema + "." + name;
  }

  static String quoted(String name) {
    return "`" + name.replace("`", "``") + "`";
  }
}
