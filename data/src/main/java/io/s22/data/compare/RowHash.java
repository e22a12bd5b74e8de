package io.s22.data.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The SQL that hashes one row to 32 bits.
 *
 * <p>From MariaDB 10.8 on, CRC-32C runs through the texts of the columns one after the other
 * without joining them first. Between two columns the running CRC is changed by a mark of its own
 * place and of whether the next value is NULL: so a letter moved from one column to the next, or
 * NULL in place of an empty text, changes it. Whole numbers of up to 32 bits, and times in whole
 * seconds, need no text: each is multiplied by an odd number of its own place, and combined with
 * the CRC by XOR.
 *
 * <p>CRCs are linear, so that values swapped between two rows would cancel out in their
 * combination; the decimal text of all this is therefore hashed once more, which is not linear.
 */
final class RowHash {
  private static final String SEPARATOR = "0x1F";

  /** 2^32 divided by the golden ratio (Knuth): odd and without a pattern. */
  private static final long SPREAD = 0x9E3779B1L;

  private static final long BITS_32 = 0xFFFFFFFFL;

  /** Set in each byte of a mark: no mark turns one ASCII text into another. */
  private static final long NO_ASCII = 0x80808080L;

  private static final Set<String> SHORT = Set.of("tinyint", "smallint", "mediumint", "int");

  private RowHash() {}

  /**
   * The expression for one row.
   *
   * @param chained whether the servers know {@code CRC32C(crc, text)}
   */
  static String of(List<Table.Column> columns, boolean chained) {
    return chained ? chained(columns) : joined(columns);
  }

  /**
   * The expression for all rows of a range. Where a key tells rows apart no two are the same, so
   * that they may be combined by XOR, which is cheap; elsewhere two of a kind would cancel out.
   */
  static String ofAll(Table table, boolean chained) {
    String row = of(table.columns(), chained);
    return table.key().isEmpty() ? "COALESCE(SUM(" + row + "), 0)" : "BIT_XOR(" + row + ")";
  }

  private static String chained(List<Table.Column> columns) {
    String texts = Long.toString(mark(0));
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      Table.Column column = columns.get(i);
      if (isNumber(column)) {
        parts.add(number(column, i));
      } else {
        texts = "CRC32C(" + texts + " ^ " + between(column, i) + ", " + value(column) + ")";
      }
    }
    parts.add(texts);
    return "CRC32C(0, " + String.join(" ^ ", parts) + ")";
  }

  /** A timestamp with a fraction would lose it. */
  private static boolean isNumber(Table.Column column) {
    return SHORT.contains(column.type()) || column.declared().equals("timestamp");
  }

  /** The product of two numbers of 32 bits: it always fits, below zero too. */
  private static String number(Table.Column column, int place) {
    String product = "(" + exact(column) + " * " + (SPREAD * (2L * place + 1) & BITS_32) + ")";
    // 1 is no multiple of the factor: no value is taken for NULL.
    return column.nullable() ? "IFNULL(" + product + ", 1)" : product;
  }

  private static String between(Table.Column column, int place) {
    String mark = Long.toString(mark(2 * place + 1));
    return column.nullable()
        ? "IF(" + column.sql() + " IS NULL, " + mark(2 * place + 2) + ", " + mark + ")"
        : mark;
  }

  private static long mark(int number) {
    return (SPREAD * (number + 1) & BITS_32) | NO_ASCII;
  }

  private static String value(Table.Column column) {
    return column.nullable() ? "COALESCE(" + exact(column) + ", '')" : exact(column);
  }

  private static String exact(Table.Column column) {
    return switch (column.type()) {
      // Its own text has six digits, that of a DOUBLE all of them.
      case "float" -> column.sql() + " + 0e0";
      // Cheaper than its text, and the same whatever the session's time zone.
      case "timestamp" -> "UNIX_TIMESTAMP(" + column.sql() + ")";
      default -> column.sql();
    };
  }

  private static String joined(List<Table.Column> columns) {
    String values =
        columns.stream()
            .map(c -> c.nullable() ? "COALESCE(CONCAT(0x01, " + exact(c) + "), 0x00)" : exact(c))
            .collect(Collectors.joining(", "));
    return "CRC32(CRC32(CONCAT_WS(" + SEPARATOR + ", " + values + ")))";
  }
}
