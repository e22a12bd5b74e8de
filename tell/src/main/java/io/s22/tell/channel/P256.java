package io.s22.tell.channel;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.util.Arrays;

/** Points of the curve P-256 as Web Push writes them: 65 bytes, uncompressed. */
public final class P256 {
  private static final int SIZE = 32;

  private P256() {}

  /** {@code key} in 65 bytes. */
  public static byte[] bytes(ECPublicKey key) {
    byte[] bytes = new byte[1 + 2 * SIZE];
    bytes[0] = 4;
    put(key.getW().getAffineX(), bytes, 1);
    put(key.getW().getAffineY(), bytes, 1 + SIZE);
    return bytes;
  }

  private static void put(BigInteger number, byte[] into, int at) {
    byte[] written = number.toByteArray();
    int from = Math.max(0, written.length - SIZE);
    int length = written.length - from;
    System.arraycopy(written, from, into, at + SIZE - length, length);
  }

  /**
   * The key in 65 bytes.
   *
   * @throws GeneralSecurityException when it is no point of the curve: strangers send these, and a
   *     point beside the curve gives a private key away
   */
  public static ECPublicKey key(byte[] bytes) throws GeneralSecurityException {
    if (bytes.length != 1 + 2 * SIZE || bytes[0] != 4) {
      throw new GeneralSecurityException("no uncompressed point of P-256");
    }
    BigInteger x = new BigInteger(1, Arrays.copyOfRange(bytes, 1, 1 + SIZE));
    BigInteger y = new BigInteger(1, Arrays.copyOfRange(bytes, 1 + SIZE, bytes.length));
    ECParameterSpec curve = curve();
    BigInteger p = ((ECFieldFp) curve.getCurve().getField()).getP();
    BigInteger right =
        x.pow(3).add(curve.getCurve().getA().multiply(x)).add(curve.getCurve().getB()).mod(p);
    if (x.compareTo(p) >= 0 || y.compareTo(p) >= 0 || !y.pow(2).mod(p).equals(right)) {
      throw new GeneralSecurityException("no point of P-256");
    }
    return (ECPublicKey)
        KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(new ECPoint(x, y), curve));
  }

  private static ECParameterSpec curve() throws GeneralSecurityException {
    AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
    parameters.init(new ECGenParameterSpec("secp256r1"));
    return parameters.getParameterSpec(ECParameterSpec.class);
  }
}
