package io.s22.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * No journal is thrown away: those that each released version wrote are read for ever. Files are
 * added under {@code testdata/journals/VERSION}, never changed.
 */
class OldJournalsTest {
  private static final Path JOURNALS = Path.of("..", "testdata", "journals");

  static List<Path> journals() throws IOException {
    try (Stream<Path> files = Files.walk(JOURNALS)) {
      return files.filter(file -> file.toString().endsWith(".jsonl")).sorted().toList();
    }
  }

  private static List<Entry> read(Path file) throws IOException {
    List<Entry> entries = new ArrayList<>();
    try (var in = Files.newInputStream(file)) {
      JournalFile.read(in, entries::add);
    }
    return entries;
  }

  @ParameterizedTest
  @MethodSource("journals")
  void everyJournalEverReleasedIsReadVerifiedAndSummed(Path file) throws IOException {
    List<Entry> entries = read(file);
    try (var in = Files.newInputStream(file)) {
      assertThat(JournalFile.verify(in, new JournalVerifier())).isInstanceOf(Verdict.Whole.class);
    }
    assertThat(RunSummary.of(entries).orElseThrow().entries()).isEqualTo(entries.size());
  }

  @ParameterizedTest
  @MethodSource("journals")
  void aFileReadAndWrittenIsTheSameFile(Path file) throws IOException {
    ByteArrayOutputStream copy = new ByteArrayOutputStream();
    try (JournalFile.Writer writer = new JournalFile.Writer(copy)) {
      for (Entry entry : read(file)) {
        writer.write(EntryCodec.encode(entry));
      }
    }
    assertThat(copy.toByteArray()).isEqualTo(Files.readAllBytes(file));
  }

  /** A new kind of event needs a line in a new file here; {@link Samples#main} writes one. */
  @Test
  void everyKindOfEventIsInSomeJournal() throws IOException {
    Set<String> found = new HashSet<>();
    for (Path file : journals()) {
      read(file).forEach(entry -> found.add(entry.event().getClass().getSimpleName()));
    }
    for (Class<?> kind : Event.class.getPermittedSubclasses()) {
      assertThat(found).contains(kind.getSimpleName());
    }
  }

  @Test
  void theFirstJournalReadsAsItWasMeant() throws IOException {
    List<Entry> meant = Samples.journal().stream().map(EntryCodec.Sealed::entry).toList();

    assertThat(read(JOURNALS.resolve("0.1/every-event.jsonl"))).isEqualTo(meant.subList(0, 20));
  }
}
