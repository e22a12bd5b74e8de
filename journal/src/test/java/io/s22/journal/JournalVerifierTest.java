package io.s22.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class JournalVerifierTest {
  private final List<String> lines =
      new ArrayList<>(Samples.journal().stream().map(EntryCodec.Sealed::line).toList());

  private static Verdict verdict(List<String> lines) {
    JournalVerifier verifier = new JournalVerifier();
    lines.forEach(verifier::accept);
    return verifier.verdict();
  }

  private void assertBroken(long line, Verdict.Kind kind, String why) {
    assertThat(verdict(lines)).isEqualTo(new Verdict.Broken(line, kind, why));
  }

  @Test
  void anUntouchedJournalIsWhole() {
    String head = Samples.journal().getLast().entry().hash();

    assertThat(verdict(lines)).isEqualTo(new Verdict.Whole("s22-1", lines.size(), head));
  }

  @Test
  void aChangedEntryIsNamed() {
    lines.set(4, lines.get(4).replace("lead", "mole"));
    assertBroken(5, Verdict.Kind.CHANGED, "entry 5 is not the text its hash was made of.");
  }

  @Test
  void anEntryRewrittenWithItsHashIsFoundAtTheNext() {
    Entry third = Samples.journal().get(2).entry();
    Event forged = new Event.Moved(RunState.WAITING, RunState.DONE, "all is well");
    lines.set(
        2,
        EntryCodec.seal(third.run(), 3, third.at(), third.by(), forged, third.previous()).line());

    assertBroken(
        4,
        Verdict.Kind.CHANGED,
        "entry 4 was written after another entry 3 than the one before it.");
  }

  @Test
  void removedEntriesAreNamed() {
    lines.remove(6);
    lines.remove(6);
    assertBroken(7, Verdict.Kind.REMOVED, "entries 7 to 8 are missing before entry 9.");
  }

  @Test
  void aRemovedBeginningIsNamed() {
    lines.removeFirst();
    assertBroken(1, Verdict.Kind.REMOVED, "entry 1 is missing before entry 2.");
  }

  @Test
  void swappedEntriesAreToldFromRemovedOnes() {
    Collections.swap(lines, 9, 12);
    assertBroken(10, Verdict.Kind.REORDERED, "entry 10 stands on line 13, after a later one.");
  }

  @Test
  void anEntryThatStandsTwiceIsNamed() {
    lines.add(5, lines.get(2));
    assertBroken(6, Verdict.Kind.REORDERED, "entry 3 stands after entry 5.");
  }

  @Test
  void aMissingEndIsFoundByAHeadNotedElsewhere() {
    String head = Samples.journal().getLast().entry().hash();
    JournalVerifier verifier =
        new JournalVerifier(" " + head.toUpperCase(java.util.Locale.ROOT) + "\n");
    lines.subList(0, lines.size() - 2).forEach(verifier::accept);

    assertThat(verifier.verdict())
        .isEqualTo(
            new Verdict.Broken(
                lines.size() - 2L,
                Verdict.Kind.TRUNCATED,
                "it ends with entry "
                    + (lines.size() - 2)
                    + ", and no entry has the expected hash "
                    + head
                    + "."));
  }

  @Test
  void aJournalThatWentOnSinceItsHeadWasNotedIsWhole() {
    JournalVerifier verifier = new JournalVerifier(Samples.journal().get(5).entry().hash());
    lines.forEach(verifier::accept);

    assertThat(verifier.verdict()).isInstanceOf(Verdict.Whole.class);
  }

  @Test
  void anEntryOfAnotherRunIsNamed() {
    Entry last = Samples.journal().getLast().entry();
    lines.add(
        EntryCodec.seal("other", last.seq() + 1, last.at(), "n", last.event(), last.hash()).line());
    assertBroken(
        lines.size(),
        Verdict.Kind.FOREIGN,
        "entry " + (last.seq() + 1) + " belongs to the run 'other'.");
  }

  @Test
  void aLineThatIsNoEntryIsNamed() {
    lines.set(3, "{\"at\":");
    assertThat(verdict(lines))
        .isInstanceOfSatisfying(
            Verdict.Broken.class,
            broken -> {
              assertThat(broken.line()).isEqualTo(4);
              assertThat(broken.kind()).isEqualTo(Verdict.Kind.UNREADABLE);
            });
  }

  @Test
  void whiteSpaceOrAnotherOrderOfMembersIsAChange() {
    lines.set(1, lines.get(1).replace(",\"by\"", ", \"by\""));
    assertBroken(2, Verdict.Kind.CHANGED, "entry 2 is not the text its hash was made of.");
  }

  @Test
  void nothingIsNoJournal() {
    assertThat(verdict(List.of()))
        .isEqualTo(new Verdict.Broken(0, Verdict.Kind.EMPTY, "it has no entries."));
  }

  /** Any single byte changed, any line removed, any two swapped: never whole. */
  @Test
  void noDamageGoesUnnoticed() {
    long seed = 316;
    Random random = new Random(seed);
    for (int i = 0; i < 2_000; i++) {
      List<String> damaged = new ArrayList<>(lines);
      int line = random.nextInt(damaged.size() - 1);
      switch (i % 3) {
        case 0 -> {
          StringBuilder text = new StringBuilder(damaged.get(line));
          int place = random.nextInt(text.length());
          text.setCharAt(place, (char) (text.charAt(place) ^ 1 << random.nextInt(6)));
          damaged.set(line, text.toString());
        }
        case 1 -> damaged.remove(line);
        default -> Collections.swap(damaged, line, line + 1);
      }
      assertThat(verdict(damaged))
          .as("seed %d, case %d", seed, i)
          .isInstanceOf(Verdict.Broken.class);
    }
  }
}
