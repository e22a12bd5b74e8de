package io.s22.window.traffic;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Hash functions that every JDK has. */
final class Hashes {
  private Hashes() {}

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
