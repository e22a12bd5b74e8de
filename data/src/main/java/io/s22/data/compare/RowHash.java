package io.s22.data.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The SQL that hashes one row to 64 bits.
 *
 * <p>From MariaDB 10.8 on, CRC-32C runs through the texts of the columns one after the other
 * without joining them first. Between two columns the running CRC is changed by a mark of its own
 * place and of whether the next value is NULL: so a letter moved from one column to the next, or
 * NULL in place of an empty text, changes it. Whole numbers of up to 32 bits, and times in whole
 * seconds, need no text: each is multiplied by an odd number of its own place, and all of them,
 * combined by XOR, are what the CRC begins with. It takes 32 bits of them: as the numbers they are
 * multiplied by are odd, no two values of a column have these in common.
 *
 * <p>CRCs are linear, so that values swapped between two rows would cancel out in their
 * combination; the CRC is therefore multiplied by one more odd number, which is not linear. Where
 * no column has a text there is no CRC: then the decimal text of the numbers is hashed.
 */
final class RowHash {
  private static final String SEPARATOR = "0x1F";

  /** 2^32 divided by the golden ratio (Knuth): odd and without a pattern. */
  private static final long SPREAD = 0x9E3779B1L;

  private static final long BITS_32 = 0xFFFFFFFFL;

  /** Set in each byte of a mark: no mark turns one ASCII text into another. */
  private static final long NO_ASCII = 0x80808080L;

  private static final Set<String> NEVER_EMPTY =
      Set.of(
          "bigint", "decimal", "float", "double", "date", "datetime", "time", "year", "timestamp");

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
    List<String> numbers = new ArrayList<>();
    List<Integer> texts = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      if (isNumber(columns.get(i))) {
        numbers.add(number(columns.get(i), i));
      } else {
        texts.add(i);
      }
    }
    if (texts.isEmpty()) {
      return "CRC32C(0, " + String.join(" ^ ", numbers) + ")";
    }
    numbers.add(Long.toString(mark(0)));
    String running = String.join(" ^ ", numbers);
    for (int i : texts) {
      Table.Column column = columns.get(i);
      running = "CRC32C(" + running + " ^ " + between(column, i) + ", " + value(column) + ")";
    }
    return "(" + running + " * " + SPREAD + ")";
  }

  /** A timestamp with a fraction would lose it. */
  private static boolean isNumber(Table.Column column) {
    return SHORT.contains(column.type()) || column.declared().equals("timestamp");
  }

  /** The product of two numbers of 32 bits: it always fits, below zero too. */
  private static String number(Table.Column column, int place) {
    String product = "(" + exact(column) + " * " + (SPREAD * (2L * place + 1) & BITS_32) + ")";
    // Of small numbers none has a product that looks like it.
    return column.nullable() ? "IFNULL(" + product + ", 1)" : product;
  }

  private static String between(Table.Column column, int place) {
    String mark = Long.toString(mark(2 * place + 1));
    return column.nullable() && mayBeEmpty(column)
        ? "IF(" + column.sql() + " IS NULL, " + mark(2 * place + 2) + ", " + mark + ")"
        : mark;
  }

  /** No number and no time has an empty text: NULL may have it. */
  private static boolean mayBeEmpty(Table.Column column) {
    return !NEVER_EMPTY.contains(column.type());
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
