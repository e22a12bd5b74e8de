package io.s22.server.live;

import io.s22.tell.Language;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a request asks for. Whatever it says, there is an answer. */
public final class Asked {
  private static final int LONGEST_HEADER = 500;

  private Asked() {}

  /**
   * The language: that of {@code lang}, else the one the browser prefers (RFC 9110, 12.5.4), else
   * English.
   */
  public static Language language(Map<String, List<String>> parameters, String acceptLanguage) {
    String named = parameters.getOrDefault("lang", List.of("")).getFirst();
    for (Language language : Language.values()) {
      if (named.toLowerCase(Locale.ROOT).startsWith(language.code())) {
        return language;
      }
    }
    return preferred(acceptLanguage);
  }

  private static Language preferred(String header) {
    if (header.isBlank() || header.length() > LONGEST_HEADER) {
      return Language.EN;
    }
    try {
      for (Locale.LanguageRange range : Locale.LanguageRange.parse(header)) {
        for (Language language : Language.values()) {
          if (range.getWeight() > 0 && range.getRange().startsWith(language.code())) {
            return language;
          }
        }
      }
    } catch (IllegalArgumentException malformed) {
      return Language.EN;
    }
    return Language.EN;
  }

  /** The newest edition a viewer has seen; 0 where he says nothing sensible. */
  public static long since(Map<String, List<String>> parameters) {
    return number(parameters.getOrDefault("since", List.of("")).getFirst());
  }

  /** A number of an edition; 0 for what is none. */
  public static long number(String text) {
    try {
      return text.isEmpty() || text.length() > 18 ? 0 : Math.max(0, Long.parseLong(text));
    } catch (NumberFormatException none) {
      return 0;
    }
  }
}
