package io.s22.driver.common;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Names for effects that are safe as a file's name, whatever the key holds. */
public final class Keys {
  private Keys() {}

  /** SHA-256 of {@code key}, 64 hexadecimal digits. */
  public static String fileName(String key) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(key.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
