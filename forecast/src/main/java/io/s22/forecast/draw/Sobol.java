package io.s22.forecast.draw;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.hipparchus.random.SobolSequenceGenerator;

/**
 * Direction numbers of the Sobol sequence, 32 bits.
 *
 * <p>Source: S. Joe and F. Y. Kuo, "Constructing Sobol sequences with better two-dimensional
 * projections", SIAM J. Sci. Comput. 30 (2008); their table {@code new-joe-kuo-6.21201} is taken
 * from the Hipparchus library.
 */
public final class Sobol {
  /** As many dimensions as are used: later ones gain nothing over pseudo-random numbers. */
  public static final int MOST_DIMENSIONS = 1024;

  private static final String TABLE = "/assets/org/hipparchus/random/new-joe-kuo-6.21201";

  private Sobol() {}

  /** {@code [dimension][j]}: the j-th direction number, its leading bit at position 31-j. */
  public static int[][] directions(int dimensions) {
    int[][] v = new int[dimensions][32];
    if (dimensions > 0) {
      for (int j = 0; j < 32; j++) {
        v[0][j] = 1 << (31 - j);
      }
    }
    try (BufferedReader table = open()) {
      table.readLine();
      for (int d = 1; d < dimensions; d++) {
        fill(v[d], table.readLine().trim().split("\\s+"));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return v;
  }

  private static BufferedReader open() {
    InputStream in = SobolSequenceGenerator.class.getResourceAsStream(TABLE);
    if (in == null) {
      throw new IllegalStateException(TABLE + " is not in the Hipparchus library");
    }
    return new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII));
  }

  private static void fill(int[] v, String[] line) {
    int s = Integer.parseInt(line[1]);
    int a = Integer.parseInt(line[2]);
    for (int j = 0; j < s; j++) {
      v[j] = Integer.parseInt(line[3 + j]) << (31 - j);
    }
    for (int j = s; j < 32; j++) {
      v[j] = v[j - s] ^ (v[j - s] >>> s);
      for (int k = 1; k < s; k++) {
        v[j] ^= ((a >>> (s - 1 - k)) & 1) * v[j - k];
      }
    }
  }
}
