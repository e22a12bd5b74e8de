package io.s22.settle.show;

import io.s22.plan.S22Exception;
import io.s22.report.print.Printer;
import io.s22.settle.Settlement;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.UUID;

/** Statements as PDF, one file a customer who is due something. */
public final class Statements {
  private static final int LONGEST_NAME = 80;

  private final Account account;
  private final Printer printer = new Printer();

  public Statements(Account account) {
    this.account = account;
  }

  /**
   * Prints all of them.
   *
   * @return how many
   * @throws S22Exception S22-9659 where the folder cannot be written to
   */
  public long printAll(Path folder) {
    Settlement settlement = account.settlement();
    long printed = 0;
    for (int i = 0; i < settlement.users(); i++) {
      int user = settlement.user(i);
      boolean due =
          settlement.due(user).amount().signum() > 0
              || settlement.orders().extra(user) > 0
              || !account.casesOf(settlement.name(user)).isEmpty();
      if (due) {
        print(folder, user);
        printed++;
      }
    }
    return printed;
  }

  /** Prints one; a file of that name is replaced when the new one is whole. */
  public Path print(Path folder, int user) {
    Path file = folder.resolve(fileName(account.settlement().name(user)) + ".pdf");
    Path draft = folder.resolve(file.getFileName() + ".part");
    try {
      Files.createDirectories(folder);
      try (OutputStream out = Files.newOutputStream(draft)) {
        printer.print(Statement.of(account, user), account.made(), out);
      }
      Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
      return file;
    } catch (IOException e) {
      throw new S22Exception(
          "S22-9659",
          "'" + file + "' cannot be written: " + e.getMessage() + ".",
          "Give a folder that this user may write to, with room for a file a customer.",
          e);
    }
  }

  /**
   * A user's name as a file's: what may harm a path is written as hexadecimal, and different names
   * stay different.
   */
  static String fileName(String name) {
    StringBuilder safe = new StringBuilder();
    for (byte each : name.getBytes(StandardCharsets.UTF_8)) {
      boolean plain = (each >= 'a' && each <= 'z') || (each >= '0' && each <= '9') || each == '-';
      safe.append(plain ? String.valueOf((char) each) : String.format(Locale.ROOT, "_%02x", each));
    }
    return safe.length() <= LONGEST_NAME
        ? safe.toString()
        : safe.substring(0, LONGEST_NAME)
            + "_"
            + UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
  }
}
