package io.s22.settle.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What the ledger holds of one customer and one run. */
final class History {
  private History() {}

  static List<Ledger.Line> of(Connection connection, String run, String customer)
      throws SQLException {
    List<Ledger.Line> lines = new ArrayList<>();
    try (PreparedStatement statement =
        connection.prepareStatement(
            "select e.id, e.topic, e.kind, e.unit, p.amount, e.at, e.hash from entry e"
                + " join posting p on p.entry = e.id and p.account = ? where e.run = ?"
                + " order by e.id")) {
      statement.setString(1, Draft.CUSTOMER + customer);
      statement.setString(2, run);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          lines.add(
              new Ledger.Line(
                  row.getLong(1),
                  row.getString(2),
                  row.getString(3),
                  row.getString(4),
                  row.getLong(5),
                  Instant.parse(row.getString(6)),
                  row.getString(7)));
        }
      }
    }
    return lines;
  }
}
