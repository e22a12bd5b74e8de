package io.s22.cli.proof;

import io.s22.journal.Effect;
import io.s22.journal.Entry;
import io.s22.journal.Event;
import io.s22.journal.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What really happened: each command of the proof's plan appends its effect's key to a file, once
 * each time it is run. The journal says what should have.
 */
public final class Ledger {
  private final Map<String, Long> written;

  private Ledger(Map<String, Long> written) {
    this.written = written;
  }

  /** Reads the file; one that is not there is empty. */
  public static Ledger read(Path file) throws IOException {
    List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
    return new Ledger(
        lines.stream()
            .collect(
                Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting())));
  }

  /**
   * What the file and the journal say differently.
   *
   * @param lost effects that ended in the journal and never happened
   * @param repeated effects that happened more than once
   * @param unrecorded effects that happened and of which the journal knows nothing
   */
  public record Difference(List<String> lost, List<String> repeated, List<String> unrecorded) {
    /** Whether both say the same. */
    public boolean none() {
      return lost.isEmpty() && repeated.isEmpty() && unrecorded.isEmpty();
    }
  }

  /** Holds the file against the journal of {@code run}. */
  public Difference against(String run, List<Entry> journal) {
    List<String> lost = new ArrayList<>();
    List<String> known = new ArrayList<>();
    for (Entry entry : journal) {
      switch (entry.event()) {
        case Event.Intent(Effect effect) -> known.add(run + "/" + effect);
        case Event.Ended(Effect effect, Outcome outcome) -> {
          if (happened(outcome) && !written.containsKey(run + "/" + effect)) {
            lost.add(effect.toString());
          }
        }
        default -> {}
      }
    }
    List<String> repeated =
        written.entrySet().stream().filter(e -> e.getValue() > 1).map(Map.Entry::getKey).toList();
    Set<String> intended = Set.copyOf(known);
    List<String> unrecorded =
        written.keySet().stream().filter(key -> !intended.contains(key)).toList();
    return new Difference(lost, repeated, unrecorded);
  }

  private static boolean happened(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Done done -> true;
      case Outcome.Failed failed -> true;
      case Outcome.Refused refused -> true;
      case Outcome.Unknown unknown -> false;
    };
  }

  /** How many effects happened. */
  public int size() {
    return written.size();
  }
}
