package io.s22.window.traffic;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.function.Consumer;
import org.apache.datasketches.hll.HllSketch;
import org.jspecify.annotations.Nullable;

/** Cells in order, in memory or put aside in a file, and their merge by addition. */
final class CellRun implements Closeable {
  private final Iterator<Cell> cells;
  private final Closeable file;
  private @Nullable Cell head;

  private CellRun(Iterator<Cell> cells, Closeable file) {
    this.cells = cells;
    this.file = file;
    advance();
  }

  private void advance() {
    head = cells.hasNext() ? cells.next() : null;
  }

  static CellRun of(MinuteTable table) {
    return new CellRun(sorted(table).iterator(), () -> {});
  }

  private static List<Cell> sorted(MinuteTable table) {
    List<Cell> cells = new ArrayList<>(table.size());
    table.visit((minute, group, counters, base, users) -> {
      long[] own = new long[MinuteTable.STRIDE];
      System.arraycopy(counters, base, own, 0, MinuteTable.STRIDE);
      cells.add(new Cell(minute, group, own, users));
    });
    Collections.sort(cells);
    return cells;
  }

  /** Writes a table's cells to a file, for {@link #read}. */
  static void putAside(MinuteTable table, Path file) throws IOException {
    try (DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), 1 << 16))) {
      for (Cell cell : sorted(table)) {
        out.writeInt(cell.minute());
        out.writeShort(cell.group());
        for (int i = MinuteTable.REQUESTS; i <= MinuteTable.MICROS; i++) {
          out.writeLong(cell.counters()[i]);
        }
        HllSketch users = cell.users();
        byte[] sketch = users == null ? new byte[0] : users.toCompactByteArray();
        out.writeInt(sketch.length);
        out.write(sketch);
      }
      out.writeInt(LogTimes.NONE);
    }
  }

  static CellRun read(Path file) throws IOException {
    DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 14));
    return new CellRun(new Aside(in), in);
  }

  /** Hands the sum of all runs on, cell by cell, in order. */
  static void merge(List<CellRun> runs, Consumer<Cell> to) {
    PriorityQueue<CellRun> queue =
        new PriorityQueue<>((a, b) -> a.mustHead().compareTo(b.mustHead()));
    runs.stream().filter(run -> run.head != null).forEach(queue::add);
    @Nullable Cell sum = null;
    for (CellRun run = queue.poll(); run != null; run = queue.poll()) {
      Cell next = run.mustHead();
      if (sum != null && sum.compareTo(next) == 0) {
        sum = sum.plus(next);
      } else {
        if (sum != null) {
          to.accept(sum);
        }
        sum = next;
      }
      run.advance();
      if (run.head != null) {
        queue.add(run);
      }
    }
    if (sum != null) {
      to.accept(sum);
    }
  }

  private Cell mustHead() {
    return Objects.requireNonNull(head);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  private static final class Aside implements Iterator<Cell> {
    private final DataInputStream in;
    private int minute;

    Aside(DataInputStream in) throws IOException {
      this.in = in;
      this.minute = in.readInt();
    }

    @Override
    public boolean hasNext() {
      return minute != LogTimes.NONE;
    }

    @Override
    public Cell next() {
      try {
        int group = in.readShort();
        long[] counters = new long[MinuteTable.STRIDE];
        for (int i = MinuteTable.REQUESTS; i <= MinuteTable.MICROS; i++) {
          counters[i] = in.readLong();
        }
        byte[] sketch = in.readNBytes(in.readInt());
        @Nullable HllSketch users =
            sketch.length == 0 ? null : HllSketch.heapify(MemorySegment.ofArray(sketch));
        Cell cell = new Cell(minute, group, counters, users);
        minute = in.readInt();
        return cell;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
