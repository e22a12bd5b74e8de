package io.s22.window.traffic;

/**
 * A 64-bit hash of a user's name or address, the same on every machine. Each word is folded in with
 * a 64x64 to 128-bit multiplication, as in wyhash.
 */
final class UserHash {
  private static final long SEED = 0x2d358dccaa6c78a5L;
  private static final long FOLD = 0x8bb84b93962eacc9L;

  private UserHash() {}

  /** Never 0, which stands for "no user". */
  static long of(byte[] bytes, int from, int to) {
    long hash = SEED;
    int at = from;
    for (; to - at >= 8; at += 8) {
      hash = fold(hash ^ Scan.word(bytes, at));
    }
    if (at < to) {
      long mask = -1L >>> (64 - ((to - at) << 3));
      hash = fold(hash ^ (Scan.word(bytes, at) & mask));
    }
    return finish(hash, to - from);
  }

  static long start() {
    return SEED;
  }

  static long fold(long hash) {
    return Math.unsignedMultiplyHigh(hash, FOLD) ^ (hash * FOLD);
  }

  static long finish(long hash, int length) {
    long mixed = fold(hash ^ length);
    return mixed == 0 ? 1 : mixed;
  }
}
