package io.s22.tell.channel;

import io.s22.tell.notice.Medium;
import io.s22.tell.notice.Message;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;

/**
 * Slack's incoming webhooks
 * (https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks).
 */
public record SlackChannel(Http http) implements Channel {
  /** A section holds 3,000 characters. */
  private static final int MOST = 2_900;

  @Override
  public Medium medium() {
    return Medium.SLACK;
  }

  @Override
  public Result send(Envelope envelope, Message message) throws IOException, InterruptedException {
    return Answers.of(
        http.post(
            URI.create(envelope.address()),
            Map.of("content-type", "application/json"),
            Json.bytes(body(envelope, message))),
        envelope.at());
  }

  @Override
  public Preview preview(Envelope envelope, Message message) {
    return new Preview("application/json", Json.text(body(envelope, message)));
  }

  private static Map<String, Object> body(Envelope envelope, Message message) {
    String words = Escapes.bytes(Markdown.slack(envelope, message), MOST);
    return Json.object(
        "text", Escapes.slack(message.title() + " — " + message.lead()),
        "blocks",
            List.of(
                Json.object(
                    "type", "section", "text", Json.object("type", "mrkdwn", "text", words))));
  }
}
