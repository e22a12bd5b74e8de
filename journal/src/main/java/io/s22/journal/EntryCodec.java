package io.s22.journal;

import io.s22.plan.S22Exception;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;

/**
 * Entries as canonical JSON (RFC 8785), one object each, and their hashes. The hash of an entry is
 * the SHA-256 of its canonical JSON without the member {@code hash}; docs/journal.md gives the
 * recipe with standard tools.
 */
public final class EntryCodec {
  /** What stands before the first entry. */
  public static final String GENESIS = "0".repeat(64);

  private static final Shape EVENT = Shape.of(Event.class);
  private static final Shape COMMAND = Shape.of(Command.class);
  private static final Shape ENTRY = Shape.of(Entry.class);
  private static final HexFormat HEX = HexFormat.of();

  private EntryCodec() {}

  /**
   * An entry and its line.
   *
   * @param line its canonical JSON
   */
  public record Sealed(Entry entry, String line) {}

  /**
   * Makes an entry of an event: gives it its place in the chain.
   *
   * @param seq counted from 1
   * @param at cut to the millisecond
   * @param previous the hash of the entry before; {@link #GENESIS} for the first
   * @throws S22Exception S22-3003 for a value that canonical JSON cannot hold
   */
  public static Sealed seal(
      String run, long seq, Instant at, String by, Event event, String previous) {
    Instant written = at.truncatedTo(ChronoUnit.MILLIS);
    JsonBytes out = new JsonBytes(1024);
    out.raw("{\"at\":");
    PlainShape.INSTANT.write(written, out);
    out.raw(",\"by\":").string(by).raw(",\"event\":");
    EVENT.write(event, out);
    int split = out.length() + 1;
    out.raw(",\"previous\":").string(previous).raw(",\"run\":").string(run);
    out.raw(",\"seq\":").number(seq).raw('}');
    String hash = sha256(out);
    JsonBytes line = new JsonBytes(out.length() + 80);
    line.raw(out.array(), 0, split).raw("\"hash\":\"").raw(hash).raw("\",");
    line.raw(out.array(), split, out.length() - split);
    if (line.length() > Limits.MAX_ENTRY_BYTES) {
      throw JournalErrors.unwritable(
          "the entry is larger than " + Limits.MAX_ENTRY_BYTES + " bytes");
    }
    Entry entry = new Entry(run, seq, written, by, event, previous, hash);
    return new Sealed(entry, new String(line.array(), 0, line.length(), StandardCharsets.UTF_8));
  }

  /** The entry's canonical JSON, with the hash it carries, right or wrong. */
  public static String encode(Entry entry) {
    JsonBytes out = new JsonBytes(1024);
    ENTRY.write(entry, out);
    return new String(out.array(), 0, out.length(), StandardCharsets.UTF_8);
  }

  /**
   * Reads one entry, strictly; whether its hash is right is for {@link JournalVerifier}.
   *
   * @throws S22Exception S22-3001 where it is none; S22-3002 where a newer S22 wrote it
   */
  public static Entry decode(String line) {
    return (Entry) ENTRY.read(JsonTree.parse(line.getBytes(StandardCharsets.UTF_8)), "entry");
  }

  /** The hash that {@code entry} must carry. */
  public static String hash(Entry entry) {
    return seal(entry.run(), entry.seq(), entry.at(), entry.by(), entry.event(), entry.previous())
        .entry()
        .hash();
  }

  /** A command's canonical JSON. */
  public static String encode(Command command) {
    JsonBytes out = new JsonBytes(256);
    COMMAND.write(command, out);
    return new String(out.array(), 0, out.length(), StandardCharsets.UTF_8);
  }

  /**
   * Reads a command, strictly.
   *
   * @throws S22Exception as {@link #decode}
   */
  public static Command decodeCommand(String json) {
    return (Command) COMMAND.read(JsonTree.parse(json.getBytes(StandardCharsets.UTF_8)), "command");
  }

  private static String sha256(JsonBytes content) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(content.array(), 0, content.length());
      return HEX.formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
