package io.s22.tell;

import java.util.Locale;

/** The languages a page speaks. */
public enum Language {
  EN("en", Locale.ENGLISH),
  ZH("zh-CN", Locale.SIMPLIFIED_CHINESE);

  private final String tag;
  private final Locale locale;

  Language(String tag, Locale locale) {
    this.tag = tag;
    this.locale = locale;
  }

  /** Its BCP 47 tag, for {@code lang} attributes and headers. */
  public String tag() {
    return tag;
  }

  public Locale locale() {
    return locale;
  }

  /** The two letters it goes by in addresses. */
  public String code() {
    return locale.getLanguage();
  }
}
