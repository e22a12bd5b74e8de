package io.s22.plan.check;

import io.s22.plan.At;
import io.s22.plan.Durations;
import io.s22.plan.Mark;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** How messages put names, times and lists. */
final class Say {
  private static final int SHOWN = 5;

  private Say() {}

  /** A name in quotes, cut when it is overlong. */
  static String name(String name) {
    return "\"" + (name.length() <= 80 ? name : name.substring(0, 77) + "...") + "\"";
  }

  /** The first five names in quotes, and how many more there are. */
  static String names(Collection<String> names) {
    return plain(names.stream().map(Say::name).toList());
  }

  /** The first five words, and how many more there are. */
  static String plain(Collection<String> words) {
    String shown = words.stream().limit(SHOWN).collect(Collectors.joining(", "));
    return words.size() <= SHOWN ? shown : shown + " and " + (words.size() - SHOWN) + " more";
  }

  /** As the plan writes it; rounded up to seconds from ten seconds on, to milliseconds below. */
  static String time(double seconds) {
    double unit = seconds >= 10 ? 1 : 0.001;
    double rounded = Math.ceil(seconds / unit - 1e-6) * unit;
    return time(Duration.ofMillis(Math.round(rounded * 1000)));
  }

  static String time(Duration duration) {
    return Durations.format(duration);
  }

  /** As the plan writes it: {@code 2024-03-16 00:00}. */
  static String date(LocalDateTime time) {
    return time.toLocalDate() + " " + time.toLocalTime();
  }

  /** The place of an entry of a mapping, or of the mapping. */
  static Mark member(At at, String key, String name) {
    return at.values().getOrDefault(key + "." + name, at.of(key));
  }

  /** "1 host", "3 hosts". */
  static String count(int number, String one) {
    return number + " " + one + (number == 1 ? "" : "s");
  }

  /** A share as percentage, with no more digits than it has. */
  static String percent(double share) {
    return String.format(Locale.ROOT, "%.4f", share * 100)
            .replaceAll("0+$", "")
            .replaceAll("\\.$", "")
        + "%";
  }

  /** A chain: {@code "a" -> "b" -> "a"}. */
  static String chain(List<String> cycle) {
    List<String> shown = cycle.size() <= 8 ? cycle : cycle.subList(0, 8);
    String middle = cycle.size() <= 8 ? "" : " -> ...";
    return shown.stream().map(Say::name).collect(Collectors.joining(" -> "))
        + middle
        + " -> "
        + name(cycle.getFirst());
  }
}
