package io.s22.window.traffic;

import java.util.Arrays;
import org.apache.datasketches.hll.HllSketch;
import org.apache.datasketches.hll.TgtHllType;
import org.jspecify.annotations.Nullable;

/**
 * Counters per minute and route group: an open-addressed table whose cells are one cache line each,
 * and a HyperLogLog sketch of the users beside each cell.
 */
final class MinuteTable {
  /** log2 of a sketch's buckets: 2048 of them, standard error 1.04 / sqrt(2048) = 2.3 %. */
  static final int SKETCH_LOG2 = 11;

  static final int REQUESTS = 1;
  static final int SERVER_ERRORS = 2;
  static final int CLIENT_ERRORS = 3;
  static final int BYTES = 4;
  static final int TIMED = 5;
  static final int MICROS = 6;
  static final int STRIDE = 8;

  private static final int GROUP_BITS = 8;
  private static final int FIRST_CAPACITY = 1 << 12;
  private static final int RECENT = 1 << 15;

  private long[] cells = new long[FIRST_CAPACITY * STRIDE];
  private @Nullable HllSketch[] sketches = new HllSketch[FIRST_CAPACITY];
  private int mask = FIRST_CAPACITY - 1;
  private int size;

  /** Which user was just seen in which cell: the same once more cannot change a sketch. */
  private final long[] recent = new long[RECENT];

  private long lastKey = -1;
  private int lastCell;

  /** Adds one request. */
  void add(Line line, int group) {
    long key = ((long) line.minute << GROUP_BITS | group) + 1;
    int cell = key == lastKey ? lastCell : find(key);
    int base = cell * STRIDE;
    long[] c = cells;
    int status = line.status;
    c[base + REQUESTS]++;
    c[base + BYTES] += line.bytes;
    if (status >= 400) {
      c[base + (status >= 500 ? SERVER_ERRORS : CLIENT_ERRORS)]++;
    }
    if (line.micros >= 0) {
      c[base + TIMED]++;
      c[base + MICROS] += line.micros;
    }
    if (line.user != 0) {
      see(cell, key, line.user);
    }
  }

  private void see(int cell, long key, long user) {
    long mark = user ^ key * 0x9e3779b97f4a7c15L;
    int slot = (int) (mark >>> 49);
    if (recent[slot] != mark) {
      recent[slot] = mark;
      sketch(cell).update(user);
    }
  }

  private HllSketch sketch(int cell) {
    HllSketch sketch = sketches[cell];
    if (sketch == null) {
      sketch = new HllSketch(SKETCH_LOG2, TgtHllType.HLL_8);
      sketches[cell] = sketch;
    }
    return sketch;
  }

  private int find(long key) {
    int cell = slot(key) & mask;
    while (cells[cell * STRIDE] != key) {
      if (cells[cell * STRIDE] == 0) {
        if (size * 2 > mask) {
          grow();
          return find(key);
        }
        cells[cell * STRIDE] = key;
        size++;
        break;
      }
      cell = (cell + 1) & mask;
    }
    lastKey = key;
    lastCell = cell;
    return cell;
  }

  private static int slot(long key) {
    return (int) (key * 0x9e3779b97f4a7c15L >>> 32);
  }

  private void grow() {
    long[] oldCells = cells;
    @Nullable HllSketch[] oldSketches = sketches;
    int capacity = (mask + 1) * 2;
    mask = capacity - 1;
    cells = new long[capacity * STRIDE];
    sketches = new HllSketch[capacity];
    for (int old = 0; old < oldSketches.length; old++) {
      long key = oldCells[old * STRIDE];
      if (key != 0) {
        int cell = slot(key) & mask;
        while (cells[cell * STRIDE] != 0) {
          cell = (cell + 1) & mask;
        }
        System.arraycopy(oldCells, old * STRIDE, cells, cell * STRIDE, STRIDE);
        sketches[cell] = oldSketches[old];
      }
    }
    lastKey = -1;
  }

  /** How many cells are in use. */
  int size() {
    return size;
  }

  /** Takes one cell at a time, in no order. */
  interface Visitor {
    /**
     * @param base where the cell's counters begin in {@code counters}
     */
    void cell(int minute, int group, long[] counters, int base, @Nullable HllSketch users);
  }

  void visit(Visitor visitor) {
    for (int cell = 0; cell <= mask; cell++) {
      long key = cells[cell * STRIDE] - 1;
      if (key >= 0) {
        visitor.cell(
            (int) (key >> GROUP_BITS),
            (int) (key & ((1 << GROUP_BITS) - 1)),
            cells,
            cell * STRIDE,
            sketches[cell]);
      }
    }
  }

  void clear() {
    cells = new long[FIRST_CAPACITY * STRIDE];
    sketches = new HllSketch[FIRST_CAPACITY];
    mask = FIRST_CAPACITY - 1;
    size = 0;
    lastKey = -1;
    Arrays.fill(recent, 0);
  }
}
