package io.s22.run;

/** The values behind references to secrets. */
public interface Secrets {
  /**
   * Replaces each {@code ${secret:name}} in {@code text}.
   *
   * @throws IllegalArgumentException naming the secret and its source when it cannot be had
   */
  String resolve(String text);

  /** {@code text} with every value that was ever resolved replaced by {@code ***}. */
  String redact(String text);
}
