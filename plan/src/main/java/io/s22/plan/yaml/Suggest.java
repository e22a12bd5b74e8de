package io.s22.plan.yaml;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** "Did you mean": the known word nearest to a mistyped one. */
public final class Suggest {
  private Suggest() {}

  private record Near(String word, int distance) {}

  /** The nearest of {@code words}, when it is near enough to be meant. */
  public static Optional<String> nearest(String typed, Collection<String> words) {
    if (typed.length() > 60) {
      return Optional.empty();
    }
    int most = Math.max(1, typed.length() / 3);
    return words.stream()
        .map(word -> new Near(word, distance(typed, word)))
        .filter(near -> near.distance() <= most)
        .min(Comparator.comparingInt(Near::distance).thenComparing(Near::word))
        .map(Near::word);
  }

  /** A sentence for a mend: the nearest word, else the words there are. */
  public static String sentence(String typed, Collection<String> words) {
    List<String> shown = words.stream().limit(30).toList();
    String others = words.size() > shown.size() ? ", ..." : "";
    return nearest(typed, words)
        .map(word -> "Did you mean '" + word + "'?")
        .orElse(
            words.isEmpty()
                ? "There is none to choose from."
                : "Choose one of: " + String.join(", ", shown) + others + ".");
  }

  /** Insertions, deletions, substitutions and swaps of neighbours (optimal string alignment). */
  static int distance(String a, String b) {
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      d[i][0] = i;
    }
    for (int j = 0; j <= b.length(); j++) {
      d[0][j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      for (int j = 1; j <= b.length(); j++) {
        int same = same(a.charAt(i - 1), b.charAt(j - 1)) ? 0 : 1;
        d[i][j] = Math.min(Math.min(d[i - 1][j], d[i][j - 1]) + 1, d[i - 1][j - 1] + same);
        if (i > 1
            && j > 1
            && same(a.charAt(i - 1), b.charAt(j - 2))
            && same(a.charAt(i - 2), b.charAt(j - 1))) {
          d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
        }
      }
    }
    return d[a.length()][b.length()];
  }

  /** Case does not count, and an underscore is a hyphen. */
  private static boolean same(char a, char b) {
    return plain(a) == plain(b);
  }

  private static char plain(char c) {
    return c == '_' ? '-' : Character.toLowerCase(c);
  }
}
