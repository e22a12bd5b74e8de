package io.s22.data.compare;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a table between two keys: after {@code after}, up to and including {@code upTo}.
 *
 * @param after literals of the key's columns; null for the beginning
 * @param upTo literals of the key's columns; null for the end
 */
record Range(@Nullable List<String> after, @Nullable List<String> upTo) {
  static final Range ALL = new Range(null, null);

  /** The condition, beginning with WHERE. */
  String where(Table table) {
    List<String> conditions = new ArrayList<>();
    if (after != null) {
      conditions.add(beyond(table.key(), after, ">", ">"));
    }
    if (upTo != null) {
      conditions.add(beyond(table.key(), upTo, "<", "<="));
    }
    return conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions);
  }

  /** {@code a > 1 OR (a = 1 AND b > 2)}: unlike {@code (a, b) > (1, 2)}, it uses the index. */
  private static String beyond(
      List<Table.Column> key, List<String> literals, String strict, String last) {
    List<String> ways = new ArrayList<>();
    StringBuilder same = new StringBuilder();
    for (int i = 0; i < key.size(); i++) {
      String column = key.get(i).sql();
      String sign = i == key.size() - 1 ? last : strict;
      ways.add("(" + same + column + " " + sign + " " + literals.get(i) + ")");
      same.append(column).append(" = ").append(literals.get(i)).append(" AND ");
    }
    return "(" + String.join(" OR ", ways) + ")";
  }

  /** The SQL that yields a key column so that {@link #literal} can write it. */
  static String read(Table.Column column) {
    return switch (kind(column)) {
      case NUMBER, TIME -> "CAST(" + column.sql() + " AS CHAR)";
      case BYTES -> "HEX(" + column.sql() + ")";
    };
  }

  /** What {@link #read} yielded, as a literal. */
  static String literal(Table.Column column, String value) {
    return switch (kind(column)) {
      case NUMBER -> value;
      case TIME -> "'" + value + "'";
      case BYTES ->
          column.charset().isEmpty()
              ? "X'" + value + "'"
              : "_" + column.charset() + " X'" + value + "'";
    };
  }

  private enum Kind {
    NUMBER,
    TIME,
    BYTES
  }

  private static Kind kind(Table.Column column) {
    return switch (column.type()) {
      case "char", "varchar", "binary", "varbinary" -> Kind.BYTES;
      case "date", "datetime", "timestamp", "time" -> Kind.TIME;
      // Tables lets no other types into a key than these and numbers.
      default -> Kind.NUMBER;
    };
  }
}
