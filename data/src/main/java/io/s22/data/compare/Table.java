package io.s22.data.compare;

import java.util.List;

/**
 * A table as it is compared.
 *
 * @param columns those that are stored, in their order
 * @param index the name of the key's index; empty when there is no key
 * @param key columns whose values name a row and order the table; empty when there is no such key:
 *     then the table is compared as a whole
 */
record Table(String schema, String name, List<Column> columns, String index, List<Column> key) {
  Table {
    columns = List.copyOf(columns);
    key = List.copyOf(key);
  }

  /**
   * A column.
   *
   * @param type as the server names it, without length
   * @param charset empty for types without one
   */
  record Column(String name, String type, String charset, boolean nullable) {
    /** Its name in SQL. */
    String sql() {
      return quoted(name);
    }
  }

  /** Its name in SQL. */
  String sql() {
    return quoted(schema) + "." + quoted(name);
  }

  String fullName() {
    return schema + "." + name;
  }

  static String quoted(String name) {
    return "`" + name.replace("`", "``") + "`";
  }
}
