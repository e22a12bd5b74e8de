package io.s22.store;

import io.s22.plan.S22Exception;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;

/** The errors of the store, each with its code. */
final class StoreErrors {
  /** Below this, a failed write is taken for a full disk. */
  private static final long HARDLY_ANY_ROOM = 1 << 20;

  private StoreErrors() {}

  /** What {@code e} means for whoever keeps journals in {@code file}. */
  static S22Exception of(Path file, SQLException e) {
    return switch (primary(e)) {
      case SQLITE_FULL -> full(file, e);
      case SQLITE_IOERR -> isFull(file) ? full(file, e) : inputOutput(file, e);
      case SQLITE_NOTADB -> foreign(file, "is not an SQLite database", e);
      case SQLITE_READONLY, SQLITE_PERM, SQLITE_AUTH -> readOnly(file, e);
      case SQLITE_BUSY, SQLITE_LOCKED -> busy(file, e);
      case SQLITE_CORRUPT -> corrupt(file, e);
      case SQLITE_CANTOPEN -> isFull(file) ? full(file, e) : unreachable(file, reason(e), e);
      default ->
          new S22Exception(
              "S22-3110",
              "The store " + file + " failed: " + reason(e) + ".",
              "Report this: the store met an error it does not know.",
              e);
    };
  }

  /** Whether {@code e} says that another connection is at work on the file. */
  static boolean isBusy(SQLException e) {
    SQLiteErrorCode code = primary(e);
    return code == SQLiteErrorCode.SQLITE_BUSY || code == SQLiteErrorCode.SQLITE_LOCKED;
  }

  private static SQLiteErrorCode primary(SQLException e) {
    return SQLiteErrorCode.getErrorCode(e.getErrorCode() & 0xFF);
  }

  private static String reason(Exception e) {
    return String.valueOf(e.getMessage()).replaceAll("\\s+", " ");
  }

  private static boolean isFull(Path file) {
    try {
      Path folder = file.toAbsolutePath().getParent();
      return folder != null && Files.getFileStore(folder).getUsableSpace() < HARDLY_ANY_ROOM;
    } catch (IOException e) {
      return false;
    }
  }

  private static S22Exception full(Path file, Exception cause) {
    return new S22Exception(
        "S22-3101",
        "The disk that holds the store " + file + " is full; nothing was half-written.",
        "Make room on that disk: the run goes on by itself from where it stood.",
        cause);
  }

  static S22Exception foreign(Path file, String what, Exception cause) {
    return new S22Exception(
        "S22-3102",
        "The file " + file + " " + what + ", so it is no store of S22.",
        "Move that file away, or set S22_HOME to another folder.",
        cause);
  }

  private static S22Exception readOnly(Path file, Exception cause) {
    return new S22Exception(
        "S22-3103",
        "The store " + file + " cannot be written: " + reason(cause) + ".",
        "Make the file and its folder writable for the user that runs S22.",
        cause);
  }

  static S22Exception newer(Path file, int found, int known) {
    return new S22Exception(
        "S22-3104",
        "The store "
            + file
            + " is of layout "
            + found
            + "; this S22 knows layouts up to "
            + known
            + ".",
        "Use the version of S22 that wrote it, or a later one.");
  }

  private static S22Exception busy(Path file, Exception cause) {
    return new S22Exception(
        "S22-3105",
        "Another program keeps the store " + file + " locked.",
        "End whatever holds it (an SQLite shell with an open transaction, a back-up); 'fuser' names it.",
        cause);
  }

  private static S22Exception corrupt(Path file, Exception cause) {
    return new S22Exception(
        "S22-3106",
        "The store " + file + " is damaged: " + reason(cause) + ".",
        "Copy the file, save what can be read with 'sqlite3 FILE .recover', and check each journal with 's22 journal verify'.",
        cause);
  }

  static S22Exception unreachable(Path file, String why, Exception cause) {
    return new S22Exception(
        "S22-3107",
        "The store " + file + " cannot be opened: " + why + ".",
        "Make its folder one that only the user that runs S22 can write, or set S22_HOME to another.",
        cause);
  }

  static S22Exception exists(String run) {
    return new S22Exception(
        "S22-3108", "There is already a run '" + run + "'.", "Give the new run another id.");
  }

  static S22Exception goesOn(String run) {
    return new S22Exception(
        "S22-3111",
        "Run '" + run + "' goes on: its node alone writes its journal.",
        "Wait until it has ended ('s22 runs').");
  }

  static S22Exception noRun(String run) {
    return new S22Exception(
        "S22-3109", "There is no run '" + run + "'.", "Look its id up with 's22 runs'.");
  }

  private static S22Exception inputOutput(Path file, Exception cause) {
    return new S22Exception(
        "S22-3110",
        "Reading or writing the store " + file + " failed: " + reason(cause) + ".",
        "Look at the disk and the kernel's log; the run goes on by itself once the store can be written.",
        cause);
  }
}
