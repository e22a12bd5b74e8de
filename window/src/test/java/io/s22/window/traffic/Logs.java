package io.s22.window.traffic;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

/** Logs to be counted: real lines where they are at hand, and generated odd ones everywhere. */
final class Logs {
  private static final String[] ZONES = {"+0000", "+0800", "-0330", "+0545", "-1200", "+1400"};
  private static final String[] REQUESTS = {
    "GET / HTTP/1.1",
    "GET /api/pay?x=1 HTTP/2.0",
    "POST /api/pay HTTP/1.1",
    "GET /files/a%20b.png HTTP/1.0",
    "-",
    "",
    "\\x16\\x03\\x01\\x00",
    "GET /a\\\"b HTTP/1.1",
    "GET /it\"s HTTP/1.1",
    "CONNECT example.org:443 HTTP/1.1",
    "GET http://h.example/api/pay HTTP/1.1"
  };
  private static final String[] AGENTS = {
    "Mozilla/5.0 (X11; Linux x86_64)",
    "-",
    "",
    "a \\\"quoted\\\" agent",
    "bare \" quote",
    "émile",
    "tab\\x09",
    "back\\\\slash"
  };
  private static final String[] BROKEN = {
    "garbage",
    "1.2.3.4 - - [31/Feb/2015:10:05:03 +0000] \"GET / HTTP/1.1\" 200 1 \"-\" \"-\"",
    "1.2.3.4 - - [17/May/2015:24:05:03 +0000] \"GET / HTTP/1.1\" 200 1 \"-\" \"-\"",
    "1.2.3.4 - - [17/Mai/2015:10:05:03 +0000] \"GET / HTTP/1.1\" 200 1 \"-\" \"-\"",
    "1.2.3.4 - - [17/May/2015:10:05:03 +0000] \"GET / HTTP/1.1\" abc 1 \"-\" \"-\"",
    "1.2.3.4 - - [17/May/2015:10:05:03 +0000] \"GET / HTTP/1.1\" 200 x \"-\" \"-\"",
    "1.2.3.4 - - [17/May/2015:10:05:03 +0000] \"GET / HTTP/1.1\" 200 1 \"-\" \"cut off",
    "1.2.3.4 - - [17/May/2015:10:05:03 +0000] \"GET / HT",
    "\0\0\0\0\0",
    "1.2.3.4 - - [17/May/2015:10:05:03 +0000] \"GET / HTTP/1.1\" 20 1 \"-\" \"-\""
  };

  private Logs() {}

  /** Lines of the combined format, odd and broken ones among them. */
  static List<byte[]> combined(Random random, int count) {
    List<byte[]> lines = new ArrayList<>(real());
    while (lines.size() < count) {
      lines.add(line(random).getBytes(StandardCharsets.UTF_8));
    }
    java.util.Collections.shuffle(lines, random);
    return lines;
  }

  private static String line(Random random) {
    int kind = random.nextInt(40);
    if (kind == 0) {
      return BROKEN[random.nextInt(BROKEN.length)];
    }
    String agent = kind == 1 ? "x".repeat(65_536) : AGENTS[random.nextInt(AGENTS.length)];
    String user = kind == 2 ? "a user" : kind == 3 ? "" : "-";
    return String.format(
        "%s - %s [%02d/%s/2015:%02d:%02d:%02d %s] \"%s\" %d %s \"%s\" \"%s\"%s",
        address(random),
        user,
        1 + random.nextInt(3),
        random.nextBoolean() ? "May" : "Dec",
        random.nextInt(24),
        random.nextInt(60),
        random.nextInt(60),
        ZONES[random.nextInt(ZONES.length)],
        REQUESTS[random.nextInt(REQUESTS.length)],
        new int[] {200, 304, 404, 499, 500, 503}[random.nextInt(6)],
        random.nextInt(5) == 0 ? "-" : Long.toString(random.nextLong(1L << 33)),
        random.nextBoolean() ? "-" : "http://x.example/?q=\\\"a\\\"",
        agent,
        kind == 4 ? "\r" : "");
  }

  private static String address(Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> "2001:db8::" + Integer.toHexString(random.nextInt(500));
      case 1 -> "::ffff:10.0.0." + random.nextInt(250);
      case 2 -> "-";
      default -> "10.1." + random.nextInt(20) + "." + random.nextInt(250);
    };
  }

  /** The real log, where the folder with the test data is at hand; else nothing. */
  static List<byte[]> real() {
    Path file = SharedData.find("logs/apache_combined.log");
    if (file == null) {
      return List.of();
    }
    try {
      return Arrays.stream(Files.readString(file, StandardCharsets.ISO_8859_1).split("\n"))
          .map(line -> line.getBytes(StandardCharsets.ISO_8859_1))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static byte[] join(List<byte[]> lines) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] line : lines) {
      out.writeBytes(line);
      out.write('\n');
    }
    return out.toByteArray();
  }

  static byte[] gzip(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
