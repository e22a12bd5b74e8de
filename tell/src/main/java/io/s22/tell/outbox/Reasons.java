package io.s22.tell.outbox;

import io.s22.tell.subscribe.Subscriber;
import org.jspecify.annotations.Nullable;

/** Why an attempt failed, in words that may stand in a journal: without addresses and secrets. */
final class Reasons {
  private static final int LONGEST = 200;

  private Reasons() {}

  static String of(Throwable failure, Subscriber to) {
    StringBuilder text = new StringBuilder();
    for (@Nullable Throwable each = failure; each != null; each = each.getCause()) {
      if (text.length() > 0) {
        text.append(": ");
      }
      text.append(each.getClass().getSimpleName());
      if (each.getMessage() != null && each.getCause() == null) {
        text.append(": ").append(each.getMessage());
      }
    }
    return clean(text.toString(), to);
  }

  static String clean(String reason, Subscriber to) {
    String text = reason;
    for (String hidden : new String[] {to.address(), to.secret()}) {
      text = hidden.isEmpty() ? text : text.replace(hidden, "…");
    }
    text =
        text.replaceAll("[^\\s<>@]+@[^\\s<>@]+", "…")
            .replaceAll("https?://\\S+", "…")
            .replaceAll("\\+?[0-9]{7,}", "…")
            .replaceAll("\\p{Cntrl}+", " ")
            .strip();
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…";
  }
}
