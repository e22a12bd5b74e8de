package io.s22.cli;

import io.s22.journal.Entry;
import io.s22.journal.EntryCodec;
import io.s22.journal.JournalFile;
import io.s22.journal.JournalVerifier;
import io.s22.journal.Verdict;
import io.s22.report.fact.Facts;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The journal of one run, wherever it lies: in the store, or in a file that was exported.
 *
 * @param name the run's id, or the file's
 * @param lines each entry as it is written
 * @param journal its entries
 */
record Record(String name, Lines lines, Facts.Journal journal) {
  private Record(String name, Lines lines) {
    this(name, lines, new Decoded(lines));
  }

  /** Each entry's canonical JSON, in order. */
  @FunctionalInterface
  interface Lines {
    void read(Consumer<String> reader);
  }

  /** The run that is meant: the file, the named run, or the newest. */
  static Record of(Workshop workshop, @Nullable String run, @Nullable Path file) {
    if (file != null) {
      return ofFile(file);
    }
    var runs = workshop.store().runs();
    String id = run == null && !runs.isEmpty() ? runs.getFirst() : workshop.find(run);
    return new Record(id, reader -> workshop.store().readLines(id, 1, reader::accept));
  }

  /** An exported journal. */
  static Record ofFile(Path file) {
    if (!Files.isRegularFile(file)) {
      throw unreadable(file, "it is not there");
    }
    return new Record(
        file.toString(),
        reader -> {
          try (InputStream in = Files.newInputStream(file)) {
            JournalFile.readLines(in, reader);
          } catch (IOException e) {
            throw unreadable(file, String.valueOf(e.getMessage()));
          }
        });
  }

  private static Refusal unreadable(Path file, String why) {
    return new Refusal(
        ExitCode.USAGE,
        "S22-9103",
        "'" + file + "' cannot be read: " + why + ".",
        "Give a file that 's22 journal export' wrote.");
  }

  /**
   * Entries read from lines, kept for the next reading where they are not too many. An entry's
   * number is its line's: only those wanted are decoded.
   */
  private static final class Decoded implements Facts.Journal {
    private static final int MOST_KEPT = 200_000;

    private final Lines lines;
    private final List<Entry> kept = new ArrayList<>();
    private boolean whole;

    Decoded(Lines lines) {
      this.lines = lines;
    }

    @Override
    public void read(Consumer<Entry> reader) {
      if (whole) {
        kept.forEach(reader);
        return;
      }
      kept.clear();
      lines.read(line -> {
        Entry entry = EntryCodec.decode(line);
        if (kept.size() <= MOST_KEPT) {
          kept.add(entry);
        }
        reader.accept(entry);
      });
      whole = kept.size() <= MOST_KEPT;
      if (!whole) {
        kept.clear();
      }
    }

    @Override
    public List<Entry> entries(Set<Long> numbers) {
      List<Entry> found = new ArrayList<>();
      AtomicLong number = new AtomicLong();
      lines.read(line -> {
        if (numbers.contains(number.incrementAndGet())) {
          found.add(EntryCodec.decode(line));
        }
      });
      return found;
    }
  }

  /**
   * Proves that it is whole.
   *
   * @throws io.s22.plan.S22Exception S22-3004 where it is not
   */
  Verdict.Whole whole() {
    JournalVerifier verifier = new JournalVerifier();
    lines.read(verifier::accept);
    return verifier.verdict().orThrow();
  }
}
