package io.s22.plan;

import java.util.Locale;
import java.util.Map;

@Doc(
    value = "A text for people: one string, or one for each language.",
    examples = {"Cluster upgrade", "{en: Cluster upgrade, zh: 集群升级}"})
public record Text(Map<String, String> byLanguage) {
  public Text {
    byLanguage = Map.copyOf(byLanguage);
  }

  /** A text that was written once, for all languages. */
  public static Text of(String text) {
    return new Text(Map.of("", text));
  }

  /** The text in {@code locale}'s language, else in English, else in the one there is. */
  public String in(Locale locale) {
    String own = byLanguage.get(locale.getLanguage());
    if (own != null) {
      return own;
    }
    String english = byLanguage.getOrDefault("en", byLanguage.get(""));
    return english != null ? english : byLanguage.values().stream().sorted().findFirst().orElse("");
  }
}
