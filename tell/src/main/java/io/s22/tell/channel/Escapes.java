package io.s22.tell.channel;

import java.nio.charset.StandardCharsets;

/**
 * Text of strangers within the markup of chats: what somebody wrote into a plan must not become a
 * link, a mention of everybody, or a picture.
 */
final class Escapes {
  private Escapes() {}

  /** For Slack's mrkdwn: its three control characters, and what would be emphasis. */
  static String slack(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replaceAll("([*_~`])", "\u200b$1\u200b");
  }

  /** For Markdown as DingTalk, Feishu and WeCom read it. */
  static String markdown(String text) {
    StringBuilder escaped = new StringBuilder(text.length() + 16);
    text.codePoints()
        .forEach(c -> {
          switch (c) {
            case '<' -> escaped.append("＜");
            case '>' -> escaped.append("＞");
            // A mention is written with @ and a number or a name: kept readable, made harmless.
            case '@' -> escaped.append("＠");
            case '\\', '`', '*', '_', '[', ']', '(', ')', '#', '!', '~', '|' ->
                escaped.append('\\').appendCodePoint(c);
            default -> escaped.appendCodePoint(c);
          }
        });
    return escaped.toString();
  }

  /** {@code text} in at most {@code most} bytes of UTF-8, cut between characters. */
  static String bytes(String text, int most) {
    if (text.getBytes(StandardCharsets.UTF_8).length <= most) {
      return text;
    }
    int used = "…".getBytes(StandardCharsets.UTF_8).length;
    int end = 0;
    while (end < text.length()) {
      int point = text.codePointAt(end);
      used += Character.toString(point).getBytes(StandardCharsets.UTF_8).length;
      if (used > most) {
        break;
      }
      end += Character.charCount(point);
    }
    return text.substring(0, end) + "…";
  }
}
