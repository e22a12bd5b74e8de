package io.s22.settle.input;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A file of comma-separated values, row by row in constant memory (RFC 4180; UTF-8, with or without
 * a byte order mark; a first row that names the columns, in any order). What is wrong with a row is
 * noted with its line, and the next row is read.
 */
final class Csv {
  private static final int LONGEST_ROW = 1 << 16;
  private static final int BOM = '\uFEFF';

  private final Troubles troubles;
  private final InputStream in;
  private final MessageDigest digest;
  private long line = 1;
  private int pending = -1;

  /** Takes rows: cells by column, and the line the row begins in. */
  interface Rows {
    void row(Map<String, String> cells, long line) throws Bad;
  }

  /** What is wrong with a row. */
  static final class Bad extends Exception {
    private static final long serialVersionUID = 1L;

    Bad(String what) {
      super(what, null, false, false);
    }
  }

  private Csv(InputStream in, Troubles troubles) {
    this.digest = sha256();
    this.in = new BufferedInputStream(new DigestInputStream(in, digest), 1 << 16);
    this.troubles = troubles;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK knows SHA-256", e);
    }
  }

  /**
   * Hands each row on.
   *
   * @param needed columns that must be there
   * @param known columns that may be there
   * @return the file's SHA-256, hex
   */
  static String read(
      InputStream in, List<String> needed, List<String> known, Troubles troubles, Rows rows)
      throws IOException {
    Csv csv = new Csv(in, troubles);
    List<String> header = csv.header(needed, known);
    if (header.isEmpty()) {
      return "";
    }
    while (true) {
      long begins = csv.line;
      try {
        List<String> cells = csv.next();
        if (cells == null) {
          return HexFormat.of().formatHex(csv.digest.digest());
        }
        if (cells.size() > 1 || !cells.getFirst().isEmpty()) {
          rows.row(named(header, cells), begins);
        }
      } catch (Bad bad) {
        troubles.add(begins, String.valueOf(bad.getMessage()));
      }
    }
  }

  private List<String> header(List<String> needed, List<String> known) throws IOException {
    try {
      List<String> cells = next();
      if (cells == null) {
        throw new Bad("the file is empty; its first row names the columns: " + known);
      }
      List<String> header =
          cells.stream().map(cell -> cell.strip().toLowerCase(Locale.ROOT)).toList();
      for (String column : needed) {
        if (!header.contains(column)) {
          throw new Bad("no column is called '" + column + "'; the first row names " + known);
        }
      }
      for (String column : known) {
        if (header.indexOf(column) != header.lastIndexOf(column)) {
          throw new Bad("two columns are called '" + column + "'");
        }
      }
      return header;
    } catch (Bad bad) {
      troubles.add(1, String.valueOf(bad.getMessage()));
      return List.of();
    }
  }

  private static Map<String, String> named(List<String> header, List<String> cells) throws Bad {
    if (cells.size() != header.size()) {
      throw new Bad(cells.size() + " cells, where the first row has " + header.size());
    }
    Map<String, String> named = new TreeMap<>();
    for (int i = 0; i < cells.size(); i++) {
      named.put(header.get(i), cells.get(i));
    }
    return named;
  }

  /** The next row; null at the end. */
  private @Nullable List<String> next() throws IOException, Bad {
    List<String> cells = new ArrayList<>();
    Cell cell = new Cell();
    boolean quoted = false;
    for (int c = read(); ; c = read()) {
      if (quoted && c != '"' && c >= 0) {
        cell.add(c, this);
      } else if (quoted && c == '"') {
        int after = read();
        quoted = after == '"';
        if (quoted) {
          cell.add('"', this);
        } else {
          pending = after;
          cell.closed = true;
          if (after < 0) {
            return ended(cells, cell, after, false);
          }
        }
      } else if (c == '"' && cell.isNew()) {
        quoted = true;
        cell.closed = false;
        cell.quoted = true;
      } else if (c == ',') {
        cells.add(text(cell));
        cell.next();
      } else if (c == '\n' || c < 0) {
        return ended(cells, cell, c, quoted);
      } else if (c != '\r') {
        cell.add(c, this);
      }
    }
  }

  private String text(Cell cell) throws IOException, Bad {
    try {
      return cell.text();
    } catch (Bad bad) {
      skip(0);
      throw bad;
    }
  }

  private static @Nullable List<String> ended(List<String> cells, Cell cell, int c, boolean quoted)
      throws Bad {
    if (quoted) {
      throw new Bad("a quotation mark is never closed in its line");
    }
    if (c < 0 && cells.isEmpty() && cell.isNew()) {
      return null;
    }
    cells.add(cell.text());
    return cells;
  }

  private int read() throws IOException {
    if (pending >= 0) {
      int c = pending;
      pending = -1;
      return c;
    }
    int c = in.read();
    line += c == '\n' ? 1 : 0;
    return c;
  }

  /** Goes to the end of a row that cannot be read. */
  private void skip(int last) throws IOException {
    for (int c = last; c >= 0 && c != '\n'; ) {
      c = read();
    }
  }

  /** The bytes of one cell, and how many the row has. */
  private static final class Cell {
    private byte[] bytes = new byte[64];
    private int size;
    private int row;
    private boolean quoted;
    private boolean closed;

    boolean isNew() {
      return size == 0 && !quoted;
    }

    void add(int c, Csv csv) throws IOException, Bad {
      String wrong = wrong(c);
      if (wrong != null) {
        csv.skip(c);
        throw new Bad(wrong);
      }
      if (size == bytes.length) {
        bytes = Arrays.copyOf(bytes, size * 2);
      }
      bytes[size++] = (byte) c;
      row++;
    }

    private @Nullable String wrong(int c) {
      if (closed) {
        return "something stands after a closed quotation mark";
      }
      if (row >= LONGEST_ROW) {
        return "the row is longer than " + LONGEST_ROW + " bytes";
      }
      if (c == '\n') {
        return "a quotation mark is never closed in its line";
      }
      return c < ' ' && c != '\t' ? "a control character stands in it" : null;
    }

    String text() throws Bad {
      try {
        String text =
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, 0, size)).toString();
        return !text.isEmpty() && text.charAt(0) == BOM ? text.substring(1) : text;
      } catch (CharacterCodingException e) {
        throw new Bad("it is not UTF-8");
      }
    }

    void next() {
      size = 0;
      quoted = false;
      closed = false;
    }
  }
}
