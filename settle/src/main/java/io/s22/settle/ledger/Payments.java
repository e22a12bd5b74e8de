package io.s22.settle.ledger;

import io.s22.settle.ledger.Draft.Header;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Payments: each is written down with its key before it is sent, and again when it was answered. A
 * payment without an end is sent again under the same key, so that whoever pays can tell.
 */
public final class Payments {
  private static final int KEY_LENGTH = 32;

  private final LedgerFile file;

  Payments(LedgerFile file) {
    this.file = file;
  }

  /**
   * One payment.
   *
   * @param key names it for ever
   * @param unit a currency's code, of whose smallest unit {@code amount} counts, or {@code points}
   */
  public record Payment(
      String key, String run, String customer, String unit, long amount, Instant at) {}

  /**
   * How a payment ended.
   *
   * @param paid whether it was made; false where it was refused for good
   * @param answer what the other side said, short
   */
  public record End(Payment payment, boolean paid, String answer) {}

  /** What was owed, paid and still is. */
  public record Standing(long due, long paid, long owed, long customersOwed, long overpaid) {}

  /**
   * Writes down a payment for everybody who is owed something that no open payment covers.
   *
   * @return how many are new
   */
  public long prepare(String run, String unit, Instant at) {
    return file.write(connection -> {
      long made = 0;
      for (Payment payment : missing(connection, run, unit, at)) {
        try (PreparedStatement insert =
            connection.prepareStatement(
                "insert into payment (key, run, customer, unit, amount, at)"
                    + " values (?,?,?,?,?,?)")) {
          insert.setString(1, payment.key());
          insert.setString(2, run);
          insert.setString(3, payment.customer());
          insert.setString(4, unit);
          insert.setLong(5, payment.amount());
          insert.setString(6, at.toString());
          made += insert.executeUpdate();
        }
      }
      return made;
    });
  }

  private static List<Payment> missing(Connection connection, String run, String unit, Instant at)
      throws SQLException {
    String owed =
        "select substr(p.account, 10) as customer, sum(p.amount) as owed,"
            + " coalesce((select sum(amount) from payment o where o.run = e.run and o.unit = e.unit"
            + " and o.customer = substr(p.account, 10)"
            + " and not exists (select 1 from payment_end d where d.key = o.key)), 0) as open,"
            + " (select count(*) from payment o where o.run = e.run and o.unit = e.unit"
            + " and o.customer = substr(p.account, 10)) as before"
            + " from entry e join posting p on p.entry = e.id"
            + " where e.run = ? and e.unit = ? and p.account >= 'customer/'"
            + " and p.account < 'customer0' group by p.account having owed > open";
    List<Payment> missing = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(owed)) {
      statement.setString(1, run);
      statement.setString(2, unit);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          String customer = rows.getString(1);
          long amount = rows.getLong(2) - rows.getLong(3);
          String key = key(run, unit, customer, rows.getLong(4));
          missing.add(new Payment(key, run, customer, unit, amount, at));
        }
      }
    }
    return missing;
  }

  private static String key(String run, String unit, String customer, long before) {
    String all = String.join("\u001f", run, unit, customer, Long.toString(before));
    byte[] hash = Draft.sha256().digest(all.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(hash).substring(0, KEY_LENGTH);
  }

  /** Payments that have no end, in the order of their keys, at most {@code most}. */
  public List<Payment> open(String run, String afterKey, int most) {
    return file.read(connection -> {
      List<Payment> open = new ArrayList<>();
      try (PreparedStatement statement =
          connection.prepareStatement(
              "select key, customer, unit, amount, at from payment p where run = ? and key > ?"
                  + " and not exists (select 1 from payment_end d where d.key = p.key)"
                  + " order by key limit ?")) {
        statement.setString(1, run);
        statement.setString(2, afterKey);
        statement.setInt(3, most);
        try (ResultSet rows = statement.executeQuery()) {
          while (rows.next()) {
            open.add(
                new Payment(
                    rows.getString(1),
                    run,
                    rows.getString(2),
                    rows.getString(3),
                    rows.getLong(4),
                    Instant.parse(rows.getString(5))));
          }
        }
      }
      return open;
    });
  }

  /**
   * Writes down how payments of one run ended, and books those that were made; one that has an end
   * already is left as it is.
   */
  public void end(String run, List<End> ends, Instant at, String by) {
    file.write(connection -> {
      Map<String, TreeMap<String, Long>> paid = new TreeMap<>();
      for (End end : ends) {
        if (write(connection, end, at) && end.paid()) {
          paid.computeIfAbsent(end.payment().unit(), unit -> new TreeMap<>(Utf8::compare))
              .merge(end.payment().customer(), end.payment().amount(), Math::addExact);
        }
      }
      for (Map.Entry<String, TreeMap<String, Long>> each : paid.entrySet()) {
        book(connection, run, each.getKey(), each.getValue(), at, by);
      }
      return paid.size();
    });
  }

  private static boolean write(Connection connection, End end, Instant at) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert or ignore into payment_end (key, at, outcome, answer) values (?,?,?,?)")) {
      insert.setString(1, end.payment().key());
      insert.setString(2, at.toString());
      insert.setString(3, end.paid() ? "paid" : "refused");
      insert.setString(4, end.answer());
      return insert.executeUpdate() == 1;
    }
  }

  private static void book(
      Connection connection,
      String run,
      String unit,
      TreeMap<String, Long> paid,
      Instant at,
      String by)
      throws SQLException {
    try (Draft draft = new Draft(connection, Ledger.nextId(connection))) {
      for (Map.Entry<String, Long> each : paid.entrySet()) {
        draft.post(Draft.CUSTOMER + each.getKey(), Math.negateExact(each.getValue()));
      }
      String text = paid.size() + " customers were paid";
      Header header =
          new Header(
              run, "payment", "payment", unit, at.toString(), by, text, Ledger.head(connection));
      draft.seal(connection, header, "paid/" + unit);
    }
  }

  /** How a run stands in one unit. */
  public Standing standing(String run, String unit) {
    String each =
        "select sum(case when e.kind <> 'payment' then p.amount else 0 end) as due,"
            + " sum(case when e.kind = 'payment' then -p.amount else 0 end) as paid"
            + " from entry e join posting p on p.entry = e.id where e.run = ? and e.unit = ?"
            + " and p.account >= 'customer/' and p.account < 'customer0' group by p.account";
    String all =
        "select coalesce(sum(due), 0), coalesce(sum(paid), 0),"
            + " coalesce(sum(max(due - paid, 0)), 0), coalesce(sum(due > paid), 0),"
            + " coalesce(sum(max(paid - due, 0)), 0) from ("
            + each
            + ")";
    return file.read(connection -> {
      try (PreparedStatement statement = connection.prepareStatement(all)) {
        statement.setString(1, run);
        statement.setString(2, unit);
        try (ResultSet row = statement.executeQuery()) {
          row.next();
          return new Standing(
              row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5));
        }
      }
    });
  }

  /** What one customer is owed and was paid. */
  public Standing ofCustomer(String run, String unit, String customer) {
    return file.read(connection -> {
      try (PreparedStatement statement =
          connection.prepareStatement(
              "select coalesce(sum(case when e.kind <> 'payment' then p.amount else 0 end), 0),"
                  + " coalesce(sum(case when e.kind = 'payment' then -p.amount else 0 end), 0)"
                  + " from entry e join posting p on p.entry = e.id and p.account = ?"
                  + " where e.run = ? and e.unit = ?")) {
        statement.setString(1, Draft.CUSTOMER + customer);
        statement.setString(2, run);
        statement.setString(3, unit);
        try (ResultSet row = statement.executeQuery()) {
          row.next();
          long due = row.getLong(1);
          long paid = row.getLong(2);
          return new Standing(
              due, paid, Math.max(0, due - paid), due > paid ? 1 : 0, Math.max(0, paid - due));
        }
      }
    });
  }
}
