package io.s22.data.compare;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The SQL that hashes one row to 32 bits.
 *
 * <p>From MariaDB 10.8 on, CRC-32C runs through the columns one after the other without joining
 * them to one text first: about four times as fast. CRCs are linear, so that values swapped between
 * two rows would cancel out in their combination; the decimal text of the CRC is therefore hashed
 * once more, which is not linear. NULL and the empty text differ by a flag.
 */
final class RowHash {
  private static final String SEPARATOR = "0x1F";

  private RowHash() {}

  /**
   * The expression.
   *
   * @param chained whether the servers know {@code CRC32C(crc, text)}
   */
  static String of(List<Table.Column> columns, boolean chained) {
    return chained ? chained(columns) : joined(columns);
  }

  private static String chained(List<Table.Column> columns) {
    String sql = "0";
    for (Table.Column column : columns) {
      String name = column.sql();
      String flag = column.nullable() ? "IF(" + name + " IS NULL, 0x1E, 0x1F)" : SEPARATOR;
      String value = column.nullable() ? "COALESCE(" + name + ", '')" : name;
      sql = "CRC32C(CRC32C(" + sql + ", " + flag + "), " + value + ")";
    }
    return "CRC32C(" + sql + ")";
  }

  private static String joined(List<Table.Column> columns) {
    String values =
        columns.stream()
            .map(c -> c.nullable() ? "COALESCE(CONCAT(0x01, " + c.sql() + "), 0x00)" : c.sql())
            .collect(Collectors.joining(", "));
    return "CRC32(CRC32(CONCAT_WS(" + SEPARATOR + ", " + values + ")))";
  }
}
