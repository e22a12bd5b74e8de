package io.s22.window.traffic;

import io.s22.plan.S22Exception;
import io.s22.window.traffic.Summary.Row;
import io.s22.window.traffic.Summary.Source;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.apache.datasketches.common.SketchesException;
import org.apache.datasketches.hll.HllSketch;
import org.apache.datasketches.hll.HllUnion;
import org.apache.datasketches.hll.TgtHllType;

/** Adds up summaries of one day. */
final class SummaryMerge {
  private static final Comparator<Key> ORDER =
      Comparator.comparingInt(Key::minute).thenComparing(Key::route);

  private static final int MINUTES = 24 * 60;

  private record Key(int minute, String route) {}

  private SummaryMerge() {}

  /**
   * Which of the summaries are to be added: one whose sources are all in another was superseded by
   * it.
   *
   * @throws S22Exception S22-7012 where two share some of their sources: a log would count twice
   */
  static List<Summary> needed(List<Summary> summaries) {
    List<Summary> largestFirst = new ArrayList<>(summaries);
    largestFirst.sort(Comparator.comparingInt((Summary s) -> s.sources().size()).reversed());
    Set<String> taken = new HashSet<>();
    List<Summary> needed = new ArrayList<>();
    for (Summary summary : largestFirst) {
      List<String> heads = summary.sources().stream().map(Source::head).toList();
      long known = heads.stream().filter(taken::contains).count();
      if (known > 0 && known < heads.size()) {
        throw new S22Exception(
            "S22-7012",
            "Two summaries of "
                + summary.day()
                + " share some, not all, of their logs: "
                + shared(summary, taken)
                + " would count twice.",
            "Move one of the two away and read its other logs again.");
      }
      if (known == 0) {
        needed.add(summary);
        taken.addAll(heads);
      }
    }
    return needed;
  }

  private static String shared(Summary summary, Set<String> taken) {
    return summary.sources().stream()
        .filter(source -> taken.contains(source.head()))
        .map(Source::name)
        .findFirst()
        .orElse("a log");
  }

  /** The sum of summaries of one day that were read with their sketches and share no source. */
  static Summary sum(List<Summary> summaries) {
    Summary first = summaries.getFirst();
    if (summaries.size() == 1) {
      return first;
    }
    TreeMap<Key, Row> rows = new TreeMap<>(ORDER);
    List<Source> sources = new ArrayList<>();
    for (Summary summary : summaries) {
      requireKind(first, summary);
      sources.addAll(summary.sources());
      for (Row row : summary.rows()) {
        rows.merge(new Key(row.minute(), row.route()), row, SummaryMerge::plus);
      }
    }
    sources.sort(Comparator.comparing(Source::name).thenComparing(Source::head));
    return new Summary(first.day(), first.kind(), sources, List.copyOf(rows.values()));
  }

  /**
   * @throws S22Exception S22-7011 where the two were counted differently
   */
  static void requireKind(Summary one, Summary other) {
    requireKind(one.kind(), other.kind(), "The summary of " + other.day());
  }

  static void requireKind(Summary.Kind wanted, Summary.Kind found, String subject) {
    if (!found.equals(wanted)) {
      throw new S22Exception(
          "S22-7011",
          subject + " was counted as " + found + ", the others as " + wanted + ".",
          "Read all logs with the same --format, --user, --zone and --route, or use another"
              + " directory.");
    }
  }

  /**
   * @throws S22Exception S22-7010 where a row cannot be: it would be counted with
   */
  static void requireSound(Summary summary, Path file) {
    for (Row row : summary.rows()) {
      boolean counts =
          Math.min(Math.min(row.requests(), row.serverErrors()), row.clientErrors()) >= 0
              && Math.min(Math.min(row.bytes(), row.timed()), row.micros()) >= 0;
      boolean minute = row.minute() >= 0 && row.minute() < MINUTES;
      if (!counts || !minute || !(row.users() >= 0 && Double.isFinite(row.users()))) {
        throw SummaryFile.refused(
            file,
            "is damaged: its table has a row that cannot be",
            new IllegalArgumentException("minute " + row.minute()));
      }
      byte[] sketch = row.sketch();
      if (sketch != null) {
        requireSketch(sketch, file);
      }
    }
  }

  private static void requireSketch(byte[] sketch, Path file) {
    try {
      HllSketch.heapify(MemorySegment.ofArray(sketch));
    } catch (SketchesException | IndexOutOfBoundsException e) {
      throw SummaryFile.refused(file, "is damaged: its sketches are not readable", e);
    }
  }

  private static Row plus(Row a, Row b) {
    byte[] one = a.sketch();
    byte[] other = b.sketch();
    byte[] sketch = one == null || other == null ? (one == null ? other : one) : union(one, other);
    double users =
        sketch == null
            ? a.users() + b.users()
            : HllSketch.heapify(MemorySegment.ofArray(sketch)).getEstimate();
    return new Row(
        a.minute(),
        a.route(),
        a.requests() + b.requests(),
        a.serverErrors() + b.serverErrors(),
        a.clientErrors() + b.clientErrors(),
        a.bytes() + b.bytes(),
        a.timed() + b.timed(),
        a.micros() + b.micros(),
        users,
        sketch);
  }

  private static byte[] union(byte[] one, byte[] other) {
    HllUnion union = new HllUnion(MinuteTable.SKETCH_LOG2);
    union.update(HllSketch.heapify(MemorySegment.ofArray(one)));
    union.update(HllSketch.heapify(MemorySegment.ofArray(other)));
    return union.getResult(TgtHllType.HLL_4).toCompactByteArray();
  }
}
