package io.s22.settle.ledger;

import io.s22.settle.ledger.Draft.Header;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * Whether the ledger is whole.
 *
 * @param entries how many were looked at
 * @param head the hash of the last
 * @param faults sentences; none where it is whole
 */
public record Audit(long entries, String head, List<String> faults) {
  public Audit {
    faults = List.copyOf(faults);
  }

  /** Each entry sums to zero, is as it was written, and follows the one before it. */
  static Audit of(Connection connection) throws SQLException {
    List<String> faults = new ArrayList<>();
    String previous = Draft.GENESIS;
    long count = 0;
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select id, run, topic, kind, unit, at, by, text, previous, hash from entry"
                    + " order by id")) {
      while (row.next()) {
        long id = row.getLong(1);
        Header header =
            new Header(
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getString(7),
                row.getString(8),
                row.getString(9));
        if (!header.previous().equals(previous)) {
          faults.add("entry " + id + " does not follow the one before it");
        }
        Postings postings = postings(connection, id);
        if (postings.sum() != 0) {
          faults.add("entry " + id + " does not balance: its postings sum to " + postings.sum());
        }
        if (!header.hash(id, postings.hash()).equals(row.getString(10))) {
          faults.add("entry " + id + " is not as it was written");
        }
        previous = row.getString(10);
        count++;
      }
    }
    return new Audit(count, previous, faults);
  }

  private record Postings(long sum, String hash) {}

  private static Postings postings(Connection connection, long entry) throws SQLException {
    MessageDigest digest = Draft.sha256();
    long sum = 0;
    try (PreparedStatement statement =
        connection.prepareStatement(
            "select account, amount from posting where entry = ? order by account")) {
      statement.setLong(1, entry);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          digest.update(Draft.line(rows.getString(1), rows.getLong(2)));
          sum = Math.addExact(sum, rows.getLong(2));
        }
      }
    }
    return new Postings(sum, HexFormat.of().formatHex(digest.digest()));
  }
}
