package io.s22.tell.channel;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.s22.tell.Language;
import io.s22.tell.notice.Message;
import io.s22.tell.notice.NoticeKind;
import java.util.Map;

/** A message as a mail: plain and as HTML. */
final class MailText {
  private final TemplateEngine engine =
      TemplateEngine.createPrecompiled(
          null, ContentType.Html, MailText.class.getClassLoader(), "io.s22.tell.template");

  String html(Envelope envelope, Message message) {
    boolean zh = message.language() == Language.ZH;
    StringOutput out = new StringOutput();
    engine.render(
        "mail.jte",
        Map.of(
            "message",
            message,
            "way",
            envelope.unsubscribe(),
            "words",
            way(message),
            "page",
            zh ? "状态页" : "Status page"),
        out);
    return out.toString();
  }

  String plain(Envelope envelope, Message message) {
    return message.text() + "\n-- \n" + way(message) + ": " + envelope.unsubscribe() + "\n";
  }

  private static String way(Message message) {
    boolean zh = message.language() == Language.ZH;
    return message.kind() == NoticeKind.CONFIRM
        ? zh ? "确认订阅" : "Confirm the subscription"
        : zh ? "退订" : "Unsubscribe";
  }
}
