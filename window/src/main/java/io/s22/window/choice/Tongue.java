package io.s22.window.choice;

import io.s22.plan.Text;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** A language that a choice is told in. */
enum Tongue {
  ENGLISH,
  CHINESE;

  /** Chinese for Chinese, else English. */
  static Tongue of(Locale locale) {
    return locale.getLanguage().equals("zh") ? CHINESE : ENGLISH;
  }

  /** A sentence in both. */
  static Text both(Function<Tongue, String> sentence) {
    return new Text(Map.of("en", sentence.apply(ENGLISH), "zh", sentence.apply(CHINESE)));
  }

  static Text both(String english, String chinese) {
    return new Text(Map.of("en", english, "zh", chinese));
  }

  String say(String english, String chinese) {
    return this == CHINESE ? chinese : english;
  }

  String in(Text text) {
    return text.in(locale());
  }

  Locale locale() {
    return this == CHINESE ? Locale.CHINESE : Locale.ENGLISH;
  }
}
