package io.s22.window.reason;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A number with its unit, such as {@code 280 ms}, {@code 87 %}, {@code ± 35 %}, {@code > 5 s}.
 *
 * @param value in base units: seconds, bytes, shares of one
 * @param unit as it was written
 * @param swing whether it is a swing to both sides
 */
record Quantity(double value, String unit, boolean swing) {
  private static final Pattern FORM =
      Pattern.compile("\\s*[<>≤≥=~≈]*\\s*(±)?\\s*([-+]?[\\d,]*\\.?\\d+)\\s*(.*?)\\s*");
  private static final Map<String, Double> BASE =
      Map.ofEntries(
          Map.entry("ns", 1e-9),
          Map.entry("us", 1e-6),
          Map.entry("µs", 1e-6),
          Map.entry("ms", 1e-3),
          Map.entry("s", 1.0),
          Map.entry("min", 60.0),
          Map.entry("h", 3600.0),
          Map.entry("%", 0.01),
          Map.entry("kb", 1e3),
          Map.entry("mb", 1e6),
          Map.entry("gb", 1e9),
          Map.entry("kib", 1024.0),
          Map.entry("mib", 1048576.0),
          Map.entry("gib", 1073741824.0));

  /** Empty where the text is no quantity. */
  static Optional<Quantity> of(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      return Optional.empty();
    }
    String unit = form.group(3);
    double number = Double.parseDouble(form.group(2).replace(",", ""));
    return Optional.of(new Quantity(number * factor(unit), unit, form.group(1) != null));
  }

  private static double factor(String unit) {
    return BASE.getOrDefault(unit.toLowerCase(Locale.ROOT), 1.0);
  }

  /** A value in base units as it reads in this quantity's unit. */
  String say(double base) {
    String number = String.format(Locale.ROOT, "%.3g", base / factor(unit));
    String plain =
        number.contains("e") ? String.format(Locale.ROOT, "%.0f", base / factor(unit)) : number;
    return (swing ? "± " : "") + plain + (unit.isEmpty() ? "" : " " + unit);
  }
}
