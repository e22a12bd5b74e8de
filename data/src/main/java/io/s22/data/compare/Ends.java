package io.s22.data.compare;

import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where the ranges of a table end. */
@FunctionalInterface
interface Ends {
  /** The numbers of a table fill at least one in so many between the first and the last. */
  int SPARSEST = 8;

  /**
   * The key at the end of the range that begins after {@code after}.
   *
   * @param after null for the beginning
   * @param rows about how many there should be in it
   * @return null when it is the last range
   */
  @Nullable List<String> end(@Nullable List<String> after, long rows);

  /**
   * By reckoning where rows have numbers without large gaps, which costs the server nothing; else
   * by counting along the key.
   *
   * @param most a range never holds more rows
   */
  static Ends of(Reader ahead, Table table, long most) {
    if (table.key().isEmpty()) {
      return (after, rows) -> null;
    }
    Reader.Span span = table.numbered() ? ahead.span(table) : null;
    if (span == null || span.width().compareTo(BigInteger.valueOf(SPARSEST * span.rows())) > 0) {
      return (after, rows) -> ahead.key(table, new Range(after, null), rows);
    }
    return (after, rows) -> reckoned(span, after, Math.min(rows, most), most);
  }

  private static @Nullable List<String> reckoned(
      Reader.Span span, @Nullable List<String> after, long rows, long most) {
    BigInteger from =
        after == null ? span.first().subtract(BigInteger.ONE) : new BigInteger(after.getFirst());
    BigInteger step =
        BigInteger.valueOf(rows)
            .multiply(span.width())
            .divide(BigInteger.valueOf(span.rows()))
            .min(BigInteger.valueOf(most))
            .max(BigInteger.ONE);
    BigInteger end = from.add(step);
    return end.compareTo(span.last()) >= 0 ? null : List.of(end.toString());
  }
}
