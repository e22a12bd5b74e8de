package io.s22.window.traffic;

import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Counts the slow way, with regular expressions and the JDK's dates: what the reader is held to.
 */
final class Reference {
  private static final Pattern COMBINED =
      Pattern.compile(
          "(.*?) (.*?) (.*?) \\[(.{26})] \"(.*?)(?<!\\\\)\" (\\d{3}) (\\d{1,18}|-)"
              + " \"(.*?)(?<!\\\\)\" \"(.*)(?<!\\\\)\"\\r?",
          Pattern.DOTALL);
  private static final DateTimeFormatter LOCAL =
      DateTimeFormatter.ofPattern("dd/MMM/uuuu:HH:mm:ss Z", Locale.ENGLISH)
          .withResolverStyle(java.time.format.ResolverStyle.STRICT);

  /** Requests, server errors, client errors, bytes under each epoch minute. */
  final Map<Long, long[]> minutes = new TreeMap<>();

  final Map<Long, java.util.Set<String>> users = new TreeMap<>();
  long lines;
  long malformed;

  void combined(List<byte[]> all) {
    for (byte[] line : all) {
      if (line.length == 0) {
        continue;
      }
      lines++;
      Matcher m = COMBINED.matcher(new String(line, StandardCharsets.ISO_8859_1));
      try {
        if (!m.matches()) {
          malformed++;
          continue;
        }
        long minute =
            Math.floorDiv(
                OffsetDateTime.parse(m.group(4), LOCAL)
                    .withOffsetSameInstant(ZoneOffset.UTC)
                    .toEpochSecond(),
                60L);
        add(minute, Integer.parseInt(m.group(6)), m.group(7), m.group(1));
      } catch (java.time.DateTimeException e) {
        malformed++;
      }
    }
  }

  void add(long minute, int status, String bytes, String user) {
    long[] c = minutes.computeIfAbsent(minute, k -> new long[4]);
    c[0]++;
    c[1] += status >= 500 ? 1 : 0;
    c[2] += status >= 400 && status < 500 ? 1 : 0;
    c[3] += bytes.equals("-") ? 0 : Long.parseLong(bytes);
    if (!user.isEmpty() && !user.equals("-")) {
      users.computeIfAbsent(minute, k -> new java.util.HashSet<>()).add(user);
    }
  }
}
