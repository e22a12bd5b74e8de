package io.s22.settle.ledger;

/**
 * What a booking changed; nothing where the ledger said the same before.
 *
 * @param customers whose amount is new or another
 * @param corrected of them, those who had another amount before
 * @param change by how much all amounts together grew
 */
public record Booked(long customers, long corrected, long change) {
  /** Both together. */
  public Booked and(Booked other) {
    return new Booked(
        customers + other.customers, corrected + other.corrected, change + other.change);
  }
}
