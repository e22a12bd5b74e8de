package io.s22.settle.pay;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A shared secret that signs; it shows itself to nobody. */
public final class Secret {
  /** Shorter ones can be guessed (RFC 2104 asks for the hash's length; half of it is 128 bits). */
  private static final int LEAST_BYTES = 16;

  private static final String ALGORITHM = "HmacSHA256";

  private final byte[] bytes;

  /**
   * @throws IllegalArgumentException where it is shorter than 16 bytes
   */
  public Secret(String secret) {
    this.bytes = secret.strip().getBytes(StandardCharsets.UTF_8);
    if (bytes.length < LEAST_BYTES) {
      throw new IllegalArgumentException(
          "a secret needs at least " + LEAST_BYTES + " bytes, this one has " + bytes.length);
    }
  }

  /** HMAC-SHA-256 (RFC 2104) of {@code text}; for each {@code purpose} another. */
  byte[] sign(String purpose, String text) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(bytes, ALGORITHM));
      if (!purpose.isEmpty()) {
        mac.update((purpose + "\n").getBytes(StandardCharsets.UTF_8));
      }
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("every JDK knows " + ALGORITHM, e);
    }
  }

  @Override
  public String toString() {
    return "a secret";
  }
}
