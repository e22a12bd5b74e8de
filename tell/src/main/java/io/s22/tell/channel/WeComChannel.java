package io.s22.tell.channel;

import io.s22.tell.notice.Medium;
import io.s22.tell.notice.Message;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** WeCom's group robots (https://developer.work.weixin.qq.com/document/path/91770): 20 a minute. */
public record WeComChannel(Http http) implements Channel {
  /** A robot's Markdown holds 4,096 bytes. */
  private static final int MOST = 4_000;

  private static final int TOO_FAST = 45009;

  @Override
  public Medium medium() {
    return Medium.WECOM;
  }

  @Override
  public Result send(Envelope envelope, Message message) throws IOException, InterruptedException {
    Http.Answer answer =
        http.post(
            URI.create(envelope.address()),
            Map.of("content-type", "application/json; charset=utf-8"),
            Json.bytes(body(envelope, message)));
    if (answer.status() / 100 != 2) {
      return Answers.of(answer, envelope.at());
    }
    JsonNode code = Json.read(answer.body()).path("errcode");
    return switch (code.asInt(-1)) {
      case 0 -> new Result.Sent("");
      case -1, TOO_FAST -> new Result.Later("errcode " + code, Duration.ofMinutes(1));
      default -> new Result.Never("errcode " + code, false);
    };
  }

  @Override
  public Preview preview(Envelope envelope, Message message) {
    return new Preview("application/json", Json.text(body(envelope, message)));
  }

  private static Map<String, Object> body(Envelope envelope, Message message) {
    String words = Escapes.bytes(Markdown.of(envelope, message), MOST);
    return Json.object("msgtype", "markdown", "markdown", Json.object("content", words));
  }
}
