package io.s22.tell.channel;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;

/**
 * Says to a push service who sends (RFC 8292).
 *
 * @param keys of P-256
 * @param contact {@code mailto:} or {@code https:}: whom the service may ask
 */
public record Vapid(KeyPair keys, String contact) {
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
  private static final Duration VALID = Duration.ofHours(12);

  /** What browsers subscribe with. */
  public String publicKey() {
    return BASE64.encodeToString(P256.bytes((ECPublicKey) keys.getPublic()));
  }

  /** The header {@code Authorization} for {@code endpoint}. */
  String authorization(URI endpoint, Instant now) throws GeneralSecurityException {
    String audience = endpoint.getScheme() + "://" + endpoint.getRawAuthority();
    String claims =
        Json.text(
            Json.object("aud", audience, "exp", now.plus(VALID).getEpochSecond(), "sub", contact));
    String signed = encoded("{\"typ\":\"JWT\",\"alg\":\"ES256\"}") + "." + encoded(claims);
    Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
    signature.initSign(keys.getPrivate());
    signature.update(signed.getBytes(StandardCharsets.US_ASCII));
    return "vapid t="
        + signed
        + "."
        + BASE64.encodeToString(signature.sign())
        + ", k="
        + publicKey();
  }

  private static String encoded(String text) {
    return BASE64.encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public String toString() {
    return "VAPID of " + contact;
  }
}
