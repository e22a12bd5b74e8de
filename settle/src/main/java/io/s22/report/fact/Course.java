package io.s22.report.fact;

import io.s22.journal.Entry;
import io.s22.journal.Event;
import io.s22.journal.RunState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** How a run went as a whole: its states, who drove it, how many entries of each kind. */
public final class Course implements Facts.Part {
  private static final int MOST = 5_000;

  private @Nullable Entry first;
  private @Nullable Entry last;
  private Event.@Nullable RunOpened opened;
  private final List<Entry> moves = new ArrayList<>();
  private final List<Entry> takenOver = new ArrayList<>();
  private final Map<String, Long> kinds = new TreeMap<>();
  private final Map<String, Long> samples = new TreeMap<>();
  private final Map<String, Long> people = new TreeMap<>();

  @Override
  public void accept(Entry entry) {
    first = first == null ? entry : first;
    last = entry;
    Event event = entry.event();
    String kind = kind(event);
    kinds.merge(kind, 1L, Long::sum);
    samples.putIfAbsent(kind, entry.seq());
    if (event instanceof Event.RunOpened o) {
      opened = o;
    }
    if (event instanceof Event.Moved && moves.size() < MOST) {
      moves.add(entry);
    }
    if (event instanceof Event.TakenOver && takenOver.size() < MOST) {
      takenOver.add(entry);
    }
    if (byPerson(event)) {
      people.putIfAbsent(entry.by(), entry.seq());
    }
  }

  private static boolean byPerson(Event event) {
    return event instanceof Event.RunOpened
        || event instanceof Event.Commanded
        || event instanceof Event.Decided(String q, String c, String r, boolean byDefault)
            && !byDefault;
  }

  /** An event's type as the journal writes it. */
  public static String kind(Event event) {
    return event
        .getClass()
        .getSimpleName()
        .replaceAll("(?<=[a-z])(?=[A-Z])", "-")
        .toLowerCase(java.util.Locale.ROOT);
  }

  /** The first entry. */
  public Entry first() {
    return there(first);
  }

  /** The last entry: the chain's head. */
  public Entry last() {
    return there(last);
  }

  /** What opened the run. */
  public Event.RunOpened opened() {
    return there(opened);
  }

  /** Its changes of state, in order. */
  public List<Entry> moves() {
    return List.copyOf(moves);
  }

  /** Nodes that drove it, in order. */
  public List<Entry> takenOver() {
    return List.copyOf(takenOver);
  }

  /** How many entries of each kind. */
  public Map<String, Long> kinds() {
    return Map.copyOf(kinds);
  }

  /** The first entry of each kind. */
  public Map<String, Long> samples() {
    return Map.copyOf(samples);
  }

  /** The people who opened, told or decided, each with the first entry of theirs. */
  public Map<String, Long> people() {
    return Map.copyOf(people);
  }

  /** Where it stands. */
  public RunState state() {
    return moves.isEmpty() || !(moves.getLast().event() instanceof Event.Moved moved)
        ? RunState.WAITING
        : moved.to();
  }

  /** When it began to work; null where it never did. */
  public @Nullable Entry began() {
    return moves.isEmpty() ? null : moves.getFirst();
  }

  /** When it ended; null where it has not. */
  public @Nullable Instant ended() {
    return state().ended() ? moves.getLast().at() : null;
  }

  private static <T> T there(@Nullable T value) {
    if (value == null) {
      throw new IllegalStateException("a journal without its first entry");
    }
    return value;
  }
}
