package io.s22.settle.ledger;

import java.time.Instant;

/**
 * What is to stand in the ledger when all is done.
 *
 * @param run for which
 * @param topic what for: {@code interruption}, {@code points}, or {@code data-loss/CASE}
 * @param unit of all amounts: a currency's code (its smallest unit is counted) or {@code points}
 * @param at when
 * @param by who settles
 * @param text for the record: from what it was reckoned
 */
public record Booking(String run, String topic, String unit, Instant at, String by, String text) {
  /** Amounts of customers, in the order of the names' UTF-8 bytes, each name once. */
  @FunctionalInterface
  public interface Lines {
    /** Hands them on. */
    void forEach(Reader reader);
  }

  /** Takes them. */
  @FunctionalInterface
  public interface Reader {
    void line(String customer, long amount);
  }
}
