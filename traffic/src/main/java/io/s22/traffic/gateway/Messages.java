package io.s22.traffic.gateway;

import io.s22.traffic.policy.TimedGate;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The gateway's own answers. */
final class Messages {
  private Messages() {}

  /** 503 with the announced message in the reader's language, and when to come back. */
  static void refuse(HttpServerRequest request, TimedGate gate, long now) {
    String text = choose(gate.message(), request.getHeader(HttpHeaders.ACCEPT_LANGUAGE));
    long retryAfter = gate.retryAfterSeconds(now);
    request
        .response()
        .setStatusCode(503)
        .putHeader(HttpHeaders.CONTENT_TYPE, "application/problem+json; charset=utf-8")
        .putHeader(HttpHeaders.RETRY_AFTER, Long.toString(retryAfter))
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
        .end(
            new JsonObject()
                .put("title", "Closed for maintenance")
                .put("status", 503)
                .put("detail", text)
                .put("retryAfterSeconds", retryAfter)
                .encode());
  }

  static void answer(HttpServerRequest request, int status, String detail) {
    if (request.response().headWritten()) {
      request.response().reset();
      return;
    }
    request
        .response()
        .setStatusCode(status)
        .putHeader(HttpHeaders.CONTENT_TYPE, "application/problem+json; charset=utf-8")
        .end(new JsonObject().put("status", status).put("detail", detail).encode());
  }

  /** The message as a header's value: base64 of UTF-8, since a header carries ASCII alone. */
  static String header(TimedGate gate) {
    String text = choose(gate.message(), null);
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String choose(Map<String, String> message, @Nullable String accepted) {
    if (accepted != null) {
      for (String range : accepted.split(",")) {
        String language = range.strip().split("[;-]")[0];
        String text = message.get(language);
        if (text != null) {
          return text;
        }
      }
    }
    String english = message.getOrDefault("en", message.get(""));
    return english != null ? english : String.join(" ", message.values());
  }
}
