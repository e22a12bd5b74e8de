package io.s22.run.engine;

import java.util.Locale;

/** Names of constants as people read them. */
final class Words {
  private Words() {}

  /** {@code ROLLING_BACK} as {@code rolling back}. */
  static String of(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
