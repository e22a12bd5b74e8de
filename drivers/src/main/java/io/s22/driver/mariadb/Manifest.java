package io.s22.driver.mariadb;

import io.s22.data.backup.Backup;
import io.s22.plan.S22Exception;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** A small file beside a backup that says what was proven of it, and of which bytes. */
final class Manifest {
  private Manifest() {}

  private static Path beside(Path backup) {
    return backup.resolveSibling(backup.getFileName() + ".proof");
  }

  static void write(Backup.Report report) {
    try {
      Files.write(
          beside(report.file()),
          List.of(
              "sha256 " + sha256(report.file()),
              "position " + report.position(),
              "compared "
                  + report.compared().rows()
                  + " rows of "
                  + report.compared().tables()
                  + " tables"));
    } catch (IOException e) {
      throw lost(report.file(), e.toString());
    }
  }

  /** What was proven, if the backup is still the same bytes. */
  static String check(Path backup) {
    try {
      List<String> lines = Files.readAllLines(beside(backup));
      if (lines.size() < 3 || !lines.getFirst().equals("sha256 " + sha256(backup))) {
        throw lost(backup, "it is not the file that was proven");
      }
      return "restored and compared: " + lines.get(2) + ", " + lines.get(1);
    } catch (IOException e) {
      throw lost(backup, e.toString());
    }
  }

  private static S22Exception lost(Path backup, String why) {
    return new S22Exception(
        "S22-8124", "The backup " + backup + " has no proof: " + why, "Take the backup again.");
  }

  private static String sha256(Path file) throws IOException {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
        in.transferTo(java.io.OutputStream.nullOutputStream());
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
