package io.s22.window.traffic;

import io.s22.plan.S22Exception;
import io.s22.window.traffic.Summary.Row;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * A summary as a file: gzipped text, so that {@code zcat} shows it. A title with the version; a
 * line of JSON that says what it was made from; a table; the users' sketches. The table and the
 * sketches each end in a line with the SHA-256 of everything before it.
 */
final class SummaryFile {
  static final String SUFFIX = ".s22t.gz";

  private static final String TITLE = "S22 traffic summary ";
  private static final int VERSION = 1;
  private static final String COLUMNS =
      "minute,route,requests,server-errors,client-errors,bytes,timed,micros,users";
  private static final int COLUMN_COUNT = 9;
  private static final String CHECK = "sha256 ";

  /** A day of a thousand users a minute, in twenty groups of paths, has half of it. */
  private static final int MOST = 64 << 20;

  private SummaryFile() {}

  /** Writes all of it or nothing: to a file beside, which is flushed and then renamed. */
  static void write(Summary summary, Path file) throws IOException {
    Path beside = file.resolveSibling(file.getFileName() + ".part");
    byte[] content = pack(text(summary));
    try (FileChannel out =
        FileChannel.open(
            beside,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      ByteBuffer rest = ByteBuffer.wrap(content);
      while (rest.hasRemaining()) {
        out.write(rest);
      }
      out.force(true);
    }
    Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static byte[] pack(String text) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return packed.toByteArray();
  }

  private static String text(Summary summary) {
    StringBuilder text = new StringBuilder();
    text.append(TITLE).append(VERSION).append('\n');
    text.append(SummaryHeader.json(summary)).append('\n').append(COLUMNS).append('\n');
    for (Row row : summary.rows()) {
      text.append(row.minute()).append(',').append(row.route());
      text.append(',').append(row.requests()).append(',').append(row.serverErrors());
      text.append(',').append(row.clientErrors()).append(',').append(row.bytes());
      text.append(',').append(row.timed()).append(',').append(row.micros());
      text.append(',').append(String.format(Locale.ROOT, "%.1f", row.users())).append('\n');
    }
    check(text);
    Base64.Encoder base64 = Base64.getEncoder();
    for (Row row : summary.rows()) {
      byte[] sketch = row.sketch();
      text.append(sketch == null ? "" : base64.encodeToString(sketch)).append('\n');
    }
    check(text);
    return text.toString();
  }

  private static void check(StringBuilder text) {
    byte[] soFar = text.toString().getBytes(StandardCharsets.UTF_8);
    text.append(CHECK).append(HexFormat.of().formatHex(Hashes.sha256().digest(soFar))).append('\n');
  }

  /**
   * Reads a summary.
   *
   * @param withSketches whether the users' sketches are wanted: they are most of the file
   * @throws S22Exception S22-7010 where it is no summary of this version or was damaged
   */
  static Summary read(Path file, boolean withSketches) {
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file), 1 << 16),
                StandardCharsets.UTF_8))) {
      return new Reader(file, in).read(withSketches);
    } catch (EOFException | ZipException e) {
      throw refused(file, "is damaged: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads a summary that somebody sent, who may mean ill: it is not unpacked without end, and every
   * row of it can be counted with.
   *
   * @throws S22Exception S22-7010 where it is no summary of this version, or cannot be
   */
  static Summary received(byte[] packed) {
    Path sent = Path.of("that was sent");
    try (GZIPInputStream unpacking = new GZIPInputStream(new ByteArrayInputStream(packed))) {
      byte[] text = unpacking.readNBytes(MOST + 1);
      if (text.length > MOST) {
        throw refused(sent, "is larger than " + MOST + " bytes", new IOException("too large"));
      }
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(new ByteArrayInputStream(text), StandardCharsets.UTF_8));
      Summary summary = new Reader(sent, in).read(true);
      SummaryMerge.requireSound(summary, sent);
      return summary;
    } catch (IOException e) {
      throw refused(sent, "is damaged: " + e.getMessage(), e);
    }
  }

  /** Reads what a summary was made from, without its rows and without checking its sums. */
  static Summary readHeader(Path file) {
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      return new Reader(file, in).header();
    } catch (EOFException | ZipException e) {
      throw refused(file, "is damaged: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static S22Exception refused(Path file, String why, Throwable cause) {
    return new S22Exception(
        "S22-7010",
        "The traffic summary " + file + " " + why + ".",
        "Move it away and read that day's logs again.",
        cause);
  }

  /** Reads line by line, keeping the sum of what was read. */
  private static final class Reader {
    private final Path file;
    private final BufferedReader in;
    private final MessageDigest digest = Hashes.sha256();

    Reader(Path file, BufferedReader in) {
      this.file = file;
      this.in = in;
    }

    Summary header() throws IOException {
      title();
      return SummaryHeader.parse(line(), List.of(), file);
    }

    private void title() throws IOException {
      String title = line();
      if (!title.equals(TITLE + VERSION)) {
        throw bad(
            title.startsWith(TITLE)
                ? "has version " + title.substring(TITLE.length()) + ", this is version " + VERSION
                : "is no traffic summary");
      }
    }

    Summary read(boolean withSketches) throws IOException {
      title();
      String header = line();
      line();
      List<String> table = new ArrayList<>();
      for (String line = next(); !line.startsWith(CHECK); line = next()) {
        add(line);
        table.add(line);
      }
      List<byte[]> sketches = withSketches ? sketches(table.size()) : List.of();
      List<Row> rows = new ArrayList<>(table.size());
      for (int i = 0; i < table.size(); i++) {
        rows.add(row(table.get(i), sketches, i));
      }
      return SummaryHeader.parse(header, rows, file);
    }

    private List<byte[]> sketches(int count) throws IOException {
      List<byte[]> sketches = new ArrayList<>(count);
      try {
        for (int i = 0; i < count; i++) {
          sketches.add(Base64.getDecoder().decode(line()));
        }
      } catch (IllegalArgumentException e) {
        throw refused(file, "is damaged: its sketches are not readable", e);
      }
      if (!next().startsWith(CHECK)) {
        throw bad("is damaged: the checksum at its end is missing");
      }
      if (in.readLine() != null) {
        throw bad("is damaged: something follows its end");
      }
      return sketches;
    }

    private Row row(String line, List<byte[]> sketches, int index) {
      String[] f = line.split(",", -1);
      if (f.length != COLUMN_COUNT) {
        throw bad("is damaged: its table has a row of " + f.length + " columns");
      }
      byte[] sketch = sketches.isEmpty() ? null : sketches.get(index);
      try {
        return row(f, sketch == null || sketch.length == 0 ? null : sketch);
      } catch (NumberFormatException e) {
        throw refused(file, "is damaged: its table has a row that is not numbers", e);
      }
    }

    private static Row row(String[] f, byte @Nullable [] sketch) {
      return new Row(
          Integer.parseInt(f[0]),
          f[1],
          Long.parseLong(f[2]),
          Long.parseLong(f[3]),
          Long.parseLong(f[4]),
          Long.parseLong(f[5]),
          Long.parseLong(f[6]),
          Long.parseLong(f[7]),
          Double.parseDouble(f[8]),
          sketch);
    }

    /** A line that counts for the sum. */
    private String line() throws IOException {
      String line = next();
      add(line);
      return line;
    }

    private void add(String line) {
      digest.update(line.getBytes(StandardCharsets.UTF_8));
      digest.update((byte) '\n');
    }

    /** The next line; a check line is compared with the sum so far and then counts for the next. */
    private String next() throws IOException {
      String line = in.readLine();
      if (line == null) {
        throw bad("is damaged: its end is missing");
      }
      if (line.startsWith(CHECK)) {
        String sum = HexFormat.of().formatHex(copy().digest());
        if (!line.equals(CHECK + sum)) {
          throw bad("is damaged: its content does not match its checksum");
        }
        add(line);
      }
      return line;
    }

    private MessageDigest copy() {
      try {
        return (MessageDigest) digest.clone();
      } catch (CloneNotSupportedException e) {
        throw new IllegalStateException("the JDK's SHA-256 can be cloned", e);
      }
    }

    private S22Exception bad(String why) {
      return refused(file, why, new IOException(why));
    }
  }
}
