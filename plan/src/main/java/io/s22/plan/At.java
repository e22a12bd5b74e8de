package io.s22.plan;

import java.util.Map;

/**
 * Where an element was written, and where each of its values was.
 *
 * @param start of the element itself
 * @param values the place of the value under each key; members of a list as {@code after[0]}; keys
 *     of a mapping as {@code interrupts.api}, where the author chose them, and members of a list
 *     under such a key as {@code groups.web[0]}
 */
public record At(Mark start, Map<String, Mark> values) {
  /** Stands for an element built by code. */
  public static final At NOWHERE = new At(Mark.NOWHERE, Map.of());

  public At {
    values = Map.copyOf(values);
  }

  /**
   * The place of the value under {@code key}; of the whole list, where a member has none of its
   * own; of the element where the key was not written.
   */
  public Mark of(String key) {
    Mark own = values.get(key);
    if (own != null) {
      return own;
    }
    int bracket = key.lastIndexOf('[');
    return bracket < 0 ? start : values.getOrDefault(key.substring(0, bracket), start);
  }
}
