package io.s22.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalJsonTest {
  /** The table of RFC 8785, appendix B: bits of a double and how it is written. */
  @ParameterizedTest
  @CsvSource({
    "0000000000000000, 0",
    "8000000000000000, 0",
    "0000000000000001, 5e-324",
    "8000000000000001, -5e-324",
    "7fefffffffffffff, 1.7976931348623157e+308",
    "ffefffffffffffff, -1.7976931348623157e+308",
    "4340000000000000, 9007199254740992",
    "c340000000000000, -9007199254740992",
    "4430000000000000, 295147905179352830000",
    "44b52d02c7e14af5, 9.999999999999997e+22",
    "44b52d02c7e14af6, 1e+23",
    "44b52d02c7e14af7, 1.0000000000000001e+23",
    "444b1ae4d6e2ef4e, 999999999999999700000",
    "444b1ae4d6e2ef4f, 999999999999999900000",
    "444b1ae4d6e2ef50, 1e+21",
    "3eb0c6f7a0b5ed8c, 9.999999999999997e-7",
    "3eb0c6f7a0b5ed8d, 0.000001",
    "41b3de4355555553, 333333333.3333332",
    "41b3de4355555554, 333333333.33333325",
    "41b3de4355555555, 333333333.3333333",
    "41b3de4355555556, 333333333.3333334",
    "41b3de4355555557, 333333333.33333343",
    "becbf647612f3696, -0.0000033333333333333333",
    "43143ff3c1cb0959, 1424953923781206.2",
    "0000000000000002, 1e-323",
  })
  void doublesAreWrittenAsTheStandardWritesThem(String bits, String text) {
    double value = Double.longBitsToDouble(Long.parseUnsignedLong(bits, 16));

    assertThat(EcmaNumber.format(value)).isEqualTo(text);
  }

  @Test
  void everyDoubleReadsBackToItself() {
    long seed = 20_240_316;
    Random random = new Random(seed);
    for (int i = 0; i < 200_000; i++) {
      double value = Double.longBitsToDouble(random.nextLong());
      if (Double.isFinite(value)) {
        assertThat(Double.parseDouble(EcmaNumber.format(value)))
            .as("seed %d, %s", seed, value)
            .isEqualTo(value == 0 ? 0.0 : value);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void whatIsNotFiniteIsRefused(double value) {
    assertThatThrownBy(() -> new JsonBytes(8).number(value)).hasMessageContaining("not finite");
  }

  @Test
  void integersBeyondWhatEveryReaderKeepsAreRefused() {
    assertThat(text(new JsonBytes(8).number(JsonBytes.MAX_EXACT))).isEqualTo("9007199254740991");
    assertThatThrownBy(() -> new JsonBytes(8).number(JsonBytes.MAX_EXACT + 1))
        .hasMessageContaining("2^53-1");
  }

  /** The string of RFC 8785, section 3.2.2.2, and the edges of UTF-8. */
  @Test
  void stringsAreEscapedAsLittleAsMayBe() {
    String rfc = "\u20ac$\17\nA'B\"\\\\\"/";

    assertThat(text(new JsonBytes(1).string(rfc)))
        .isEqualTo("\"\u20ac$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"");
    assertThat(text(new JsonBytes(1).string("\b\t\f\r\0\37\u007f\u0080\u07ff\u0800\uffff")))
        .isEqualTo("\"\\b\\t\\f\\r\\u0000\\u001f\u007f\u0080\u07ff\u0800\uffff\"");
    assertThat(text(new JsonBytes(1).string("\ud83d\ude00"))).isEqualTo("\"\ud83d\ude00\"");
  }

  @Test
  void halfACharacterIsReplaced() {
    assertThat(text(new JsonBytes(1).string("a\ud83dz"))).isEqualTo("\"a\ufffdz\"");
    assertThat(text(new JsonBytes(1).string("\ude00\ud83d"))).isEqualTo("\"\ufffd\ufffd\"");
  }

  private static String text(JsonBytes out) {
    return new String(out.array(), 0, out.length(), StandardCharsets.UTF_8);
  }
}
