package io.s22.testkit;

import io.s22.run.Secrets;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Secrets of a test; like the real ones, only those once resolved are removed from text. */
public final class FixedSecrets implements Secrets {
  private static final Pattern REFERENCE = Pattern.compile("\\$\\{secret:([^}]*)\\}");

  private final Map<String, String> values;
  private final Set<String> resolved = ConcurrentHashMap.newKeySet();

  public FixedSecrets(Map<String, String> values) {
    this.values = Map.copyOf(values);
  }

  @Override
  public String resolve(String text) {
    return REFERENCE
        .matcher(text)
        .replaceAll(reference -> Matcher.quoteReplacement(value(reference.group(1))));
  }

  private String value(String name) {
    String value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException("secret '" + name + "' has no source");
    }
    resolved.add(value);
    return value;
  }

  @Override
  public String redact(String text) {
    String redacted = text;
    for (String value : resolved) {
      redacted = redacted.replace(value, "***");
    }
    return redacted;
  }
}
