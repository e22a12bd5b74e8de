package io.s22.journal;

import io.s22.plan.S22Exception;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * A journal as a file: one entry a line, each the canonical JSON its hash was made of, in UTF-8,
 * each line ended by a line feed. Both ways in constant memory.
 */
public final class JournalFile {
  private JournalFile() {}

  /** Takes lines one after the other; the stream is flushed and closed by {@link #close}. */
  public static final class Writer implements AutoCloseable {
    private final OutputStream out;

    public Writer(OutputStream out) {
      this.out = new BufferedOutputStream(out, 1 << 16);
    }

    /** Writes one entry's canonical JSON. */
    public void write(String line) throws IOException {
      out.write(line.getBytes(StandardCharsets.UTF_8));
      out.write('\n');
    }

    @Override
    public void close() throws IOException {
      out.close();
    }
  }

  /**
   * Hands each line on, unread: for {@link JournalVerifier}, which judges them.
   *
   * @throws S22Exception S22-3001, with the line's number, where a line is longer than any entry or
   *     is not UTF-8
   */
  public static void readLines(InputStream in, Consumer<String> reader) throws IOException {
    Lines lines = new Lines(reader);
    byte[] chunk = new byte[1 << 16];
    for (int length = in.read(chunk); length >= 0; length = in.read(chunk)) {
      lines.take(chunk, length);
    }
    lines.end();
  }

  /** Cuts chunks into lines: a chunk at a time costs a fraction of a byte at a time. */
  private static final class Lines {
    private final Consumer<String> reader;
    private final CharsetDecoder utf8 = StandardCharsets.UTF_8.newDecoder();
    private final ByteArrayOutputStream begun = new ByteArrayOutputStream(1024);
    private long number = 1;

    Lines(Consumer<String> reader) {
      this.reader = reader;
    }

    void take(byte[] chunk, int length) {
      int from = 0;
      for (int i = 0; i < length; i++) {
        if (chunk[i] == '\n') {
          keep(chunk, from, i - from);
          line();
          from = i + 1;
        }
      }
      keep(chunk, from, length - from);
    }

    /** What follows the last line feed is a line where it is not empty. */
    void end() {
      if (begun.size() > 0) {
        line();
      }
    }

    private void keep(byte[] chunk, int from, int length) {
      if (begun.size() + length > Limits.MAX_ENTRY_BYTES) {
        throw JournalErrors.unreadable("line " + number + " is longer than any entry", null);
      }
      begun.write(chunk, from, length);
    }

    private void line() {
      try {
        reader.accept(utf8.decode(ByteBuffer.wrap(begun.toByteArray())).toString());
      } catch (CharacterCodingException e) {
        throw JournalErrors.unreadable("line " + number + " is not UTF-8", e);
      }
      begun.reset();
      number++;
    }
  }

  /**
   * Hands each entry on; whether the journal is whole is for {@link JournalVerifier}.
   *
   * @throws S22Exception S22-3001 or S22-3002 where a line is no entry
   */
  public static void read(InputStream in, Consumer<Entry> reader) throws IOException {
    readLines(in, line -> reader.accept(EntryCodec.decode(line)));
  }

  /** The verdict on a whole file. */
  public static Verdict verify(InputStream in, JournalVerifier verifier) throws IOException {
    readLines(in, verifier::accept);
    return verifier.verdict();
  }
}
