package io.s22.journal;

import io.s22.plan.S22Exception;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Says whether a journal is as it was written. Takes its lines one after the other, in constant
 * memory. A journal whose last entries were rewritten together with all their hashes is whole by
 * itself: only a head noted elsewhere tells.
 */
public final class JournalVerifier {
  private final @Nullable String expectedHead;
  private boolean headSeen;
  private long lines;
  private @Nullable Entry last;
  private Verdict.@Nullable Broken broken;
  private long missing;

  /** Verifies without a head to expect. */
  public JournalVerifier() {
    this(null);
  }

  /**
   * @param expectedHead the hash of an entry that must be in the journal, most often its last, as
   *     somebody noted it; null for none
   */
  public JournalVerifier(@Nullable String expectedHead) {
    this.expectedHead = expectedHead == null ? null : expectedHead.strip().toLowerCase(Locale.ROOT);
  }

  /** Takes the next entry's line, without its line feed. */
  public void accept(String line) {
    lines++;
    if (broken == null) {
      check(line);
    } else if (missing > 0) {
      findMissing(line);
    }
  }

  /** The verdict on all lines so far. */
  public Verdict verdict() {
    if (broken != null) {
      return broken;
    }
    if (last == null) {
      return new Verdict.Broken(0, Verdict.Kind.EMPTY, "it has no entries.");
    }
    if (expectedHead != null && !headSeen) {
      return new Verdict.Broken(
          lines,
          Verdict.Kind.TRUNCATED,
          "it ends with entry "
              + last.seq()
              + ", and no entry has the expected hash "
              + expectedHead
              + ".");
    }
    return new Verdict.Whole(last.run(), last.seq(), last.hash());
  }

  private void check(String line) {
    Entry entry;
    try {
      entry = EntryCodec.decode(line);
    } catch (S22Exception e) {
      bad(Verdict.Kind.UNREADABLE, String.valueOf(e.getMessage()));
      return;
    }
    if (!isAsWritten(entry, line)) {
      bad(Verdict.Kind.CHANGED, "entry " + entry.seq() + " is not the text its hash was made of.");
    } else {
      place(entry);
    }
    if (broken == null) {
      last = entry;
      headSeen |= entry.hash().equals(expectedHead);
    }
  }

  /**
   * Sealing the entry's values again must give this very line: its hash, and its canonical form.
   */
  private static boolean isAsWritten(Entry entry, String line) {
    try {
      return EntryCodec.seal(
              entry.run(), entry.seq(), entry.at(), entry.by(), entry.event(), entry.previous())
          .line()
          .equals(line);
    } catch (S22Exception e) {
      return false;
    }
  }

  private void place(Entry entry) {
    long expected = last == null ? 1 : last.seq() + 1;
    String previous = last == null ? EntryCodec.GENESIS : last.hash();
    if (last != null && !entry.run().equals(last.run())) {
      bad(
          Verdict.Kind.FOREIGN,
          "entry " + entry.seq() + " belongs to the run '" + JsonTree.cut(entry.run()) + "'.");
    } else if (entry.seq() > expected) {
      missing = expected;
      String what =
          entry.seq() - expected == 1
              ? "entry " + expected + " is"
              : "entries " + expected + " to " + (entry.seq() - 1) + " are";
      bad(Verdict.Kind.REMOVED, what + " missing before entry " + entry.seq() + ".");
    } else if (entry.seq() < expected) {
      bad(
          Verdict.Kind.REORDERED,
          "entry " + entry.seq() + " stands after entry " + (expected - 1) + ".");
    } else if (!entry.previous().equals(previous)) {
      bad(
          Verdict.Kind.CHANGED,
          "entry "
              + entry.seq()
              + " was written after another entry "
              + (expected - 1)
              + " than the one before it.");
    }
  }

  /** An entry that was missing and stands further down was moved, not removed. */
  private void findMissing(String line) {
    Verdict.Broken before = broken;
    try {
      if (before != null && EntryCodec.decode(line).seq() == missing) {
        broken =
            new Verdict.Broken(
                before.line(),
                Verdict.Kind.REORDERED,
                "entry " + missing + " stands on line " + lines + ", after a later one.");
        missing = 0;
      }
    } catch (S22Exception e) {
      missing = 0; // no order can be made out in what follows
    }
  }

  private void bad(Verdict.Kind kind, String why) {
    broken = new Verdict.Broken(lines, kind, why);
  }
}
