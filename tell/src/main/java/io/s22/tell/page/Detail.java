package io.s22.tell.page;

/**
 * How much a page says, so that it stays small however large the cluster is.
 *
 * @param services shown in full; the worst first
 * @param stages of one window
 * @param steps of one window; only those under way or gone wrong where there are more
 * @param updates of one window
 * @param windows of each kind
 * @param longest the most characters of a title
 * @param bars whether uptime is drawn, beside being written
 */
public record Detail(
    int services, int stages, int steps, int updates, int windows, boolean bars, int longest) {
  /** From the fullest to the shortest; the first that fits is taken. */
  static final java.util.List<Detail> LEVELS =
      java.util.List.of(
          new Detail(40, 40, 80, 12, 6, true, 120),
          new Detail(24, 24, 30, 8, 4, true, 100),
          new Detail(16, 16, 10, 4, 3, false, 60),
          new Detail(8, 8, 4, 2, 1, false, 40));
}
