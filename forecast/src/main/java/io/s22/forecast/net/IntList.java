package io.s22.forecast.net;

import java.util.Arrays;

/** A list of numbers in an array that is used again and again. */
final class IntList {
  int[] at = new int[32];
  int size;

  void add(int value) {
    if (size == at.length) {
      at = Arrays.copyOf(at, 2 * size);
    }
    at[size++] = value;
  }

  void clear() {
    size = 0;
  }

  boolean has(int value) {
    boolean has = false;
    for (int i = 0; i < size && !has; i++) {
      has = at[i] == value;
    }
    return has;
  }

  /** Ascending; lists are short and nearly sorted. */
  void sort() {
    for (int i = 1; i < size; i++) {
      int value = at[i];
      int hole = i;
      while (hole > 0 && at[hole - 1] > value) {
        at[hole] = at[hole - 1];
        hole--;
      }
      at[hole] = value;
    }
  }
}
