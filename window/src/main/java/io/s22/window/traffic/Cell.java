package io.s22.window.traffic;

import org.apache.datasketches.hll.HllSketch;
import org.apache.datasketches.hll.HllUnion;
import org.apache.datasketches.hll.TgtHllType;
import org.jspecify.annotations.Nullable;

/**
 * The counters of one minute and route group, outside the table.
 *
 * @param minute since 1970-01-01T00:00Z
 * @param group place in {@link Routes#groups}
 * @param counters indexed like {@link MinuteTable}'s, the first one unused
 */
record Cell(int minute, int group, long[] counters, @Nullable HllSketch users)
    implements Comparable<Cell> {

  @Override
  public int compareTo(Cell other) {
    int byMinute = Integer.compare(minute, other.minute);
    return byMinute != 0 ? byMinute : Integer.compare(group, other.group);
  }

  /** The sum of two cells of the same minute and group. */
  Cell plus(Cell other) {
    long[] sum = counters.clone();
    for (int i = MinuteTable.REQUESTS; i <= MinuteTable.MICROS; i++) {
      sum[i] += other.counters[i];
    }
    return new Cell(minute, group, sum, union(users, other.users));
  }

  static @Nullable HllSketch union(@Nullable HllSketch one, @Nullable HllSketch other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    HllUnion union = new HllUnion(MinuteTable.SKETCH_LOG2);
    union.update(one);
    union.update(other);
    return union.getResult(TgtHllType.HLL_8);
  }
}
