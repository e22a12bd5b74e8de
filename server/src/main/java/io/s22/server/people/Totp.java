package io.s22.server.people;

import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** One-time codes by time (RFC 6238): HMAC-SHA-1, six digits, 30 seconds; secrets in Base32. */
public final class Totp {
  private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  private static final int SECRET_BYTES = 20;
  private static final int STEP_SECONDS = 30;
  private static final int MODULUS = 1_000_000;

  private Totp() {}

  /** A new secret. */
  public static String secret(Keys keys) {
    StringBuilder text = new StringBuilder();
    int buffer = 0;
    int bits = 0;
    for (byte each : keys.bytes(SECRET_BYTES)) {
      buffer = buffer << 8 | each & 0xFF;
      bits += 8;
      while (bits >= 5) {
        bits -= 5;
        text.append(BASE32.charAt(buffer >> bits & 31));
      }
    }
    return text.toString();
  }

  /** What an authenticator app reads. */
  public static String uri(String secret, String login, String issuer) {
    String who =
        URLEncoder.encode(issuer + ":" + login, StandardCharsets.UTF_8).replace("+", "%20");
    String by = URLEncoder.encode(issuer, StandardCharsets.UTF_8).replace("+", "%20");
    return "otpauth://totp/" + who + "?secret=" + secret + "&issuer=" + by;
  }

  /**
   * The step of time a code belongs to, one step early or late allowed; 0 where it is wrong or not
   * newer than {@code used}: a code is good once.
   */
  static long step(String secret, String code, Instant now, long used) {
    long present = now.getEpochSecond() / STEP_SECONDS;
    for (long step = present - 1; step <= present + 1; step++) {
      if (step > used && Keys.same(code(secret, step), code.strip())) {
        return step;
      }
    }
    return 0;
  }

  /** The code of an instant. */
  public static String at(String secret, Instant now) {
    return code(secret, now.getEpochSecond() / STEP_SECONDS);
  }

  private static String code(String secret, long step) {
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(bytes(secret), "HmacSHA1"));
      byte[] hash = mac.doFinal(ByteBuffer.allocate(8).putLong(step).array());
      int offset = hash[hash.length - 1] & 15;
      int number = ByteBuffer.wrap(hash).getInt(offset) & Integer.MAX_VALUE;
      return "%06d".formatted(number % MODULUS);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HMAC-SHA-1", e);
    }
  }

  private static byte[] bytes(String base32) {
    ByteBuffer bytes = ByteBuffer.allocate(base32.length() * 5 / 8);
    int buffer = 0;
    int bits = 0;
    for (char each : base32.toCharArray()) {
      buffer = buffer << 5 | BASE32.indexOf(each);
      bits += 5;
      if (bits >= 8) {
        bits -= 8;
        bytes.put((byte) (buffer >> bits));
      }
    }
    return bytes.array();
  }
}
