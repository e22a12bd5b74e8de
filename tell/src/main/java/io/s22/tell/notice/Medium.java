package io.s22.tell.notice;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** A kind of channel. */
public enum Medium {
  EMAIL("mail"),
  SMS("sms"),
  PUSH("push"),
  WEBHOOK("webhook"),
  CLOUDEVENTS("cloudevents"),
  SLACK("slack"),
  DINGTALK("dingtalk"),
  FEISHU("feishu"),
  WECOM("wecom");

  private final String word;

  Medium(String word) {
    this.word = word;
  }

  /** The word it goes by in plans, settings and addresses. */
  public String word() {
    return word;
  }

  /** Whether its address is an address of the web that S22 posts to. */
  public boolean posts() {
    return switch (this) {
      case EMAIL, SMS -> false;
      case PUSH, WEBHOOK, CLOUDEVENTS, SLACK, DINGTALK, FEISHU, WECOM -> true;
    };
  }

  /** The one that goes by {@code word}. */
  public static Optional<Medium> of(String word) {
    return Arrays.stream(values()).filter(each -> each.word.equals(word)).findFirst();
  }

  /**
   * Those a plan's announcement means with {@code over}: all where none is named; none at all where
   * it names the status page alone.
   */
  public static Set<Medium> over(List<String> words) {
    if (words.isEmpty()) {
      return EnumSet.allOf(Medium.class);
    }
    Set<Medium> found = EnumSet.noneOf(Medium.class);
    for (String written : words) {
      String word = written.toLowerCase(Locale.ROOT);
      switch (word) {
        case "email", "e-mail" -> found.add(EMAIL);
        case "web-push" -> found.add(PUSH);
        case "chat" -> found.addAll(EnumSet.of(SLACK, DINGTALK, FEISHU, WECOM));
        default -> of(word).ifPresent(found::add);
      }
    }
    return found;
  }
}
