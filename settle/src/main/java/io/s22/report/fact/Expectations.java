package io.s22.report.fact;

import io.s22.journal.Entry;
import io.s22.journal.Event;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the run expected of itself as it went. */
public final class Expectations implements Facts.Part {
  private static final int MOST = 400;

  private final List<Entry> course = new ArrayList<>();
  private @Nullable Entry last;
  private long count;
  private long every = 1;

  @Override
  public void accept(Entry entry) {
    if (!(entry.event() instanceof Event.Expected)) {
      return;
    }
    last = entry;
    if (count++ % every == 0) {
      course.add(entry);
    }
    if (course.size() > MOST) {
      List<Entry> half = new ArrayList<>();
      for (int i = 0; i < course.size(); i += 2) {
        half.add(course.get(i));
      }
      course.clear();
      course.addAll(half);
      every *= 2;
    }
  }

  /** The first, the last and evenly some between; at most about 400. */
  public List<Entry> course() {
    List<Entry> all = new ArrayList<>(course);
    if (last != null && (all.isEmpty() || all.getLast().seq() != last.seq())) {
      all.add(last);
    }
    return all;
  }

  public long count() {
    return count;
  }
}
