package io.s22.tell.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.s22.tell.Language;
import io.s22.tell.notice.Medium;
import io.s22.testkit.PushBrowser;
import io.s22.testkit.Receiver;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECPrivateKeySpec;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

final class PushTest {
  private static final Base64.Decoder BASE64 = Base64.getUrlDecoder();
  private static final Base64.Encoder WRITER = Base64.getUrlEncoder().withoutPadding();

  private static KeyPair pair() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    return generator.generateKeyPair();
  }

  private static KeyPair pair(String open, String secret) throws GeneralSecurityException {
    ECPublicKey key = P256.key(BASE64.decode(open));
    return new KeyPair(
        key,
        KeyFactory.getInstance("EC")
            .generatePrivate(
                new ECPrivateKeySpec(new BigInteger(1, BASE64.decode(secret)), key.getParams())));
  }

  @Test
  void the_example_of_rfc_8291_comes_out_byte_for_byte() throws GeneralSecurityException {
    KeyPair server =
        pair(
            "BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8",
            "yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw");
    KeyPair browser =
        pair(
            "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
            "q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94");
    byte[] auth = BASE64.decode("BTBZMqHH6r4Tts7J_aSIgg");
    byte[] text = "When I grow up, I want to be a watermelon".getBytes(StandardCharsets.UTF_8);
    byte[] sealed =
        WebPush.encrypt(
            text,
            (ECPublicKey) browser.getPublic(),
            auth,
            server,
            BASE64.decode("DGv6ra1nlYgDCS1FRnbzlw"));
    assertThat(WRITER.encodeToString(sealed))
        .isEqualTo(
            "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmY"
                + "WAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_"
                + "Qulcy4a-fN");
    assertThat(WebPush.decrypt(sealed, browser, auth)).isEqualTo(text);
  }

  @Test
  void a_point_beside_the_curve_is_no_key() throws GeneralSecurityException {
    byte[] good = P256.bytes((ECPublicKey) pair().getPublic());
    assertThat(P256.bytes(P256.key(good))).isEqualTo(good);
    byte[] beside = good.clone();
    beside[64] ^= 1;
    assertThatThrownBy(() -> P256.key(beside)).isInstanceOf(GeneralSecurityException.class);
  }

  @Test
  void a_push_endpoint_verifies_who_sends_and_the_browser_alone_can_read()
      throws IOException, GeneralSecurityException, InterruptedException {
    PushBrowser browser = new PushBrowser(1);
    Vapid vapid = new Vapid(pair(), "mailto:ops@example.org");
    try (Receiver receiver = new Receiver((posted, number) -> Receiver.Answer.of(201));
        JdkHttp http = new JdkHttp(new AddressGuard(true), Duration.ofSeconds(30))) {
      Envelope envelope =
          Samples.envelope(Medium.PUSH, receiver.url("/push/abc"), browser.secret());
      PushChannel channel = new PushChannel(http, vapid, new SecureRandom());
      assertThat(channel.send(envelope, Samples.message(Language.ZH)))
          .isEqualTo(new Result.Sent(""));
      Receiver.Posted posted = receiver.posted().getFirst();
      assertThat(posted.header("content-encoding")).isEqualTo("aes128gcm");
      assertThat(posted.header("ttl")).isEqualTo("86400");
      JsonNode claims = PushBrowser.claims(posted, vapid.publicKey(), receiver.url(""));
      assertThat(claims.path("exp").asLong())
          .isBetween(Samples.NOW.getEpochSecond(), Samples.NOW.getEpochSecond() + 86_400);
      assertThat(claims.path("sub").asString()).isEqualTo("mailto:ops@example.org");
      JsonNode read = browser.read(posted, vapid.publicKey(), receiver.url(""));
      assertThat(read.path("title").asString()).isEqualTo("时间变更：集群升级");
      assertThat(read.path("key").asString()).isEqualTo(Samples.KEY);
      PushBrowser stranger = new PushBrowser(2);
      assertThatThrownBy(() -> stranger.read(posted, vapid.publicKey(), receiver.url("")))
          .isInstanceOf(GeneralSecurityException.class);
      String another = new Vapid(pair(), "mailto:x@example.org").publicKey();
      assertThatThrownBy(() -> browser.read(posted, another, receiver.url("")))
          .as("somebody else's key")
          .isInstanceOf(GeneralSecurityException.class);
    }
  }
}
