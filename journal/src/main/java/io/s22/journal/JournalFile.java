package io.s22.journal;

import io.s22.plan.S22Exception;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
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
    InputStream buffered = new BufferedInputStream(in, 1 << 16);
    ByteArrayOutputStream line = new ByteArrayOutputStream(1024);
    long number = 1;
    for (int next = buffered.read(); next >= 0; next = buffered.read()) {
      if (next == '\n') {
        reader.accept(text(line, number));
        line.reset();
        number++;
      } else if (line.size() >= Limits.MAX_ENTRY_BYTES) {
        throw JournalErrors.unreadable("line " + number + " is longer than any entry", null);
      } else {
        line.write(next);
      }
    }
    if (line.size() > 0) {
      reader.accept(text(line, number));
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

  private static String text(ByteArrayOutputStream line, long number) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(line.toByteArray()))
          .toString();
    } catch (CharacterCodingException e) {
      throw JournalErrors.unreadable("line " + number + " is not UTF-8", e);
    }
  }
}
