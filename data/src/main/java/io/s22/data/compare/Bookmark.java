package io.s22.data.compare;

import io.s22.plan.S22Exception;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How far a comparison is, in a file of lines that are only added to: killed at any instant, it
 * goes on after the last range that was written whole.
 */
final class Bookmark implements AutoCloseable {
  private static final String SEPARATOR = "\t";

  private final Path path;
  private final FileChannel file;
  private final Map<String, Reached> reached = new LinkedHashMap<>();
  private final List<Difference> differences = new ArrayList<>();
  private long rows;

  /**
   * How far a table is.
   *
   * @param after the last key compared; empty before the first
   */
  record Reached(List<String> after, boolean whole) {}

  /**
   * Opens the file, or begins it anew when it belongs to another comparison.
   *
   * @param what names the comparison: servers and tables
   */
  Bookmark(Path path, String what) {
    this.path = path;
    try {
      Files.createDirectories(path.toAbsolutePath().getParent());
      String header = "s22-compare-1" + SEPARATOR + what;
      List<String> lines = Files.exists(path) ? wholeLines(path) : List.of();
      boolean goesOn = !lines.isEmpty() && lines.getFirst().equals(header);
      long length = goesOn ? read(lines) : 0;
      file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      file.truncate(length);
      file.position(length);
      if (!goesOn) {
        write(header);
      }
    } catch (IOException e) {
      throw failed(path, e);
    }
  }

  /** A line without its end was being written when the process died: it does not count. */
  private static List<String> wholeLines(Path path) throws IOException {
    String text = Files.readString(path);
    return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
  }

  private long read(List<String> lines) {
    long length = 0;
    for (String line : lines) {
      length += line.getBytes(StandardCharsets.UTF_8).length + 1;
      List<String> words = List.of(line.split(SEPARATOR, -1));
      switch (words.getFirst()) {
        case "range" -> {
          rows += Long.parseLong(words.get(2));
          reached.put(words.get(1), new Reached(words.subList(3, words.size()), false));
        }
        case "whole" -> {
          rows += Long.parseLong(words.get(2));
          reached.put(words.get(1), new Reached(List.of(), true));
        }
        case "differs" ->
            differences.add(
                new Difference(
                    words.get(2),
                    words.get(1),
                    words.get(4),
                    Difference.Kind.valueOf(words.get(3))));
        default -> {
          // The header.
        }
      }
    }
    return length;
  }

  Reached reached(String table) {
    return reached.getOrDefault(table, new Reached(List.of(), false));
  }

  /** Whether some of {@code table} was compared before. */
  boolean begun(String table) {
    return reached.containsKey(table);
  }

  List<Difference> differences() {
    return List.copyOf(differences);
  }

  /** Rows compared before it was opened. */
  long rows() {
    return rows;
  }

  /** Everything up to {@code upTo} was compared; null for the whole table. */
  void done(
      Table table,
      @org.jspecify.annotations.Nullable List<String> upTo,
      long count,
      List<Difference> found) {
    StringBuilder lines = new StringBuilder();
    for (Difference d : found) {
      lines.append(
          String.join(SEPARATOR, "differs", d.table(), d.copy(), d.kind().name(), d.key()) + "\n");
    }
    List<String> words = new ArrayList<>();
    words.addAll(List.of(upTo == null ? "whole" : "range", table.fullName(), Long.toString(count)));
    if (upTo != null) {
      words.addAll(upTo);
    }
    write(lines + String.join(SEPARATOR, words));
  }

  private void write(String lines) {
    try {
      ByteBuffer bytes = StandardCharsets.UTF_8.encode(lines + "\n");
      while (bytes.hasRemaining()) {
        file.write(bytes);
      }
      // Not forced to the disk: a killed process loses nothing, and a power cut costs some ranges.
    } catch (IOException e) {
      throw failed(path, e);
    }
  }

  private static S22Exception failed(Path path, IOException e) {
    return new S22Exception(
        "S22-8132",
        "The comparison's progress cannot be kept in " + path + ": " + e,
        "See that this file can be written; then run the comparison again.",
        e);
  }

  /** Forgets how far it was: the comparison is complete. */
  void finish() {
    close();
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      throw failed(path, e);
    }
  }

  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException e) {
      throw failed(path, e);
    }
  }
}
