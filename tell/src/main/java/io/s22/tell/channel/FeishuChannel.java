package io.s22.tell.channel;

import io.s22.tell.notice.Medium;
import io.s22.tell.notice.Message;
import io.s22.tell.notice.Severity;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * Feishu's (Lark's) group robots, signed
 * (https://open.feishu.cn/document/client-docs/bot-v3/add-custom-bot): 100 a minute, 20 KB each.
 */
public record FeishuChannel(Http http) implements Channel {
  /** A request holds 20 KB: this much of it is text, whose escapes at most double it. */
  private static final int MOST = 9_000;

  private static final int TOO_FAST = 11232;
  private static final int BUSY = 9499;

  @Override
  public Medium medium() {
    return Medium.FEISHU;
  }

  @Override
  public Result send(Envelope envelope, Message message) throws IOException, InterruptedException {
    Http.Answer answer =
        http.post(
            URI.create(envelope.address()),
            Map.of("content-type", "application/json; charset=utf-8"),
            Json.bytes(signed(envelope, message)));
    JsonNode code = Json.read(answer.body()).path("code");
    if (answer.status() / 100 != 2 && code.isMissingNode()) {
      return Answers.of(answer, envelope.at());
    }
    return switch (code.asInt(-1)) {
      case 0 -> new Result.Sent("");
      case -1, TOO_FAST, BUSY -> new Result.Later("code " + code, Duration.ofMinutes(1));
      default -> new Result.Never("code " + code, false);
    };
  }

  private static Map<String, Object> signed(Envelope envelope, Message message) {
    Map<String, Object> body = body(envelope, message);
    if (!envelope.secret().isEmpty()) {
      long seconds = envelope.at().getEpochSecond();
      // Timestamp and secret are the key; what is signed is nothing.
      byte[] mac = Hmac.sha256(seconds + "\n" + envelope.secret(), "");
      body.put("timestamp", Long.toString(seconds));
      body.put("sign", Base64.getEncoder().encodeToString(mac));
    }
    return body;
  }

  @Override
  public Preview preview(Envelope envelope, Message message) {
    return new Preview("application/json", Json.text(body(envelope, message)));
  }

  private static Map<String, Object> body(Envelope envelope, Message message) {
    String words = Escapes.bytes(Markdown.of(envelope, message), MOST);
    return Json.object(
        "msg_type",
        "interactive",
        "card",
        Json.object(
            "config", Json.object("wide_screen_mode", true),
            "header",
                Json.object(
                    "title", Json.object("tag", "plain_text", "content", message.title()),
                    "template", colour(envelope.severity())),
            "elements", List.of(Json.object("tag", "markdown", "content", words))));
  }

  private static String colour(Severity severity) {
    return switch (severity) {
      case INFO -> "blue";
      case WARNING -> "orange";
      case URGENT -> "red";
    };
  }
}
