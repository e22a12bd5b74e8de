package io.s22.plan.check;

import io.s22.plan.yaml.Suggest;
import java.util.Collection;

/**
 * Finds what somebody probably meant by an unknown name. Comparing names costs time; one check
 * spends only so much on it, so that a file full of wrong names is still answered soon.
 */
final class Guess {
  /** About a second's worth of letters compared. */
  private long left = 200_000_000;

  /** A mend: the nearest known name, or {@code otherwise} and the names there are. */
  String mend(String written, Collection<String> known, String otherwise) {
    left -= known.size() * (20L + (long) written.length() * written.length());
    if (left < 0) {
      return capital(otherwise);
    }
    return Suggest.nearest(written, known)
        .map(near -> "Did you mean " + Say.name(near) + "? If not, " + otherwise)
        .orElseGet(() -> capital(otherwise) + (known.isEmpty() ? "" : knownAre(known)));
  }

  private static String knownAre(Collection<String> known) {
    return " Known are " + Say.names(known.stream().sorted().toList()) + ".";
  }

  private static String capital(String text) {
    return Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }
}
