package io.s22.settle.ledger;

import io.s22.plan.S22Exception;
import io.s22.settle.ledger.Draft.Header;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What customers are owed and were paid. Booking says what is to stand there: only the difference
 * is written, so that settling twice changes nothing, and what was wrong is reversed by an entry of
 * its own before the right amount is written beside it. One transaction a booking.
 */
public final class Ledger implements AutoCloseable {
  private static final String NOW =
      "select p.account, sum(p.amount) from entry e join posting p on p.entry = e.id"
          + " where e.run = ? and e.topic = ? and e.unit = ? and e.kind in ('due', 'reversal')"
          + " and p.account >= 'customer/' and p.account < 'customer0'"
          + " group by p.account having sum(p.amount) <> 0 order by p.account";

  private final LedgerFile file;

  private Ledger(LedgerFile file) {
    this.file = file;
  }

  /**
   * Opens it, and makes it where it is missing.
   *
   * @throws S22Exception S22-9654, S22-9655
   */
  public static Ledger open(Path file) {
    return new Ledger(LedgerFile.open(file));
  }

  /** What is paid out, and in what state. */
  public Payments payments() {
    return new Payments(file);
  }

  /** Cases of lost data. */
  public Cases cases() {
    return new Cases(file);
  }

  /** Whether every entry is whole and in its place. */
  public Audit audit() {
    return file.read(Audit::of);
  }

  /**
   * Books {@code lines}; customers of the same run and topic who are not among them get nothing.
   */
  public Booked book(Booking booking, Booking.Lines lines) {
    // What stands there is read on the other connection: a cursor and inserts would mix on one.
    return file.write(writer ->
        file.read(reader -> {
          try (Current current = new Current(reader, booking);
              Difference difference = new Difference(writer, booking, current)) {
            return difference.book(lines);
          }
        }));
  }

  /** What a booking would change; nothing is written. */
  public Booked preview(Booking booking, Booking.Lines lines) {
    return file.read(connection -> {
      try (Current current = new Current(connection, booking)) {
        Counting counting = new Counting(current);
        lines.forEach(counting::line);
        counting.rest();
        return counting.booked();
      }
    });
  }

  /**
   * One posting of a customer.
   *
   * @param entry the entry's number
   * @param topic {@code interruption}, {@code points}, {@code data-loss/CASE} or {@code payment}
   * @param kind {@code due}, {@code reversal} or {@code payment}
   * @param unit a currency's code, of whose smallest unit {@code amount} counts, or {@code points}
   * @param hash of the entry
   */
  public record Line(
      long entry, String topic, String kind, String unit, long amount, Instant at, String hash) {}

  /** All postings of one customer and run, in order. */
  public List<Line> history(String run, String customer) {
    return file.read(connection -> History.of(connection, run, customer));
  }

  @Override
  public void close() {
    file.close();
  }

  static String head(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select hash from entry order by id desc limit 1")) {
      return row.next() ? row.getString(1) : Draft.GENESIS;
    }
  }

  static long nextId(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select coalesce(max(id), 0) + 1 from entry")) {
      row.next();
      return row.getLong(1);
    }
  }

  /** What stands there now, customer by customer. */
  private static final class Current implements AutoCloseable {
    private final PreparedStatement statement;
    private final ResultSet rows;
    private @Nullable String customer;
    private long amount;

    Current(Connection connection, Booking booking) throws SQLException {
      statement = connection.prepareStatement(NOW);
      statement.setString(1, booking.run());
      statement.setString(2, booking.topic());
      statement.setString(3, booking.unit());
      rows = statement.executeQuery();
      advance();
    }

    void advance() throws SQLException {
      boolean there = rows.next();
      customer = there ? rows.getString(1).substring(Draft.CUSTOMER.length()) : null;
      amount = there ? rows.getLong(2) : 0;
    }

    @Override
    public void close() throws SQLException {
      rows.close();
      statement.close();
    }
  }

  /** Walks along what is there and what is wanted, both in the order of names. */
  private static class Counting {
    private final Current current;
    private long customers;
    private long corrected;
    private long change;
    private @Nullable String last;

    Counting(Current current) {
      this.current = current;
    }

    final void line(String customer, long amount) {
      String before = last;
      if (before != null && Utf8.compare(before, customer) >= 0) {
        throw new IllegalArgumentException("'" + customer + "' comes after '" + before + "'");
      }
      last = customer;
      try {
        skipTo(customer);
        boolean known = customer.equals(current.customer);
        long was = known ? current.amount : 0;
        if (known) {
          current.advance();
        }
        differ(customer, was, amount);
      } catch (SQLException e) {
        throw new Broken(e);
      }
    }

    /** Those who are there and wanted no more. */
    final void rest() {
      try {
        skipTo(null);
      } catch (SQLException e) {
        throw new Broken(e);
      }
    }

    private void skipTo(@Nullable String customer) throws SQLException {
      for (String gone = current.customer;
          gone != null && (customer == null || Utf8.compare(gone, customer) < 0);
          gone = current.customer) {
        long was = current.amount;
        current.advance();
        differ(gone, was, 0);
      }
    }

    private void differ(String customer, long was, long is) throws SQLException {
      if (was != is) {
        customers++;
        corrected += was == 0 ? 0 : 1;
        change = Math.addExact(change, Math.subtractExact(is, was));
        changed(customer, was, is);
      }
    }

    void changed(String customer, long was, long is) throws SQLException {}

    Booked booked() {
      return new Booked(customers, corrected, change);
    }
  }

  /** A database that failed under a walk that may not say so. */
  private static final class Broken extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final SQLException why;

    Broken(SQLException why) {
      super(why);
      this.why = why;
    }
  }

  /** Writes the difference: a reversal of what was wrong, and what is due. */
  private static final class Difference implements AutoCloseable {
    private final Connection connection;
    private final Booking booking;
    private final Draft reversal;
    private final Draft due;
    private final Current current;

    Difference(Connection connection, Booking booking, Current current) throws SQLException {
      this.connection = connection;
      this.booking = booking;
      this.current = current;
      long id = nextId(connection);
      this.reversal = new Draft(connection, id);
      // Where nothing stands yet there is nothing to reverse.
      this.due = new Draft(connection, current.customer == null ? id : id + 1);
    }

    Booked book(Booking.Lines lines) throws SQLException {
      Counting writing =
          new Counting(current) {
            @Override
            void changed(String customer, long was, long is) throws SQLException {
              reversal.post(Draft.CUSTOMER + customer, Math.negateExact(was));
              due.post(Draft.CUSTOMER + customer, is);
            }
          };
      try {
        lines.forEach(writing::line);
        writing.rest();
      } catch (Broken broken) {
        throw broken.why;
      }
      seal(reversal, "reversal");
      seal(due, "due");
      return writing.booked();
    }

    private void seal(Draft draft, String kind) throws SQLException {
      if (!draft.isEmpty()) {
        Header header =
            new Header(
                booking.run(),
                booking.topic(),
                kind,
                booking.unit(),
                booking.at().toString(),
                booking.by(),
                booking.text(),
                head(connection));
        draft.seal(connection, header, "expense/" + booking.topic());
      }
    }

    @Override
    public void close() throws SQLException {
      reversal.close();
      due.close();
    }
  }
}
