package io.s22.tell.channel;

import io.s22.tell.notice.Medium;
import io.s22.tell.notice.Message;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * DingTalk's group robots, signed
 * (https://open.dingtalk.com/document/orgapp/customize-robot-security-settings).
 */
public record DingTalkChannel(Http http) implements Channel {
  /** A robot's message holds 20,000 bytes. */
  private static final int MOST = 18_000;

  /** It sent more than 20 a minute, and is deaf for ten minutes. */
  private static final int TOO_FAST = 130101;

  @Override
  public Medium medium() {
    return Medium.DINGTALK;
  }

  @Override
  public Result send(Envelope envelope, Message message) throws IOException, InterruptedException {
    Http.Answer answer =
        http.post(
            URI.create(signed(envelope.address(), envelope.secret(), envelope.at())),
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

  /** The address with {@code timestamp} and {@code sign}; as it is where there is no secret. */
  static String signed(String address, String secret, Instant at) {
    if (secret.isEmpty()) {
      return address;
    }
    String data = at.toEpochMilli() + "\n" + secret;
    String sign = Base64.getEncoder().encodeToString(Hmac.sha256(secret, data));
    String glue = address.contains("?") ? "&" : "?";
    return address
        + glue
        + "timestamp="
        + at.toEpochMilli()
        + "&sign="
        + URLEncoder.encode(sign, StandardCharsets.UTF_8);
  }

  @Override
  public Preview preview(Envelope envelope, Message message) {
    return new Preview("application/json", Json.text(body(envelope, message)));
  }

  private static Map<String, Object> body(Envelope envelope, Message message) {
    return Json.object(
        "msgtype", "markdown",
        "markdown",
            Json.object(
                "title", message.title(),
                "text", Escapes.bytes(Markdown.of(envelope, message), MOST)),
        "at", Json.object("isAtAll", false));
  }
}
