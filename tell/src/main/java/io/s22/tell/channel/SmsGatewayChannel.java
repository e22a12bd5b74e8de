package io.s22.tell.channel;

import io.s22.tell.notice.Medium;
import io.s22.tell.notice.Message;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Short messages by any gateway that takes HTTP: the operator writes down its address, headers and
 * body, with {@code {to}}, {@code {text}}, {@code {key}} and {@code {language}} where they go.
 */
public final class SmsGatewayChannel implements Channel {
  private final Http http;
  private final URI address;
  private final Map<String, String> headers;
  private final String body;

  /**
   * @param headers with {@code content-type}: it decides how values are escaped in {@code body}
   */
  public SmsGatewayChannel(Http http, URI address, Map<String, String> headers, String body) {
    this.http = http;
    this.address = address;
    this.headers = Map.copyOf(headers);
    this.body = body;
  }

  @Override
  public Medium medium() {
    return Medium.SMS;
  }

  @Override
  public Result send(Envelope envelope, Message message) throws IOException, InterruptedException {
    Map<String, String> all = new LinkedHashMap<>(headers);
    all.put("idempotency-key", envelope.key());
    return Answers.of(
        http.post(address, all, filled(envelope, message).getBytes(StandardCharsets.UTF_8)),
        envelope.at());
  }

  private String filled(Envelope envelope, Message message) {
    Map<String, String> values =
        Map.of(
            "{to}", envelope.address(),
            "{text}", ShortText.of(envelope, message),
            "{key}", envelope.key(),
            "{language}", message.language().tag());
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < body.length(); ) {
      String rest = body.substring(i);
      String name = values.keySet().stream().filter(rest::startsWith).findFirst().orElse("");
      out.append(name.isEmpty() ? body.charAt(i) : escaped(values.getOrDefault(name, "")));
      i += Math.max(1, name.length());
    }
    return out.toString();
  }

  private String escaped(String value) {
    String type = headers.getOrDefault("content-type", "application/json");
    if (type.startsWith("application/x-www-form-urlencoded")) {
      return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
    if (type.contains("json")) {
      String quoted = Json.text(value);
      return quoted.substring(1, quoted.length() - 1);
    }
    return value;
  }

  @Override
  public Preview preview(Envelope envelope, Message message) {
    return new Preview("text/plain", ShortText.of(envelope, message));
  }
}
