package io.s22.tell.channel;

import io.s22.tell.notice.Message;
import io.s22.tell.notice.NoticeKind;

/** A message for a telephone: the one sentence, and where more is to be had. */
final class ShortText {
  /** What four parts hold in UCS-2: more is not read on a telephone. */
  private static final int MOST = 260;

  private ShortText() {}

  static String of(Envelope envelope, Message message) {
    boolean asks = message.kind() == NoticeKind.CONFIRM;
    String link = asks ? envelope.unsubscribe() : message.url();
    String words = asks ? message.title() : message.lead();
    String advice = message.advice().size() == 1 ? " " + message.advice().getFirst().text() : "";
    String text = words + advice;
    int room = Math.max(40, MOST - link.length() - 1);
    int points = text.codePointCount(0, text.length());
    String cut =
        points <= room ? text : text.substring(0, text.offsetByCodePoints(0, room - 3)) + "...";
    return cut + " " + link;
  }
}
