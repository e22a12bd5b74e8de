package io.s22.forecast.draw;

/**
 * One random scramble of the Sobol points after the other, each a linear matrix scramble with a
 * digital shift (J. Matoušek, "On the L2-discrepancy for anchored boxes", J. Complexity 14, 1998):
 * the mean-square error is that of Owen's nested scramble, and it costs nothing a point, because
 * the matrix is multiplied into the direction numbers. Each scramble by itself is unbiased, so the
 * spread between scrambles measures the error.
 */
public final class Scramble {
  private static final double ULP = 0x1.0p-32;

  private final int[][] plain;
  private final int bits;
  private final int block;
  private final int stride;
  private final int[] scrambled;
  private final int[] low;
  private final int[] shift;
  private final int[] high;

  /**
   * @param plain direction numbers by dimension
   * @param bits each scramble has 2^bits points
   * @param block how many points are asked for at once: a power of 2, at most 2^bits
   */
  public Scramble(int[][] plain, int bits, int block) {
    this.plain = plain;
    this.bits = bits;
    this.block = block;
    // An odd number of cache lines: rows must not fall on the same ones.
    this.stride = block + 16;
    this.scrambled = new int[plain.length * 32];
    this.low = new int[plain.length * stride];
    this.shift = new int[plain.length];
    this.high = new int[plain.length];
  }

  /** Begins scramble number {@code replicate} under {@code seed}. */
  public void begin(long seed, int replicate) {
    int[] columns = new int[32];
    for (int d = 0; d < plain.length; d++) {
      long key = Mix.key(seed ^ 0x5353524F574C4531L, d, replicate);
      shift[d] = (int) (Mix.mix(key) >>> 32);
      for (int c = 0; c < bits; c++) {
        int one = 1 << (31 - c);
        columns[c] = one | ((int) (Mix.mix(key + (c + 1) * Mix.GOLDEN) >>> 32) & (one - 1));
      }
      multiply(d, columns);
      fillLow(d);
    }
  }

  private void multiply(int d, int[] columns) {
    for (int j = 0; j < bits; j++) {
      int v = plain[d][j];
      int product = 0;
      for (int c = 0; c <= j; c++) {
        product ^= columns[c] & -((v >>> (31 - c)) & 1);
      }
      scrambled[d * 32 + j] = product;
    }
  }

  private void fillLow(int d) {
    int at = d * stride;
    low[at] = 0;
    for (int j = 0, size = 1; size < block; j++, size <<= 1) {
      int v = scrambled[d * 32 + j];
      for (int k = 0; k < size; k++) {
        low[at + size + k] = low[at + k] ^ v;
      }
    }
  }

  /** Turns to the points {@code first} to {@code first + block}. */
  public void position(int first) {
    for (int d = 0; d < plain.length; d++) {
      int x = shift[d];
      int rest = first / block;
      for (int j = Integer.numberOfTrailingZeros(block); rest != 0; j++, rest >>>= 1) {
        x ^= scrambled[d * 32 + j] & -(rest & 1);
      }
      high[d] = x;
    }
  }

  /** Coordinate {@code d} of the points of the block. */
  public void fill(int d, double[] out) {
    // Signed, and moved up by one half: the same numbers exactly, and vector code.
    int x = high[d] ^ Integer.MIN_VALUE;
    int at = d * stride;
    for (int i = 0; i < block; i++) {
      out[i] = (x ^ low[at + i]) * ULP + (0.5 + 0.5 * ULP);
    }
  }

  /**
   * Sets {@code bit} of {@code marks[i]} where coordinate {@code d} of point {@code i} lies below
   * {@code p}, and where it misses it by less than 2^-30.
   */
  public void below(int d, double p, int[] marks, int bit) {
    int most = (int) Math.min(Integer.MAX_VALUE, Math.ceil(p * 0x1.0p31) + 1);
    int x = high[d];
    int at = d * stride;
    for (int i = 0; i < block; i++) {
      marks[i] |= (((x ^ low[at + i]) >>> 1) - most) >> 31 & bit;
    }
  }

  /** Coordinate {@code d} of point {@code i} of the block. */
  public double at(int d, int i) {
    return ((high[d] ^ low[d * stride + i]) & 0xFFFFFFFFL) * ULP + 0.5 * ULP;
  }
}
