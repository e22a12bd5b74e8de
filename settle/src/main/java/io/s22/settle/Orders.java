package io.s22.settle;

import java.util.Arrays;

/**
 * Orders and the credit points they brought. Those placed in the window bring more: so many times
 * the points. An order that is told twice counts once.
 */
public final class Orders {
  private final long from;
  private final long to;
  private final int times;
  private final Names ids = new Names();
  private int[] user = new int[1 << 8];
  private long[] at = new long[1 << 8];
  private long[] points = new long[1 << 8];
  private long[] extra = new long[1 << 8];
  private long inWindow;

  public Orders(Terms terms) {
    this.from = terms.from();
    this.to = terms.closes();
    this.times = terms.pointsTimes();
  }

  /**
   * The next order.
   *
   * @param placed epoch nanoseconds
   * @return whether it can be: false where the same order was told otherwise before
   */
  public boolean add(String order, int who, long placed, long brought) {
    int before = ids.size();
    int number = ids.number(order);
    if (number < before) {
      return user[number] == who && at[number] == placed && points[number] == brought;
    }
    if (number == user.length) {
      user = Arrays.copyOf(user, number * 2);
      at = Arrays.copyOf(at, number * 2);
      points = Arrays.copyOf(points, number * 2);
    }
    user[number] = who;
    at[number] = placed;
    points[number] = brought;
    if (placed >= from && placed < to) {
      count(who, brought);
    }
    return true;
  }

  private void count(int who, long brought) {
    inWindow++;
    if (who >= extra.length) {
      extra = Arrays.copyOf(extra, Math.max(who + 1, extra.length * 2));
    }
    extra[who] = Math.addExact(extra[who], Math.multiplyExact(brought, times - 1L));
  }

  /** How many orders there are. */
  public long count() {
    return ids.size();
  }

  /** How many of them were placed in the window. */
  public long inWindow() {
    return inWindow;
  }

  /** Points a user gets on top. */
  public long extra(int who) {
    return who < extra.length ? extra[who] : 0;
  }
}
