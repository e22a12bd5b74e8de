package io.s22.tell.outbox;

import io.s22.tell.notice.Message;
import io.s22.tell.subscribe.Subscriber.Wish;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Messages and wishes as they lie in the file. */
final class Shapes {
  private static final JsonMapper MAPPER =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  private Shapes() {}

  static String text(Message message) {
    return MAPPER.writeValueAsString(message);
  }

  static Message message(String text) {
    return MAPPER.readValue(text, Message.class);
  }

  static String text(Wish wish) {
    return MAPPER.writeValueAsString(wish);
  }

  static Wish wish(String text) {
    return MAPPER.readValue(text, Wish.class);
  }
}
