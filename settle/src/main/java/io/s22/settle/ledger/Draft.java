package io.s22.settle.ledger;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HexFormat;

/**
 * An entry that is being written: postings go out in batches, and the posting that balances them
 * and the entry itself come last.
 */
final class Draft implements AutoCloseable {
  static final String GENESIS = "0".repeat(64);
  static final String CUSTOMER = "customer/";

  private static final int BATCH = 5_000;

  private final long id;
  private final MessageDigest postings = sha256();
  private final PreparedStatement insert;
  private int waiting;
  private long sum;
  private long count;

  Draft(Connection connection, long id) throws SQLException {
    this.id = id;
    this.insert =
        connection.prepareStatement("insert into posting (entry, account, amount) values (?,?,?)");
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK knows SHA-256", e);
    }
  }

  void post(String account, long amount) throws SQLException {
    if (amount == 0) {
      return;
    }
    insert.setLong(1, id);
    insert.setString(2, account);
    insert.setLong(3, amount);
    insert.addBatch();
    postings.update(line(account, amount));
    sum = Math.addExact(sum, amount);
    count++;
    if (++waiting == BATCH) {
      insert.executeBatch();
      waiting = 0;
    }
  }

  boolean isEmpty() {
    return count == 0;
  }

  static byte[] line(String account, long amount) {
    return (account + "\t" + amount + "\n").getBytes(StandardCharsets.UTF_8);
  }

  /** Balances it against {@code counter}, seals it, and returns its hash. */
  String seal(Connection connection, Header header, String counter) throws SQLException {
    post(counter, Math.negateExact(sum));
    insert.executeBatch();
    String hash = header.hash(id, HexFormat.of().formatHex(postings.digest()));
    try (PreparedStatement entry =
        connection.prepareStatement(
            "insert into entry (id, run, topic, kind, unit, at, by, text, previous, hash)"
                + " values (?,?,?,?,?,?,?,?,?,?)")) {
      entry.setLong(1, id);
      entry.setString(2, header.run());
      entry.setString(3, header.topic());
      entry.setString(4, header.kind());
      entry.setString(5, header.unit());
      entry.setString(6, header.at());
      entry.setString(7, header.by());
      entry.setString(8, header.text());
      entry.setString(9, header.previous());
      entry.setString(10, hash);
      entry.executeUpdate();
    }
    return hash;
  }

  @Override
  public void close() throws SQLException {
    insert.close();
  }

  /** All of an entry but its number and its postings. */
  record Header(
      String run,
      String topic,
      String kind,
      String unit,
      String at,
      String by,
      String text,
      String previous) {
    String hash(long id, String postings) {
      String all =
          String.join(
              "\u001f",
              Long.toString(id),
              run,
              topic,
              kind,
              unit,
              at,
              by,
              text,
              previous,
              postings);
      return HexFormat.of().formatHex(sha256().digest(all.getBytes(StandardCharsets.UTF_8)));
    }
  }
}
