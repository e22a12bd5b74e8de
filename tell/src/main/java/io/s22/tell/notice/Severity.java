package io.s22.tell.notice;

import io.s22.plan.Text;
import io.s22.tell.Words;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How much a notice matters. Each has a queue of its own on each channel. */
public enum Severity {
  INFO("Information", "通知"),
  WARNING("Warning", "警告"),
  URGENT("Urgent", "紧急");

  private final Text label;

  Severity(String en, String zh) {
    this.label = Words.both(en, zh);
  }

  /** Its name for people. */
  public Text label() {
    return label;
  }

  /** The word it goes by in addresses and JSON. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The one that goes by {@code word}. */
  public static Optional<Severity> of(String word) {
    return Arrays.stream(values()).filter(each -> each.word().equals(word)).findFirst();
  }
}
