package io.s22.tell.channel;

import io.s22.tell.Words;
import io.s22.tell.notice.Medium;
import io.s22.tell.notice.Message;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** CloudEvents 1.0 over HTTP, structured mode (https://cloudevents.io). */
public record CloudEventsChannel(Http http) implements Channel {
  @Override
  public Medium medium() {
    return Medium.CLOUDEVENTS;
  }

  @Override
  public Result send(Envelope envelope, Message message) throws IOException, InterruptedException {
    String body = body(envelope, message);
    long seconds = envelope.at().getEpochSecond();
    Map<String, String> headers =
        Map.of(
            "content-type", "application/cloudevents+json; charset=utf-8",
            "webhook-id", envelope.key(),
            "webhook-timestamp", Long.toString(seconds),
            "webhook-signature",
                WebhookChannel.signature(envelope.secret(), envelope.key(), seconds, body));
    return Answers.of(
        http.post(URI.create(envelope.address()), headers, body.getBytes(StandardCharsets.UTF_8)),
        envelope.at());
  }

  @Override
  public Preview preview(Envelope envelope, Message message) {
    return new Preview("application/cloudevents+json", body(envelope, message));
  }

  private static String body(Envelope envelope, Message message) {
    String source = message.url() + "runs/" + message.run();
    return Json.text(
        Json.object(
            "specversion",
            "1.0",
            "id",
            envelope.key(),
            "source",
            source,
            "type",
            "io.s22." + Event.type(message),
            "subject",
            message.event(),
            "time",
            Words.millis(message.at()),
            "datacontenttype",
            "application/json",
            "data",
            Event.data(envelope, message)));
  }
}
