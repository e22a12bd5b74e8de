package io.s22.settle.ledger;

import io.s22.plan.S22Exception;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Cases of lost data. A case is opened with its evidence; what it is worth a person decides, up to
 * what the contract allows. Nothing of it is ever changed: another decision is another event.
 */
public final class Cases {
  private final LedgerFile file;

  Cases(LedgerFile file) {
    this.file = file;
  }

  /**
   * Something that happened to a case.
   *
   * @param amount in the currency's smallest unit; null for the opening
   * @param evidence one a line; the case file
   */
  public record Event(
      String run,
      String name,
      String customer,
      @Nullable Long amount,
      String unit,
      Instant at,
      String by,
      String text,
      String evidence) {}

  /**
   * A case as it stands.
   *
   * @param opened how it began
   * @param decisions in order; the last one holds
   */
  public record Case(Event opened, List<Event> decisions) {
    public Case {
      decisions = List.copyOf(decisions);
    }

    /** What it is worth; 0 until it is decided. */
    public long amount() {
      Long last = decisions.isEmpty() ? null : decisions.getLast().amount();
      return last == null ? 0 : last;
    }
  }

  /**
   * Opens a case.
   *
   * @throws S22Exception S22-9656 where there is a case of that name
   */
  public void open(Event opening) {
    file.write(connection -> {
      if (read(connection, opening.run()).containsKey(opening.name())) {
        throw new S22Exception(
            "S22-9656",
            "The run has a case '" + opening.name() + "' already.",
            "Give the new case a name of its own; 's22 settle cases RUN' lists them.");
      }
      return insert(connection, "opened", opening);
    });
  }

  /**
   * Decides a case, at first or again.
   *
   * @param name the case
   * @param amount what it is worth
   * @param most what the contract allows; null where it pays nothing for lost data
   * @param digits decimal places of the currency
   * @throws S22Exception S22-9657 where the amount cannot be, S22-9658 where there is no such case
   */
  public void decide(
      Decision decision, String name, BigDecimal amount, @Nullable BigDecimal most, int digits) {
    if (most == null
        || amount.signum() < 0
        || amount.compareTo(most) > 0
        || amount.stripTrailingZeros().scale() > digits) {
      throw new S22Exception(
          "S22-9657",
          "The case '" + name + "' cannot be worth " + amount + ".",
          most == null
              ? "The plan pays nothing for lost data: it has no data-loss-up-to."
              : "Decide an amount from 0 to "
                  + most.toPlainString()
                  + ", with at most "
                  + digits
                  + " decimals.");
    }
    file.write(connection -> {
      Case known = read(connection, decision.run()).get(name);
      if (known == null) {
        throw new S22Exception(
            "S22-9658",
            "The run has no case '" + name + "'.",
            "'s22 settle cases RUN' lists them; 's22 settle open-case' opens one.");
      }
      Event event =
          new Event(
              decision.run(),
              name,
              known.opened().customer(),
              amount.movePointRight(digits).longValueExact(),
              known.opened().unit(),
              decision.at(),
              decision.by(),
              decision.because(),
              "");
      return insert(connection, "decided", event);
    });
  }

  /** Who decided, when and why. */
  public record Decision(String run, Instant at, String by, String because) {}

  /** The cases of a run by name, in the order they were opened. */
  public Map<String, Case> of(String run) {
    return file.read(connection -> read(connection, run));
  }

  private static long insert(Connection connection, String kind, Event event) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into case_event"
                + " (run, name, kind, customer, amount, unit, at, by, text, evidence)"
                + " values (?,?,?,?,?,?,?,?,?,?)")) {
      insert.setString(1, event.run());
      insert.setString(2, event.name());
      insert.setString(3, kind);
      insert.setString(4, event.customer());
      insert.setObject(5, event.amount());
      insert.setString(6, event.unit());
      insert.setString(7, event.at().toString());
      insert.setString(8, event.by());
      insert.setString(9, event.text());
      insert.setString(10, event.evidence());
      return insert.executeUpdate();
    }
  }

  private static Map<String, Case> read(Connection connection, String run) throws SQLException {
    Map<String, Case> cases = new LinkedHashMap<>();
    try (PreparedStatement statement =
        connection.prepareStatement(
            "select name, customer, amount, unit, at, by, text, evidence from case_event"
                + " where run = ? order by id")) {
      statement.setString(1, run);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          Event event = event(run, row);
          Case before = cases.get(event.name());
          cases.put(
              event.name(), before == null ? new Case(event, List.of()) : with(before, event));
        }
      }
    }
    return cases;
  }

  private static Case with(Case before, Event decision) {
    List<Event> decisions = new ArrayList<>(before.decisions());
    decisions.add(decision);
    return new Case(before.opened(), decisions);
  }

  private static Event event(String run, ResultSet row) throws SQLException {
    long amount = row.getLong(3);
    return new Event(
        run,
        row.getString(1),
        row.getString(2),
        row.wasNull() ? null : amount,
        row.getString(4),
        Instant.parse(row.getString(5)),
        row.getString(6),
        row.getString(7),
        row.getString(8));
  }
}
