package io.s22.window.traffic;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/**
 * A Huffman code of DEFLATE (RFC 1951, 3.2) as a table: the next bits find an entry, which says how
 * many of them the code has and what it means. Codes longer than the table's index go on in tables
 * behind it.
 *
 * <p>An entry, from its lowest bit: 5 bits length; {@link #LITERAL}, {@link #LONGER}; 4 bits, how
 * many further bits belong to the value, or index the table behind; {@link #INVALID}, {@link
 * #OTHER}; from bit 16 the value, or where the table behind begins.
 */
final class InflateCodes {
  static final int ROOT = 11;
  static final int MASK = (1 << ROOT) - 1;
  static final int LENGTH = 31;
  static final int LITERAL = 1 << 6;
  static final int LONGER = 1 << 7;
  static final int INVALID = 1 << 12;

  /** The end of a block, or nothing that is valid. */
  static final int OTHER = 1 << 13;

  private static final int NOTHING = OTHER | INVALID | 1;
  private static final int LONGEST = 15;
  private static final int END_OF_BLOCK = 256;
  private static final int LENGTHS = 29;
  private static final int DISTANCES = 30;

  private int[] table = new int[2 << ROOT];

  static final class Corrupt extends Exception {
    private static final long serialVersionUID = 1;

    Corrupt(String what) {
      super(what);
    }
  }

  int[] table() {
    return table;
  }

  static int extra(int entry) {
    return entry >>> 8 & 15;
  }

  /** The entry of a code that is longer than the root table's index. */
  static int longer(int[] table, int entry, long bits) {
    return table[(entry >>> 16) + ((int) (bits >>> ROOT) & ((1 << extra(entry)) - 1))];
  }

  /** Takes the next code; the bits of its value stay. */
  int next(InflateBits in) {
    int entry = table[(int) in.bits & MASK];
    if ((entry & LONGER) != 0) {
      entry = longer(table, entry, in.bits);
    }
    in.take(entry & LENGTH);
    return entry;
  }

  static int literalOrLength(int symbol) {
    if (symbol < END_OF_BLOCK) {
      return symbol << 16 | LITERAL;
    }
    int index = symbol - END_OF_BLOCK - 1;
    if (index < 0) {
      return OTHER;
    }
    if (index >= LENGTHS) {
      return NOTHING & ~LENGTH;
    }
    if (index == LENGTHS - 1) {
      return 258 << 16;
    }
    int extra = index < 8 ? 0 : (index >> 2) - 1;
    int base = index < 8 ? index + 3 : ((4 + (index & 3)) << extra) + 3;
    return base << 16 | extra << 8;
  }

  static int distance(int symbol) {
    if (symbol >= DISTANCES) {
      return NOTHING & ~LENGTH;
    }
    int extra = symbol < 4 ? 0 : (symbol >> 1) - 1;
    int base = symbol < 4 ? symbol + 1 : ((2 + (symbol & 1)) << extra) + 1;
    return base << 16 | extra << 8;
  }

  static int plain(int symbol) {
    return symbol << 16 | LITERAL;
  }

  /**
   * Builds the table anew.
   *
   * @param lengths of each symbol's code; 0 for none
   * @param meaning of a symbol: an entry without its code's length
   */
  void build(byte[] lengths, int symbols, IntUnaryOperator meaning) throws Corrupt {
    int[] next = firstCodes(lengths, symbols);
    Arrays.fill(table, 0, 1 << ROOT, NOTHING);
    makeRoom(lengths, symbols, next.clone());
    for (int symbol = 0; symbol < symbols; symbol++) {
      int length = lengths[symbol];
      if (length > 0) {
        put(reversed(next[length]++, length), length, meaning.applyAsInt(symbol) | length);
      }
    }
  }

  /** The first code of each length; refuses codes of which there are too many or too few. */
  private static int[] firstCodes(byte[] lengths, int symbols) throws Corrupt {
    int[] counts = new int[LONGEST + 1];
    for (int symbol = 0; symbol < symbols; symbol++) {
      counts[lengths[symbol]]++;
    }
    int used = symbols - counts[0];
    int left = 1;
    int[] first = new int[LONGEST + 2];
    for (int length = 1; length <= LONGEST; length++) {
      left = (left << 1) - counts[length];
      if (left < 0) {
        throw new Corrupt("a code has too many symbols");
      }
      first[length + 1] = (first[length] + counts[length]) << 1;
    }
    boolean single = used <= 1 && counts[1] == used;
    if (left > 0 && !single) {
      throw new Corrupt("a code has too few symbols");
    }
    return first;
  }

  /** Lays a table behind for every root index that codes longer than it share. */
  private void makeRoom(byte[] lengths, int symbols, int[] next) {
    byte[] deepest = new byte[1 << ROOT];
    for (int symbol = 0; symbol < symbols; symbol++) {
      int length = lengths[symbol];
      if (length > ROOT) {
        int index = reversed(next[length], length) & MASK;
        deepest[index] = (byte) Math.max(deepest[index], length);
      }
      next[length]++;
    }
    int free = 1 << ROOT;
    for (int index = 0; index <= MASK; index++) {
      if (deepest[index] > 0) {
        int bits = deepest[index] - ROOT;
        if (free + (1 << bits) > table.length) {
          table = Arrays.copyOf(table, table.length * 2);
        }
        table[index] = free << 16 | bits << 8 | LONGER;
        Arrays.fill(table, free, free + (1 << bits), NOTHING);
        free += 1 << bits;
      }
    }
  }

  private void put(int code, int length, int entry) {
    if (length <= ROOT) {
      for (int index = code; index <= MASK; index += 1 << length) {
        table[index] = entry;
      }
      return;
    }
    int root = table[code & MASK];
    for (int index = code >>> ROOT; index < 1 << extra(root); index += 1 << (length - ROOT)) {
      table[(root >>> 16) + index] = entry;
    }
  }

  private static int reversed(int code, int length) {
    return Integer.reverse(code) >>> (32 - length);
  }
}
