package io.s22.server.people;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/** Makes what nobody can guess, and the hashes it is stored as. */
public final class Keys {
  private static final int SECRET_BYTES = 32;
  private static final int ID_BYTES = 9;

  private final SecureRandom random;

  public Keys(SecureRandom random) {
    this.random = random;
  }

  /** 256 random bits as text for URLs. */
  public String secret() {
    return text(SECRET_BYTES);
  }

  /** 72 random bits: a name, no secret. */
  public String id() {
    return text(ID_BYTES);
  }

  private String text(int bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(bytes));
  }

  byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }

  /**
   * SHA-256, hex: enough for what has 256 random bits of its own; passwords want {@link Passwords}.
   */
  public static String hash(String secret) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Compares in a time that tells nothing of where the difference is. */
  public static boolean same(String one, String other) {
    return MessageDigest.isEqual(
        one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }
}
