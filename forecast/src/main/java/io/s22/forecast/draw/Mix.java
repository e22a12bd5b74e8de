package io.s22.forecast.draw;

/**
 * Counter-based random numbers: the number of a trial is a function of (key, trial), so the answer
 * does not depend on who computes it when. The mixing is SplitMix64's (Steele, Lea and Flood 2014,
 * with Stafford's variant 13).
 */
public final class Mix {
  /** The odd integer next to 2^64 / golden ratio: successive counters land far apart. */
  public static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private static final double ULP = 0x1.0p-53;

  private Mix() {}

  /** A bijection of 64 bits whose output looks random. */
  public static long mix(long z) {
    long a = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    long b = (a ^ (a >>> 27)) * 0x94D049BB133111EBL;
    return b ^ (b >>> 31);
  }

  /** The key of a stream named by two numbers under a seed. */
  public static long key(long seed, long a, long b) {
    return mix(mix(seed + a * GOLDEN) + b * 0xD1342543DE82EF95L);
  }

  /** The number of {@code trial} in the stream {@code key}, strictly between 0 and 1. */
  public static double uniform(long key, long trial) {
    return ((mix(key + trial * GOLDEN) >>> 11) + 0.5) * ULP;
  }

  /** The numbers of {@code n} trials from {@code first} on. */
  public static void fill(long key, long first, double[] out, int n) {
    long counter = key + first * GOLDEN;
    for (int i = 0; i < n; i++) {
      out[i] = ((mix(counter + i * GOLDEN) >>> 11) + 0.5) * ULP;
    }
  }
}
