package io.s22.forecast.net;

import java.util.List;

/**
 * A list of lists of numbers in two flat arrays: row r stands in {@code list} from {@code from[r]}
 * to before {@code from[r + 1]}.
 */
record Rows(int[] from, int[] list) {
  static final Rows NONE = new Rows(new int[] {0}, new int[] {});

  static Rows of(List<List<Integer>> rows) {
    int[] from = new int[rows.size() + 1];
    for (int i = 0; i < rows.size(); i++) {
      from[i + 1] = from[i] + rows.get(i).size();
    }
    int[] list = rows.stream().flatMap(List::stream).mapToInt(Integer::intValue).toArray();
    return new Rows(from, list);
  }

  /** The same edges, seen from their other end. */
  Rows turned() {
    int size = from.length - 1;
    int[] start = new int[size + 1];
    for (int to : list) {
      start[to + 1]++;
    }
    for (int i = 0; i < size; i++) {
      start[i + 1] += start[i];
    }
    int[] next = start.clone();
    int[] out = new int[list.length];
    for (int row = 0; row < size; row++) {
      for (int e = from[row]; e < from[row + 1]; e++) {
        out[next[list[e]]++] = row;
      }
    }
    return new Rows(start, out);
  }

  int size(int row) {
    return from[row + 1] - from[row];
  }
}
