package io.s22.tell.channel;

import io.s22.tell.notice.Medium;
import io.s22.tell.notice.Message;
import io.s22.tell.notice.Severity;
import java.io.IOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;

/** Web push (RFC 8030): encrypted for the browser (RFC 8291), signed by us (RFC 8292). */
public final class PushChannel implements Channel {
  private final Http http;
  private final Vapid vapid;
  private final SecureRandom random;

  public PushChannel(Http http, Vapid vapid, SecureRandom random) {
    this.http = http;
    this.vapid = vapid;
    this.random = random;
  }

  @Override
  public Medium medium() {
    return Medium.PUSH;
  }

  /** The secret of a subscriber: {@code p256dh.auth}, each in base 64 for addresses. */
  @Override
  public Result send(Envelope envelope, Message message) throws IOException, InterruptedException {
    URI endpoint = URI.create(envelope.address());
    try {
      Map<String, String> headers =
          Map.of(
              "content-encoding",
              "aes128gcm",
              "content-type",
              "application/octet-stream",
              "ttl",
              "86400",
              "topic",
              envelope.key().substring(0, Math.min(32, envelope.key().length())),
              "urgency",
              envelope.severity() == Severity.INFO ? "normal" : "high",
              "authorization",
              vapid.authorization(endpoint, envelope.at()));
      Http.Answer answer = http.post(endpoint, headers, sealed(envelope, message));
      // 404 and 410: the browser has unsubscribed (RFC 8030, 7.3).
      return answer.status() == 404
          ? new Result.Never("answered 404", true)
          : Answers.of(answer, envelope.at());
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return new Result.Never("the subscription's keys are none", true);
    }
  }

  private byte[] sealed(Envelope envelope, Message message) throws GeneralSecurityException {
    String[] keys = envelope.secret().split("\\.", 2);
    if (keys.length != 2) {
      throw new GeneralSecurityException("two keys are needed");
    }
    Base64.Decoder decoder = Base64.getUrlDecoder();
    return WebPush.encrypt(
        text(envelope, message).getBytes(java.nio.charset.StandardCharsets.UTF_8),
        decoder.decode(keys[0]),
        decoder.decode(keys[1]),
        random);
  }

  private static String text(Envelope envelope, Message message) {
    boolean asks = message.kind() == io.s22.tell.notice.NoticeKind.CONFIRM;
    return Json.text(
        Json.object(
            "title", Escapes.bytes(message.title(), 400),
            "body", Escapes.bytes(message.lead(), 1_200),
            "lang", message.language().tag(),
            "tag", message.run() + "/" + message.event(),
            "key", envelope.key(),
            "url", asks ? envelope.unsubscribe() : message.url(),
            "unsubscribe", asks ? "" : envelope.unsubscribe()));
  }

  @Override
  public Preview preview(Envelope envelope, Message message) {
    return new Preview("application/json", text(envelope, message));
  }
}
