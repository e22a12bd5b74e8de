package io.s22.server.office;

import io.s22.journal.Effect;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What effects print, the newest lines of the newest runs: to look on, not a record. Secrets were
 * taken out before. For any number of threads.
 */
public final class LogBook {
  private static final int LINES = 2_000;
  private static final int RUNS = 50;
  private static final int LONGEST = 2_000;

  private final Map<String, Book> books =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Book> eldest) {
          return size() > RUNS;
        }
      };

  /** One line. */
  public record Line(long number, Instant at, String step, String effect, String text) {}

  private static final class Book {
    final Deque<Line> lines = new ArrayDeque<>();
    long next = 1;
  }

  /** Takes a line that an effect printed. */
  public synchronized void add(String run, Instant at, Effect effect, String text) {
    Book book = books.computeIfAbsent(run, key -> new Book());
    String cut = text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
    book.lines.add(new Line(book.next++, at, effect.step(), effect.toString(), cut));
    if (book.lines.size() > LINES) {
      book.lines.removeFirst();
    }
  }

  /** The lines after number {@code after}, oldest first, {@code most} at the most. */
  public synchronized List<Line> after(String run, long after, int most) {
    Book book = books.get(run);
    return book == null
        ? List.of()
        : book.lines.stream().filter(line -> line.number() > after).limit(most).toList();
  }
}
