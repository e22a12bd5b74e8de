package io.s22.server.people;

import io.s22.plan.S22Exception;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals what must be read again and must not lie open in the database: AES-256-GCM (NIST SP
 * 800-38D) with a key that is kept apart from it. A seal holds only where it was made for: what is
 * copied to another row does not open. For any number of threads.
 */
public final class Vault {
  private static final String MARK = "v1.";
  private static final int NONCE = 12;
  private static final int TAG_BITS = 128;

  private final SecretKeySpec key;
  private final SecureRandom random;

  /**
   * @param key 32 bytes
   */
  public Vault(byte[] key, SecureRandom random) {
    if (key.length != 32) {
      throw new S22Exception(
          "S22-9320",
          "The key of stored secrets has " + key.length + " bytes, not 32.",
          "Take 32 random bytes in Base64: openssl rand -base64 32.");
    }
    this.key = new SecretKeySpec(key, "AES");
    this.random = random;
  }

  /** Whether {@code stored} is sealed; older versions left it open. */
  static boolean sealed(String stored) {
    return stored.startsWith(MARK);
  }

  /**
   * Seals.
   *
   * @param place where it is kept, such as tenant and login
   */
  String seal(String open, String place) {
    byte[] nonce = new byte[NONCE];
    random.nextBytes(nonce);
    try {
      byte[] text =
          cipher(Cipher.ENCRYPT_MODE, nonce, place).doFinal(open.getBytes(StandardCharsets.UTF_8));
      byte[] both = ByteBuffer.allocate(NONCE + text.length).put(nonce).put(text).array();
      return MARK + Base64.getEncoder().encodeToString(both);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has AES-GCM", e);
    }
  }

  /**
   * Opens.
   *
   * @throws S22Exception S22-9320 where it was sealed with another key, or for another place
   */
  String open(String stored, String place) {
    try {
      byte[] both = Base64.getDecoder().decode(stored.substring(MARK.length()));
      byte[] nonce = java.util.Arrays.copyOf(both, NONCE);
      byte[] text =
          cipher(Cipher.DECRYPT_MODE, nonce, place).doFinal(both, NONCE, both.length - NONCE);
      return new String(text, StandardCharsets.UTF_8);
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new S22Exception(
          "S22-9320",
          "A stored secret does not open with this key.",
          "Put the key back that it was sealed with: 'secrets.key' in the server's folder, or"
              + " $S22_SECRETS_KEY.",
          e);
    }
  }

  private Cipher cipher(int mode, byte[] nonce, String place) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(place.getBytes(StandardCharsets.UTF_8));
    return cipher;
  }
}
