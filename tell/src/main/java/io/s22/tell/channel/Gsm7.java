package io.s22.tell.channel;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Short messages as the air carries them (3GPP TS 23.038 and 23.040): the default alphabet where it
 * holds the text, else UCS-2; and parts where one message does not hold it.
 */
public final class Gsm7 {
  private static final String BASIC =
      "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\u001bÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
          + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
  private static final String EXTENDED = "\f^{}\\[~]|€";
  private static final byte[] EXTENDED_CODES = {
    0x0a, 0x14, 0x28, 0x29, 0x2f, 0x3c, 0x3d, 0x3e, 0x40, 0x65
  };
  private static final int ESCAPE = 0x1b;

  private Gsm7() {}

  /**
   * A text cut into parts.
   *
   * @param wide whether it is UCS-2
   * @param parts septets one a byte, or UCS-2 big-endian; without headers
   */
  public record Parts(boolean wide, List<byte[]> parts) {
    public Parts {
      parts = List.copyOf(parts);
    }
  }

  /** {@code text} in as few parts as it needs. */
  public static Parts parts(String text) {
    Optional<byte[]> narrow = encode(text);
    return narrow
        .map(septets -> new Parts(false, cutSeptets(septets)))
        .orElseGet(() -> new Parts(true, cutWide(text)));
  }

  /** {@code text} in the default alphabet, one septet a byte; empty where it does not hold it. */
  public static Optional<byte[]> encode(String text) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      int basic = c == '\u001b' ? -1 : BASIC.indexOf(c);
      int extended = EXTENDED.indexOf(c);
      if (basic >= 0) {
        out.write(basic);
      } else if (extended >= 0) {
        out.write(ESCAPE);
        out.write(EXTENDED_CODES[extended]);
      } else {
        return Optional.empty();
      }
    }
    return Optional.of(out.toByteArray());
  }

  /** The text that {@code septets} stand for. */
  public static String decode(byte[] septets) {
    StringBuilder text = new StringBuilder(septets.length);
    boolean escaped = false;
    for (byte septet : septets) {
      if (escaped) {
        int place = Arrays.binarySearch(EXTENDED_CODES, septet);
        text.append(place < 0 ? '?' : EXTENDED.charAt(place));
        escaped = false;
      } else if (septet == ESCAPE) {
        escaped = true;
      } else {
        text.append(BASIC.charAt(septet & 0x7f));
      }
    }
    return text.toString();
  }

  /** 160 in one, 153 in each of several; an escape is not torn from what it escapes. */
  private static List<byte[]> cutSeptets(byte[] all) {
    if (all.length <= 160) {
      return List.of(all);
    }
    List<byte[]> parts = new ArrayList<>();
    for (int from = 0; from < all.length; ) {
      int to = Math.min(all.length, from + 153);
      if (to < all.length && all[to - 1] == ESCAPE) {
        to--;
      }
      parts.add(Arrays.copyOfRange(all, from, to));
      from = to;
    }
    return parts;
  }

  /** 70 in one, 67 in each of several; a pair of surrogates is not torn. */
  private static List<byte[]> cutWide(String text) {
    if (text.length() <= 70) {
      return List.of(text.getBytes(StandardCharsets.UTF_16BE));
    }
    List<byte[]> parts = new ArrayList<>();
    for (int from = 0; from < text.length(); ) {
      int to = Math.min(text.length(), from + 67);
      if (to < text.length() && Character.isHighSurrogate(text.charAt(to - 1))) {
        to--;
      }
      parts.add(text.substring(from, to).getBytes(StandardCharsets.UTF_16BE));
      from = to;
    }
    return parts;
  }
}
