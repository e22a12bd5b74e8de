package io.s22.settle;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Names by number: a million of them in a few dozen megabytes, as UTF-8 end to end in one array,
 * found by open addressing.
 */
public final class Names {
  private static final int FREE = -1;

  private byte[] bytes = new byte[1 << 12];
  private int[] ends = new int[1 << 8];
  private int[] table = free(1 << 9);
  private int size;

  private static int[] free(int length) {
    int[] table = new int[length];
    Arrays.fill(table, FREE);
    return table;
  }

  /** How many. */
  public int size() {
    return size;
  }

  /** The number of {@code name}; a new one where it is new. */
  public int number(String name) {
    byte[] utf8 = name.getBytes(StandardCharsets.UTF_8);
    int slot = slot(utf8);
    if (table[slot] != FREE) {
      return table[slot];
    }
    append(utf8);
    table[slot] = size - 1;
    if (size * 2 > table.length) {
      grow();
    }
    return size - 1;
  }

  /** The number of {@code name}; -1 where it has none. */
  public int find(String name) {
    return table[slot(name.getBytes(StandardCharsets.UTF_8))];
  }

  /** The name of a number. */
  public String name(int number) {
    return new String(bytes, from(number), ends[number] - from(number), StandardCharsets.UTF_8);
  }

  /**
   * All numbers, in the order of the names' UTF-8 bytes: the order every database sorts them in.
   */
  public int[] sorted() {
    Integer[] order = new Integer[size];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, this::compare);
    return Arrays.stream(order).mapToInt(i -> i).toArray();
  }

  private int compare(int one, int other) {
    return Arrays.compareUnsigned(bytes, from(one), ends[one], bytes, from(other), ends[other]);
  }

  private int from(int number) {
    return number == 0 ? 0 : ends[number - 1];
  }

  private void append(byte[] utf8) {
    int from = size == 0 ? 0 : ends[size - 1];
    int end = Math.addExact(from, utf8.length);
    if (end > bytes.length) {
      bytes =
          Arrays.copyOf(
              bytes, (int) Math.min(Integer.MAX_VALUE - 8, Math.max(end, bytes.length * 2L)));
    }
    System.arraycopy(utf8, 0, bytes, from, utf8.length);
    if (size == ends.length) {
      ends = Arrays.copyOf(ends, size * 2);
    }
    ends[size++] = end;
  }

  private int slot(byte[] utf8) {
    int slot = spread(Arrays.hashCode(utf8)) & (table.length - 1);
    while (table[slot] != FREE && !holds(table[slot], utf8)) {
      slot = (slot + 1) & (table.length - 1);
    }
    return slot;
  }

  private boolean holds(int number, byte[] utf8) {
    return Arrays.equals(bytes, from(number), ends[number], utf8, 0, utf8.length);
  }

  private void grow() {
    table = free(table.length * 2);
    for (int i = 0; i < size; i++) {
      byte[] utf8 = Arrays.copyOfRange(bytes, from(i), ends[i]);
      table[slot(utf8)] = i;
    }
  }

  /** Names that were made to collide must not: the bits are mixed (MurmurHash3's finisher). */
  private static int spread(int hash) {
    int h = hash;
    h ^= h >>> 16;
    h *= 0x85ebca6b;
    h ^= h >>> 13;
    h *= 0xc2b2ae35;
    return h ^ (h >>> 16);
  }
}
