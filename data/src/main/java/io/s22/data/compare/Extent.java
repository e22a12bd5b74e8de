package io.s22.data.compare;

import io.s22.data.mariadb.Node;
import io.s22.data.mariadb.Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/** How much there is to compare, and how much of it is compared. */
public final class Extent {
  private static final Duration ANSWER = Duration.ofSeconds(30);
  private static final String ROWS =
      "SELECT COALESCE(SUM(TABLE_ROWS), 0) FROM information_schema.TABLES WHERE TABLE_TYPE IN"
          + " ('BASE TABLE', 'SYSTEM VERSIONED') AND TABLE_SCHEMA NOT IN ('mysql', 'sys',"
          + " 'information_schema', 'performance_schema')";

  private Extent() {}

  /** The number of rows of all tables, as the server estimates it: some per cent off. */
  public static long estimate(Server server) {
    try (Node node = Node.open(server, ANSWER)) {
      return Long.parseLong(node.text(ROWS));
    }
  }

  /** Rows that a comparison with this bookmark has compared so far; 0 where it has none. */
  public static long compared(Path bookmark) {
    try (Stream<String> lines = Files.lines(bookmark)) {
      return lines.mapToLong(Extent::rows).sum();
    } catch (IOException | java.io.UncheckedIOException e) {
      // It is not there before the first range, and gone after the last.
      return 0;
    }
  }

  private static long rows(String line) {
    String[] words = line.split("\t", -1);
    boolean counts = words.length > 2 && (words[0].equals("range") || words[0].equals("whole"));
    return counts && words[2].matches("[0-9]{1,18}") ? Long.parseLong(words[2]) : 0;
  }
}
