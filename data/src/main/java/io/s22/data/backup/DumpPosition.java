package io.s22.data.backup;

import io.s22.data.mariadb.GtidPosition;
import io.s22.plan.S22Exception;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The GTID position a dump stands for, from the comment near its beginning. */
public final class DumpPosition {
  private static final Pattern POSITION = Pattern.compile("SET GLOBAL gtid_slave_pos='([0-9,-]*)'");
  private static final int LINES = 400;

  private DumpPosition() {}

  /**
   * Reads it.
   *
   * @throws S22Exception S22-8120 when the dump does not say
   */
  public static GtidPosition of(Path dump) {
    try (BufferedReader lines = Files.newBufferedReader(dump, StandardCharsets.ISO_8859_1)) {
      String line = lines.readLine();
      for (int i = 0; line != null && i < LINES; i++) {
        Matcher matcher = POSITION.matcher(line);
        if (matcher.find()) {
          return GtidPosition.parse(matcher.group(1));
        }
        line = lines.readLine();
      }
    } catch (IOException e) {
      throw unknown(dump, e.toString());
    }
    throw unknown(dump, "no gtid_slave_pos among its first " + LINES + " lines");
  }

  private static S22Exception unknown(Path dump, String why) {
    return new S22Exception(
        "S22-8120",
        "The dump " + dump + " does not say its position: " + why,
        "See that the server writes a binary log with GTIDs, and take the backup again.");
  }
}
