package io.s22.tell.channel;

import io.s22.tell.Words;
import io.s22.tell.notice.Medium;
import io.s22.tell.notice.Message;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/** Signed webhooks, as Standard Webhooks has them (https://www.standardwebhooks.com). */
public record WebhookChannel(Http http) implements Channel {
  /** What secrets begin with. */
  public static final String PREFIX = "whsec_";

  @Override
  public Medium medium() {
    return Medium.WEBHOOK;
  }

  @Override
  public Result send(Envelope envelope, Message message) throws IOException, InterruptedException {
    String body = body(envelope, message);
    long seconds = envelope.at().getEpochSecond();
    Map<String, String> headers =
        Map.of(
            "content-type", "application/json",
            "webhook-id", envelope.key(),
            "webhook-timestamp", Long.toString(seconds),
            "webhook-signature", signature(envelope.secret(), envelope.key(), seconds, body));
    return Answers.of(
        http.post(URI.create(envelope.address()), headers, body.getBytes(StandardCharsets.UTF_8)),
        envelope.at());
  }

  /** {@code v1,} and the HMAC over {@code id.timestamp.body}, in base 64. */
  public static String signature(String secret, String id, long seconds, String body) {
    String encoded = secret.startsWith(PREFIX) ? secret.substring(PREFIX.length()) : "";
    byte[] key =
        encoded.isEmpty()
            ? secret.getBytes(StandardCharsets.UTF_8)
            : Base64.getDecoder().decode(encoded);
    String signed = id + "." + seconds + "." + body;
    byte[] mac = Hmac.sha256(key, signed.getBytes(StandardCharsets.UTF_8));
    return "v1," + Base64.getEncoder().encodeToString(mac);
  }

  @Override
  public Preview preview(Envelope envelope, Message message) {
    return new Preview("application/json", body(envelope, message));
  }

  private static String body(Envelope envelope, Message message) {
    return Json.text(
        Json.object(
            "type", Event.type(message),
            "timestamp", Words.millis(message.at()),
            "data", Event.data(envelope, message)));
  }
}
