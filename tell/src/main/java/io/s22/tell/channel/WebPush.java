package io.s22.tell.channel;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.KeyAgreement;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts what goes to a browser, so that its maker's servers cannot read it: RFC 8291, RFC 8188.
 */
public final class WebPush {
  private static final int RECORD = 4096;

  private WebPush() {}

  /**
   * {@code text} for who holds the keys of {@code p256dh} and {@code auth}.
   *
   * @param random for the key that is used once, and the salt
   * @throws GeneralSecurityException when the subscriber's key is none
   */
  public static byte[] encrypt(byte[] text, byte[] p256dh, byte[] auth, SecureRandom random)
      throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"), random);
    KeyPair own = generator.generateKeyPair();
    byte[] salt = new byte[16];
    random.nextBytes(salt);
    return encrypt(text, P256.key(p256dh), auth, own, salt);
  }

  /** The same with the key and the salt given, as RFC 8291's example has them. */
  static byte[] encrypt(byte[] text, ECPublicKey theirs, byte[] auth, KeyPair own, byte[] salt)
      throws GeneralSecurityException {
    byte[] ours = P256.bytes((ECPublicKey) own.getPublic());
    byte[] shared = agree(own.getPrivate(), theirs);
    Keys keys = keys(shared, auth, P256.bytes(theirs), ours, salt);
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(
        Cipher.ENCRYPT_MODE,
        new SecretKeySpec(keys.key(), "AES"),
        new GCMParameterSpec(128, keys.nonce()));
    byte[] padded = new byte[text.length + 1];
    System.arraycopy(text, 0, padded, 0, text.length);
    padded[text.length] = 2; // the last record
    byte[] sealed = cipher.doFinal(padded);
    return ByteBuffer.allocate(16 + 4 + 1 + ours.length + sealed.length)
        .put(salt)
        .putInt(RECORD)
        .put((byte) ours.length)
        .put(ours)
        .put(sealed)
        .array();
  }

  /**
   * What the browser does: reads what {@link #encrypt} wrote.
   *
   * @throws GeneralSecurityException when it was not made for these keys, or changed on its way
   */
  public static byte[] decrypt(byte[] body, KeyPair subscriber, byte[] auth)
      throws GeneralSecurityException {
    ByteBuffer in = ByteBuffer.wrap(body);
    byte[] salt = new byte[16];
    in.get(salt).getInt();
    byte[] theirs = new byte[in.get() & 0xff];
    in.get(theirs);
    byte[] sealed = new byte[in.remaining()];
    in.get(sealed);
    byte[] shared = agree(subscriber.getPrivate(), P256.key(theirs));
    byte[] own = P256.bytes((ECPublicKey) subscriber.getPublic());
    Keys keys = keys(shared, auth, own, theirs, salt);
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(
        Cipher.DECRYPT_MODE,
        new SecretKeySpec(keys.key(), "AES"),
        new GCMParameterSpec(128, keys.nonce()));
    byte[] padded = cipher.doFinal(sealed);
    return java.util.Arrays.copyOf(padded, padded.length - 1);
  }

  private static byte[] agree(PrivateKey own, ECPublicKey theirs) throws GeneralSecurityException {
    KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
    agreement.init(own);
    agreement.doPhase(theirs, true);
    return agreement.generateSecret();
  }

  private record Keys(byte[] key, byte[] nonce) {}

  private static Keys keys(byte[] shared, byte[] auth, byte[] receiver, byte[] sender, byte[] salt)
      throws GeneralSecurityException {
    byte[] info =
        ByteBuffer.allocate(14 + receiver.length + sender.length)
            .put("WebPush: info\0".getBytes(StandardCharsets.US_ASCII))
            .put(receiver)
            .put(sender)
            .array();
    byte[] secret = derive(auth, shared, info, 32);
    return new Keys(
        derive(salt, secret, info("aes128gcm"), 16), derive(salt, secret, info("nonce"), 12));
  }

  private static byte[] info(String what) {
    return ("Content-Encoding: " + what + "\0").getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] derive(byte[] salt, byte[] secret, byte[] info, int length)
      throws GeneralSecurityException {
    AlgorithmParameterSpec parameters =
        HKDFParameterSpec.ofExtract().addSalt(salt).addIKM(secret).thenExpand(info, length);
    return KDF.getInstance("HKDF-SHA256").deriveData(parameters);
  }
}
