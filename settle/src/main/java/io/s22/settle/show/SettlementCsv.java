package io.s22.settle.show;

import io.s22.settle.Due;
import io.s22.settle.Settlement;
import java.io.IOException;
import java.io.Writer;

/** All users as comma-separated values (RFC 4180), in the order of their names. */
public final class SettlementCsv {
  private SettlementCsv() {}

  public static void write(Account account, Writer out) throws IOException {
    Settlement settlement = account.settlement();
    out.write("user,paid_seconds,exact,amount,data_loss,currency,extra_points\r\n");
    String currency = settlement.terms().currency().getCurrencyCode();
    for (int i = 0; i < settlement.users(); i++) {
      int user = settlement.user(i);
      String name = settlement.name(user);
      Due due = settlement.due(user);
      out.write(cell(name));
      out.write(',');
      out.write(Written.seconds(due.paidNanos()));
      out.write(',');
      out.write(Written.plain(due.exact()));
      out.write(',');
      out.write(due.amount().toPlainString());
      out.write(',');
      long lost = account.cases().isEmpty() ? 0 : account.dataLoss(name);
      out.write(settlement.amount(lost).toPlainString());
      out.write(',');
      out.write(currency);
      out.write(',');
      out.write(Long.toString(settlement.orders().extra(user)));
      out.write("\r\n");
    }
  }

  /** A name that a spreadsheet would take for a formula gets an apostrophe (OWASP). */
  static String cell(String text) {
    String safe = !text.isEmpty() && "=+-@\t".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    return safe.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r')
        ? "\"" + safe.replace("\"", "\"\"") + "\""
        : safe;
  }
}
