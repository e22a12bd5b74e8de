package io.s22.report.doc;

import io.s22.plan.Text;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One field of a table.
 *
 * @param text what people read
 * @param value the figure itself, for programs; null where the text is all
 * @param cites the journal entries it rests on, by number; those of an aggregate are its first, its
 *     worst and its last
 * @param mood how it is shown
 */
public record Cell(Text text, @Nullable Double value, List<Long> cites, Mood mood) {
  /** How a field is shown. */
  public enum Mood {
    PLAIN,
    GOOD,
    BAD,
    DOUBTFUL,
    /** Came from a simulated driver, not from the cluster. */
    SIMULATED
  }

  public Cell {
    cites = List.copyOf(cites);
  }

  /** A text in all languages alike. */
  public static Cell of(String text, Long... cites) {
    return new Cell(Text.of(text), null, List.of(cites), Mood.PLAIN);
  }

  public static Cell of(Text text, Long... cites) {
    return new Cell(text, null, List.of(cites), Mood.PLAIN);
  }

  /** A figure as it is read, and as it is. */
  public static Cell figure(double value, String shown, List<Long> cites) {
    return new Cell(Text.of(shown), value, cites, Mood.PLAIN);
  }

  /** The same, shown otherwise. */
  public Cell as(Mood other) {
    return new Cell(text, value, cites, other);
  }

  /** The same, and what it rests on. */
  public Cell citing(List<Long> entries) {
    return new Cell(text, value, entries, mood);
  }

  /** Nothing is known. */
  public static Cell none() {
    return of("–");
  }

  /** One text in two languages. */
  public static Text say(String english, String chinese) {
    return new Text(Map.of("en", english, "zh", chinese));
  }
}
