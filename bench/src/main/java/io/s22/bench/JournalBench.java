package io.s22.bench;

import io.s22.journal.Effect;
import io.s22.journal.Entry;
import io.s22.journal.EntryCodec;
import io.s22.journal.Event;
import io.s22.journal.JournalVerifier;
import io.s22.journal.Outcome;
import io.s22.journal.Phase;
import io.s22.journal.RunSummary;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a journal of 10,000 entries costs: to seal, to read, to sum up, to verify. */
public final class JournalBench {
  private static final int ENTRIES = 10_000;
  private static final int ROUNDS = 12;
  private static final Instant START = Instant.parse("2024-03-15T16:00:00Z");

  private JournalBench() {}

  public static void main(String[] arguments) {
    System.out.println("round   seal us/entry   read+sum ms   verify ms");
    for (int round = 1; round <= ROUNDS; round++) {
      long begin = System.nanoTime();
      List<String> lines = lines();
      long sealed = System.nanoTime();
      List<Entry> entries = lines.stream().map(EntryCodec::decode).toList();
      long count = RunSummary.of(entries).orElseThrow().entries();
      long read = System.nanoTime();
      JournalVerifier verifier = new JournalVerifier();
      lines.forEach(verifier::accept);
      long verified = System.nanoTime();
      if (verifier.verdict().orThrow().entries() != count) {
        throw new IllegalStateException("the journal of the bench is not whole");
      }
      System.out.printf(
          Locale.ROOT,
          "%5d %15.2f %13.1f %11.1f%n",
          round,
          (sealed - begin) / 1e3 / ENTRIES,
          (read - sealed) / 1e6,
          (verified - read) / 1e6);
    }
  }

  private static List<String> lines() {
    List<String> lines = new ArrayList<>();
    String previous = EntryCodec.GENESIS;
    for (int seq = 1; seq <= ENTRIES; seq++) {
      EntryCodec.Sealed sealed =
          EntryCodec.seal(
              "s22-2024-03-16", seq, START.plusMillis(seq), "node-1", event(seq), previous);
      lines.add(sealed.line());
      previous = sealed.entry().hash();
    }
    return lines;
  }

  private static Event event(int seq) {
    Effect effect = new Effect("upgrade-db-" + seq / 2, "db" + seq % 64, Phase.ACT, 1, 1);
    if (seq == 1) {
      return new Event.RunOpened(
          "s22",
          "plan: s22\n".repeat(500),
          "0".repeat(64),
          START,
          START.plusSeconds(14_400),
          java.util.Map.of(),
          List.of(),
          "0.1.0");
    }
    return seq % 2 == 0
        ? new Event.Intent(effect)
        : new Event.Ended(effect, new Outcome.Done("8.0.36 in 12 s"));
  }
}
