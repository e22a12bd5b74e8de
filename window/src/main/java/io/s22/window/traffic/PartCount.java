package io.s22.window.traffic;

import io.s22.window.traffic.TrafficReader.Work;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Counts a part of a log in one thread, within bounds of memory. */
final class PartCount {
  /** All threads together hold at most this many cells: 2.3 kB each at the most. */
  private static final int MOST_CELLS = 1 << 16;

  private static final int MINUTES_PER_DAY = 1440;

  private final LineCounter counter;
  private final SpillFolder spills;
  private final Pace pace;
  private final int mostCells;
  private final List<Path> aside = new ArrayList<>();
  private final Set<LocalDate> days = new HashSet<>();
  private long text;

  PartCount(Work work, SpillFolder spills) {
    this.counter = new LineCounter(work.options());
    this.spills = spills;
    this.pace = work.pace();
    this.mostCells = MOST_CELLS / work.pace().threads();
  }

  void run(ByteSource source) throws IOException {
    long[] told = new long[2];
    Counted counted = new Counted(source);
    new LineFeed()
        .run(
            counted,
            counter,
            () -> {
              pace.add(source.consumed() - told[0], counter.lines() - told[1]);
              told[0] = source.consumed();
              told[1] = counter.lines();
              if (counter.table().size() > mostCells) {
                putAside();
              }
            });
    text = counted.text;
    note();
  }

  private void putAside() throws IOException {
    note();
    Path file = spills.next();
    CellRun.putAside(counter.table(), file);
    aside.add(file);
    counter.table().clear();
  }

  private void note() {
    counter
        .table()
        .visit((minute, group, counters, base, users) ->
            days.add(LocalDate.ofEpochDay(Math.floorDiv(minute, MINUTES_PER_DAY))));
  }

  LineCounter counter() {
    return counter;
  }

  Set<LocalDate> days() {
    return Set.copyOf(days);
  }

  /** How many bytes of text were read. */
  long text() {
    return text;
  }

  /** Everything counted, in order; to be closed. */
  List<CellRun> runs() throws IOException {
    List<CellRun> runs = new ArrayList<>();
    runs.add(CellRun.of(counter.table()));
    for (Path file : aside) {
      runs.add(CellRun.read(file));
    }
    return runs;
  }

  /** Counts the bytes of text that pass. */
  private static final class Counted implements ByteSource {
    private final ByteSource source;
    private long text;

    Counted(ByteSource source) {
      this.source = source;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
      int read = source.read(into, from, length);
      text += Math.max(read, 0);
      return read;
    }

    @Override
    public long consumed() {
      return source.consumed();
    }

    @Override
    public void close() throws IOException {
      source.close();
    }
  }
}
