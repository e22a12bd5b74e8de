package io.s22.report.fact;

import io.s22.journal.Entry;
import io.s22.journal.Event;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What people were asked, decided and told, and what gates said. */
public final class People implements Facts.Part {
  private static final int MOST = 2_000;

  private final Map<String, Entry> open = new HashMap<>();
  private final List<Decision> decisions = new ArrayList<>();
  private final List<Entry> gates = new ArrayList<>();
  private long gateCount;
  private long noGo;

  /**
   * A decision, or a command that nobody asked for.
   *
   * @param asked the question's entry; null for a command
   * @param decided the answer's entry, or the command's
   */
  public record Decision(@Nullable Entry asked, Entry decided) {}

  @Override
  public void accept(Entry entry) {
    if (entry.event() instanceof Event.Asked asked) {
      open.put(asked.question(), entry);
    } else if (entry.event() instanceof Event.Decided decided) {
      keep(new Decision(open.remove(decided.question()), entry));
    } else if (entry.event() instanceof Event.Commanded) {
      keep(new Decision(null, entry));
    } else if (entry.event() instanceof Event.GateAnswered answered) {
      gateCount++;
      noGo += answered.answer() == io.s22.journal.GateAnswer.NO_GO ? 1 : 0;
      if (gates.size() < MOST) {
        gates.add(entry);
      }
    }
  }

  private void keep(Decision decision) {
    if (decisions.size() < MOST) {
      decisions.add(decision);
    }
  }

  /** Decisions in order; the first two thousand. */
  public List<Decision> decisions() {
    return List.copyOf(decisions);
  }

  /** Questions nobody answered. */
  public List<Entry> open() {
    return open.values().stream().sorted(java.util.Comparator.comparing(Entry::seq)).toList();
  }

  /** Gates' answers in order; the first two thousand. */
  public List<Entry> gates() {
    return List.copyOf(gates);
  }

  public long gateCount() {
    return gateCount;
  }

  /** How many answers were no-go. */
  public long noGo() {
    return noGo;
  }
}
