package io.s22.wiring;

import io.s22.settle.Settlement;
import io.s22.settle.ledger.Booked;
import io.s22.settle.ledger.Booking;
import io.s22.settle.ledger.Cases.Case;
import io.s22.settle.ledger.Ledger;
import io.s22.settle.show.Account;
import java.time.Instant;
import java.util.Map;

/** Brings a settlement into the ledger. */
public final class Books {
  private Books() {}

  /**
   * Writes what is different: interruptions, points and decided cases.
   *
   * @param really whether it is written; else it is only reckoned
   * @param who settles, for the record
   * @return what changed of money
   */
  public static Booked book(Account account, Ledger ledger, boolean really, String who) {
    Settlement settlement = account.settlement();
    String id = settlement.measurements().run();
    String unit = settlement.terms().currency().getCurrencyCode();
    String text =
        "journal of "
            + settlement.measurements().entries()
            + " entries, head "
            + settlement.measurements().head();
    Booked booked =
        one(
            ledger,
            really,
            booking(id, "interruption", unit, account.made(), who, text),
            reader ->
                settlement.forEachUser(user ->
                    reader.line(
                        settlement.name(user), settlement.cents(settlement.due(user).amount()))));
    one(
        ledger,
        really,
        booking(id, "points", "points", account.made(), who, text),
        reader ->
            settlement.forEachUser(
                user -> reader.line(settlement.name(user), settlement.orders().extra(user))));
    for (Map.Entry<String, Case> each : account.cases().entrySet()) {
      Booking lost =
          booking(id, "data-loss/" + each.getKey(), unit, account.made(), who, "a decided case");
      Case decided = each.getValue();
      booked =
          booked.and(
              one(
                  ledger,
                  really,
                  lost,
                  reader -> reader.line(decided.opened().customer(), decided.amount())));
    }
    return booked;
  }

  private static Booking booking(
      String run, String topic, String unit, Instant at, String who, String text) {
    return new Booking(run, topic, unit, at, who, text);
  }

  private static Booked one(Ledger ledger, boolean really, Booking booking, Booking.Lines lines) {
    return really ? ledger.book(booking, lines) : ledger.preview(booking, lines);
  }
}
