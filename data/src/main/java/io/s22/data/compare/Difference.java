package io.s22.data.compare;

/**
 * Something in which a copy differs from its source.
 *
 * @param copy the server's name
 * @param table with its schema
 * @param key the row's key as SQL literals; empty when the table as a whole is meant
 * @param kind how
 */
public record Difference(String copy, String table, String key, Kind kind) {
  /** How a copy differs. */
  public enum Kind {
    /** The source has the row, the copy has not. */
    MISSING,
    /** The copy has the row, the source has not. */
    EXTRA,
    /** Both have the row, with other values. */
    CHANGED,
    /** The copy lacks the table. */
    TABLE_MISSING,
    /** The copy has a table that the source has not. */
    TABLE_EXTRA,
    /** The tables have other columns. */
    COLUMNS,
    /** The table has no key by which rows could be named. */
    ROWS
  }

  @Override
  public String toString() {
    return switch (kind) {
      case MISSING -> table + " row " + key + " is missing on " + copy;
      case EXTRA -> table + " row " + key + " is only on " + copy;
      case CHANGED -> table + " row " + key + " has other values on " + copy;
      case TABLE_MISSING -> table + " is missing on " + copy;
      case TABLE_EXTRA -> table + " is only on " + copy;
      case COLUMNS -> table + " has other columns on " + copy;
      case ROWS -> table + " has other rows on " + copy;
    };
  }
}
