package io.s22.store;

import io.s22.plan.S22Exception;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** What PostgreSQL's errors mean, by their SQLSTATE (PostgreSQL's manual, appendix A). */
final class PostgresErrors {
  /** The database does not answer, or not to this user. */
  static final String UNREACHABLE = "S22-3107";

  private PostgresErrors() {}

  /** What {@code e} means for whoever keeps journals in the database {@code name}. */
  static S22Exception of(String name, SQLException e) {
    String state = state(e);
    return switch (state.substring(0, 2)) {
      case "53" -> state.equals("53100") ? full(name, e) : unreachable(name, e);
      case "08", "28", "3D", "57" -> unreachable(name, e);
      case "25", "42" -> denied(name, e);
      case "55", "40" -> busy(name, e);
      case "XX", "58" -> damaged(name, e);
      case "22" -> unfit(name, e);
      default -> unknown(name, e);
    };
  }

  /** The first state that is one: the pool wraps what the driver says. */
  private static String state(SQLException e) {
    for (@Nullable Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql
          && sql.getSQLState() != null
          && sql.getSQLState().length() == 5) {
        return sql.getSQLState();
      }
    }
    // without one it is the pool's: it found no connection in time
    return "08000";
  }

  private static String reason(Throwable e) {
    Throwable cause = e;
    for (Throwable next = e.getCause(); next instanceof SQLException; next = next.getCause()) {
      cause = next;
    }
    return String.valueOf(cause.getMessage()).replaceAll("\\s+", " ");
  }

  private static S22Exception full(String name, Exception e) {
    return new S22Exception(
        "S22-3101",
        "The disk that holds the database " + name + " is full; nothing was half-written.",
        "Make room on the database's disk: the run goes on by itself from where it stood.",
        e);
  }

  private static S22Exception denied(String name, Exception e) {
    return new S22Exception(
        "S22-3103",
        "The database " + name + " cannot be written: " + reason(e) + ".",
        "Give S22's user a schema of its own in that database, and name the server that takes"
            + " writes.",
        e);
  }

  static S22Exception newer(String name, int found, int known) {
    return new S22Exception(
        "S22-3104",
        "The database "
            + name
            + " is of layout "
            + found
            + "; this S22 knows layouts up to "
            + known
            + ".",
        "Use the version of S22 that wrote it, or a later one.");
  }

  private static S22Exception busy(String name, Exception e) {
    return new S22Exception(
        "S22-3105",
        "Another session keeps the database " + name + " locked: " + reason(e) + ".",
        "End whatever holds it; 'select * from pg_stat_activity' names it.",
        e);
  }

  private static S22Exception damaged(String name, Exception e) {
    return new S22Exception(
        "S22-3106",
        "The database " + name + " is damaged: " + reason(e) + ".",
        "Look at PostgreSQL's log, and check each journal with 's22 journal verify'.",
        e);
  }

  private static S22Exception unreachable(String name, Exception e) {
    return new S22Exception(
        UNREACHABLE,
        "The database " + name + " cannot be reached: " + reason(e) + ".",
        "See that it runs, and that user, password and address are right; runs go on by themselves"
            + " when it is back.",
        e);
  }

  private static S22Exception unfit(String name, Exception e) {
    return new S22Exception(
        "S22-3112",
        "The database " + name + " cannot hold a value: " + reason(e) + ".",
        "Take control characters, such as NUL, out of the text.",
        e);
  }

  private static S22Exception unknown(String name, Exception e) {
    return new S22Exception(
        "S22-3110",
        "The database " + name + " failed: " + reason(e) + ".",
        "Report this: the store met an error it does not know.",
        e);
  }
}
