package io.s22.window.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.junit.jupiter.api.Test;

/** Held byte by byte against the JDK's own, on whole, truncated and damaged archives. */
class InflateTest {
  private static final long SEED = 1951;
  private static final int ROUNDS = 200;
  private static final int HEADER = 10;
  private static final int TRAILER = 8;

  private final Random random = new Random(SEED);

  private record Read(byte[] text, String damage) {}

  @Test
  void wholeArchivesGiveWhatWasPacked() throws IOException {
    for (int round = 0; round < ROUNDS; round++) {
      byte[] text = text();
      Read read = read(packed(text));
      assertThat(read.damage()).as("seed %d, round %d", SEED, round).isEmpty();
      assertThat(Arrays.equals(read.text(), text)).as("seed %d, round %d", SEED, round).isTrue();
    }
  }

  @Test
  void truncatedArchivesGiveAllThatTheJdkGivesAndSaySo() throws IOException {
    for (int round = 0; round < ROUNDS; round++) {
      byte[] whole = packed(text());
      byte[] cut = Arrays.copyOf(whole, HEADER + random.nextInt(whole.length - HEADER - TRAILER));
      Read read = read(cut);
      assertThat(read.damage()).as("seed %d, round %d", SEED, round).contains("truncated");
      assertThat(Arrays.equals(read.text(), byTheJdk(cut, cut.length)))
          .as("seed %d, round %d", SEED, round)
          .isTrue();
    }
  }

  @Test
  void damagedArchivesGiveWhatTheJdkGivesBeforeTheDamageIsFound() throws IOException {
    int found = 0;
    for (int round = 0; round < ROUNDS; round++) {
      byte[] bent = packed(text());
      int at = HEADER + random.nextInt(bent.length - HEADER - TRAILER);
      bent[at] ^= (byte) (1 << random.nextInt(8));
      Read read = read(bent);
      byte[] expected = byTheJdk(bent, bent.length - TRAILER);
      assertThat(read.text()).as("seed %d, round %d", SEED, round).hasSizeBetween(0, 20_000_000);
      boolean same =
          Arrays.equals(
              expected, Arrays.copyOf(read.text(), Math.min(expected.length, read.text().length)));
      assertThat(same).as("seed %d, round %d: %s", SEED, round, read.damage()).isTrue();
      found += read.damage().isEmpty() ? 0 : 1;
    }
    assertThat(found).as("seed %d", SEED).isGreaterThan(ROUNDS * 9 / 10);
  }

  /** Repeating at short and long distances, or not at all; of few or many different bytes. */
  private byte[] text() {
    byte[] text = new byte[1 + random.nextInt(random.nextInt(10) == 0 ? 400_000 : 3000)];
    int different = 1 + random.nextInt(256);
    int kind = random.nextInt(3);
    for (int i = 0; i < text.length; i++) {
      boolean again = kind > 0 && i > 40 && random.nextInt(20) > 0;
      text[i] =
          again
              ? text[i - 1 - random.nextInt(kind == 1 ? 3 : 40)]
              : (byte) random.nextInt(different);
    }
    return text;
  }

  private byte[] packed(byte[] text) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(new byte[] {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, 0});
    try (Deflater deflater = new Deflater(random.nextInt(10), true)) {
      deflater.setStrategy(random.nextInt(3));
      deflater.setInput(text);
      deflater.finish();
      byte[] block = new byte[5000];
      while (!deflater.finished()) {
        out.write(block, 0, deflater.deflate(block));
      }
    }
    CRC32 sum = new CRC32();
    sum.update(text);
    for (long value : new long[] {sum.getValue(), text.length}) {
      for (int shift = 0; shift < 32; shift += 8) {
        out.write((int) (value >> shift));
      }
    }
    return out.toByteArray();
  }

  private static Read read(byte[] gzip) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GzipSource source = new GzipSource(new StreamSource(new ByteArrayInputStream(gzip)))) {
      byte[] block = new byte[70_000];
      for (int n = source.read(block, 0, block.length);
          n >= 0;
          n = source.read(block, 0, block.length)) {
        out.write(block, 0, n);
      }
      return new Read(out.toByteArray(), source.damage());
    }
  }

  /** Byte by byte, so that nothing before an error is lost. */
  private static byte[] byTheJdk(byte[] gzip, int end) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (Inflater inflater = new Inflater(true)) {
      inflater.setInput(gzip, HEADER, end - HEADER);
      byte[] one = new byte[1];
      boolean more = true;
      while (more && !inflater.finished()) {
        int n = inflater.inflate(one);
        out.write(one, 0, n);
        more = n > 0 || !inflater.needsInput();
      }
    } catch (DataFormatException e) {
      return out.toByteArray(); // that is how far it came
    }
    return out.toByteArray();
  }
}
