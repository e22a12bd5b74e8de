package io.s22.tell.channel;

import io.s22.tell.Words;
import io.s22.tell.notice.Message;
import java.util.Map;

/** A notice for programs: the same object in webhooks and CloudEvents. */
final class Event {
  private Event() {}

  /** {@code maintenance.moved}. */
  static String type(Message message) {
    return "maintenance." + message.kind().word();
  }

  static Map<String, Object> data(Envelope envelope, Message message) {
    Map<String, Object> data =
        Json.object(
            "key", envelope.key(),
            "tenant", envelope.tenant(),
            "run", message.run(),
            "event", message.event(),
            "kind", message.kind().word(),
            "severity", envelope.severity().name().toLowerCase(java.util.Locale.ROOT),
            "language", message.language().tag(),
            "title", message.title(),
            "text", message.lead(),
            "paragraphs", message.paragraphs(),
            "window",
                Json.object(
                    "opens", Words.millis(message.opens()),
                    "closes", Words.millis(message.closes())),
            "services",
                message.services().stream()
                    .map(s -> Json.object("id", s.service(), "title", s.title()))
                    .toList(),
            "advice",
                message.advice().stream()
                    .map(a -> Json.object("service", a.service(), "text", a.text()))
                    .toList(),
            "details",
                message.rows().stream()
                    .map(r -> Json.object("label", r.label(), "value", r.value()))
                    .toList(),
            "url", message.url());
    boolean asks = message.kind() == io.s22.tell.notice.NoticeKind.CONFIRM;
    data.put(asks ? "confirm" : "unsubscribe", envelope.unsubscribe());
    if (asks && !envelope.secret().isEmpty()) {
      // The one time the receiver learns the key that all later signatures are made with.
      data.put("secret", envelope.secret());
    }
    return data;
  }
}
