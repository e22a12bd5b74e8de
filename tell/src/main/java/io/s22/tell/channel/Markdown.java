package io.s22.tell.channel;

import io.s22.tell.Language;
import io.s22.tell.notice.Message;
import io.s22.tell.notice.NoticeKind;
import java.util.function.UnaryOperator;

/** A message for chats, in the markup of each. */
final class Markdown {
  private Markdown() {}

  /** For DingTalk, Feishu and WeCom. */
  static String of(Envelope envelope, Message message) {
    return text(envelope, message, Escapes::markdown, "**", "[%2$s](%1$s)");
  }

  static String slack(Envelope envelope, Message message) {
    return text(envelope, message, Escapes::slack, "*", "<%1$s|%2$s>");
  }

  private static String text(
      Envelope envelope, Message message, UnaryOperator<String> escape, String bold, String link) {
    StringBuilder text = new StringBuilder();
    text.append(bold).append(escape.apply(message.title())).append(bold).append("\n\n");
    text.append(escape.apply(message.lead())).append("\n\n");
    message
        .rows()
        .forEach(r ->
            text.append("- ")
                .append(escape.apply(r.label()))
                .append(": ")
                .append(escape.apply(r.value()))
                .append('\n'));
    message.paragraphs().forEach(p -> text.append('\n').append(escape.apply(p)).append('\n'));
    message
        .advice()
        .forEach(a ->
            text.append("\n- ")
                .append(escape.apply(a.title()))
                .append(": ")
                .append(escape.apply(a.text()))
                .append('\n'));
    text.append('\n').append(link.formatted(message.url(), words(message.language())));
    text.append("  ").append(link.formatted(envelope.unsubscribe(), way(message))).append('\n');
    return text.toString();
  }

  private static String words(Language language) {
    return language == Language.ZH ? "状态页" : "Status page";
  }

  private static String way(Message message) {
    boolean zh = message.language() == Language.ZH;
    return message.kind() == NoticeKind.CONFIRM ? zh ? "确认" : "Confirm" : zh ? "退订" : "Unsubscribe";
  }
}
