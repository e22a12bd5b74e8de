package io.s22.window.traffic;

import io.s22.window.traffic.InflateCodes.Corrupt;
import java.io.IOException;
import java.util.Arrays;

/** Reads the two codes of a block, as RFC 1951 has them in 3.2.6 and 3.2.7. */
final class InflateHeader {
  private static final int MOST_LITERALS = 286;
  private static final int MOST_DISTANCES = 30;
  private static final int COPY = 16;
  private static final int FEW_ZEROS = 17;
  private static final byte[] ORDER = {
    16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15
  };

  private final InflateBits in;
  private final InflateCodes literals;
  private final InflateCodes distances;
  private final InflateCodes ofLengths = new InflateCodes();
  private final byte[] lengths = new byte[MOST_LITERALS + MOST_DISTANCES + 4];

  InflateHeader(InflateBits in, InflateCodes literals, InflateCodes distances) {
    this.in = in;
    this.literals = literals;
    this.distances = distances;
  }

  void fixed() throws Corrupt {
    Arrays.fill(lengths, 0, 144, (byte) 8);
    Arrays.fill(lengths, 144, 256, (byte) 9);
    Arrays.fill(lengths, 256, 280, (byte) 7);
    Arrays.fill(lengths, 280, 288, (byte) 8);
    literals.build(lengths, 288, InflateCodes::literalOrLength);
    Arrays.fill(lengths, 0, 32, (byte) 5);
    distances.build(lengths, 32, InflateCodes::distance);
  }

  /** Where the source ends in here, nothing is built: the caller asks whether it is over. */
  void dynamic() throws IOException, Corrupt {
    in.fill();
    int ofLiterals = in.take(5) + 257;
    int ofDistances = in.take(5) + 1;
    int given = in.take(4) + 4;
    if (ofLiterals > MOST_LITERALS || ofDistances > MOST_DISTANCES) {
      throw new Corrupt("a block has too many symbols");
    }
    byte[] own = new byte[ORDER.length];
    for (int i = 0; i < given; i++) {
      in.fill();
      own[ORDER[i]] = (byte) in.take(3);
    }
    if (in.isOver()) {
      return;
    }
    ofLengths.build(own, own.length, InflateCodes::plain);
    readLengths(ofLiterals + ofDistances);
    if (in.isOver()) {
      return;
    }
    if (lengths[256] == 0) {
      throw new Corrupt("a block has no end");
    }
    byte[] behind = Arrays.copyOfRange(lengths, ofLiterals, ofLiterals + ofDistances);
    literals.build(lengths, ofLiterals, InflateCodes::literalOrLength);
    distances.build(behind, ofDistances, InflateCodes::distance);
  }

  private void readLengths(int wanted) throws IOException, Corrupt {
    int read = 0;
    while (read < wanted && !in.isOver()) {
      in.fill();
      int entry = ofLengths.next(in);
      int symbol = entry >>> 16;
      if ((entry & InflateCodes.OTHER) != 0 || (symbol == COPY && read == 0)) {
        throw new Corrupt("a block's codes cannot be read");
      }
      int times = symbol < COPY ? 1 : times(symbol);
      byte value = symbol < COPY ? (byte) symbol : symbol == COPY ? lengths[read - 1] : 0;
      if (read + times > wanted) {
        throw new Corrupt("a block's codes are too many");
      }
      Arrays.fill(lengths, read, read + times, value);
      read += times;
    }
  }

  private int times(int symbol) {
    if (symbol == COPY) {
      return 3 + in.take(2);
    }
    return symbol == FEW_ZEROS ? 3 + in.take(3) : 11 + in.take(7);
  }
}
