package io.s22.testkit;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A browser that subscribed to notifications, and the service between: sees by the signature who
 * sends (RFC 8292), and reads what it alone can read (RFC 8291); knows nothing of how S22 writes
 * it.
 */
public final class PushBrowser {
  private static final Base64.Decoder BASE64 = Base64.getUrlDecoder();
  private static final Base64.Encoder WRITER = Base64.getUrlEncoder().withoutPadding();
  private static final int SALT = 16;
  private static final int POINT = 65;
  private static final int HALF = 32;
  private static final int TAG_BITS = 128;

  private final KeyPair keys;
  private final byte[] auth;

  /** Any number names another browser. */
  public PushBrowser(int number) throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    keys = generator.generateKeyPair();
    auth = ByteBuffer.allocate(SALT).putInt(number).array();
  }

  /** What it hands over when it subscribes: its public key and its secret. */
  public String secret() {
    return WRITER.encodeToString(point()) + "." + WRITER.encodeToString(auth);
  }

  private byte[] point() {
    ECPoint w = ((ECPublicKey) keys.getPublic()).getW();
    return ByteBuffer.allocate(POINT)
        .put((byte) 4)
        .put(half(w.getAffineX()))
        .put(half(w.getAffineY()))
        .array();
  }

  private static byte[] half(BigInteger number) {
    byte[] bytes = number.toByteArray();
    byte[] half = new byte[HALF];
    int length = Math.min(HALF, bytes.length);
    System.arraycopy(bytes, bytes.length - length, half, HALF - length, length);
    return half;
  }

  /**
   * What was sent to it, decrypted.
   *
   * @param sender the public key it subscribed with
   * @param origin of the service that was posted to
   * @throws GeneralSecurityException where somebody else sent it, or it is not for this browser
   */
  public JsonNode read(Receiver.Posted posted, String sender, String origin)
      throws GeneralSecurityException {
    claims(posted, sender, origin);
    byte[] text = decrypted(posted.body());
    return JsonMapper.shared().readTree(new String(text, StandardCharsets.UTF_8));
  }

  /** What the sender says of himself, his signature proven. */
  public static JsonNode claims(Receiver.Posted posted, String sender, String origin)
      throws GeneralSecurityException {
    String authorization = posted.header("authorization");
    String token = authorization.replaceAll("vapid t=([^,]+), k=.*", "$1");
    String key = authorization.replaceAll(".*k=", "");
    String[] parts = token.split("\\.", -1);
    Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
    signature.initVerify(key(BASE64.decode(key)));
    signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
    String said = new String(BASE64.decode(parts[1]), StandardCharsets.UTF_8);
    JsonNode claims = JsonMapper.shared().readTree(said);
    if (!key.equals(sender)
        || !signature.verify(BASE64.decode(parts[2]))
        || !claims.path("aud").asString().equals(origin)) {
      throw new GeneralSecurityException("it is not from who it says, or for another service");
    }
    return claims;
  }

  private static ECPublicKey key(byte[] point) throws GeneralSecurityException {
    AlgorithmParameters curve = AlgorithmParameters.getInstance("EC");
    curve.init(new ECGenParameterSpec("secp256r1"));
    ECPoint w =
        new ECPoint(
            new BigInteger(1, Arrays.copyOfRange(point, 1, 1 + HALF)),
            new BigInteger(1, Arrays.copyOfRange(point, 1 + HALF, POINT)));
    return (ECPublicKey)
        KeyFactory.getInstance("EC")
            .generatePublic(new ECPublicKeySpec(w, curve.getParameterSpec(ECParameterSpec.class)));
  }

  /** RFC 8291, 3.4, over the one record of RFC 8188. */
  private byte[] decrypted(byte[] body) throws GeneralSecurityException {
    ByteBuffer in = ByteBuffer.wrap(body);
    byte[] salt = new byte[SALT];
    in.get(salt);
    in.getInt();
    byte[] theirs = new byte[in.get()];
    in.get(theirs);
    byte[] sealed = new byte[in.remaining()];
    in.get(sealed);
    KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
    agreement.init(keys.getPrivate());
    agreement.doPhase(key(theirs), true);
    byte[] info =
        ByteBuffer.allocate("WebPush: info\0".length() + 2 * POINT)
            .put(ascii("WebPush: info\0"))
            .put(point())
            .put(theirs)
            .array();
    byte[] shared = hkdf(auth, agreement.generateSecret(), info, HALF);
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(
        Cipher.DECRYPT_MODE,
        new SecretKeySpec(hkdf(salt, shared, ascii("Content-Encoding: aes128gcm\0"), 16), "AES"),
        new GCMParameterSpec(TAG_BITS, hkdf(salt, shared, ascii("Content-Encoding: nonce\0"), 12)));
    byte[] padded = cipher.doFinal(sealed);
    int end = padded.length - 1;
    while (padded[end] == 0) {
      end--;
    }
    if (padded[end] != 2) {
      throw new GeneralSecurityException("it is not the last record");
    }
    return Arrays.copyOf(padded, end);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** RFC 5869, one block. */
  private static byte[] hkdf(byte[] salt, byte[] secret, byte[] info, int length)
      throws GeneralSecurityException {
    byte[] key = hmac(salt, secret);
    byte[] block = Arrays.copyOf(info, info.length + 1);
    block[info.length] = 1;
    return Arrays.copyOf(hmac(key, block), length);
  }

  private static byte[] hmac(byte[] key, byte[] text) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    return mac.doFinal(text);
  }
}
