package io.s22.forecast;

import io.s22.forecast.answer.Estimate;
import java.util.Locale;

/** Figures as an operator says them. */
public final class Sentences {
  /** What a sentence about a change speaks of. */
  public enum Gain {
    OVERRUN,
    ROLLBACK,
    END
  }

  private Sentences() {}

  /** What the sentence of {@code driver} speaks of. */
  public static Gain of(Forecast.Driver driver) {
    return gain(driver.overrunBefore(), driver.overrunAfter(), driver.backLess());
  }

  private static Gain gain(Estimate was, Estimate is, Estimate backLess) {
    return !percent(was.value()).equals(percent(is.value()))
        ? Gain.OVERRUN
        : backLess.value() > 0.0005 ? Gain.ROLLBACK : Gain.END;
  }

  /** What shortening a step by {@code by} seconds, or (0) making it never fail, would bring. */
  static String driver(
      String step, double by, Estimate was, Estimate is, Estimate backLess, Estimate earlier) {
    String change =
        by > 0
            ? "shortening `" + step + "` by " + duration(by)
            : "making sure that `" + step + "` never fails";
    return switch (gain(was, is, backLess)) {
      case ROLLBACK -> change + " cuts the rollback probability by " + points(backLess.value());
      case END -> change + " ends the run " + duration(earlier.value()) + " earlier on average";
      case OVERRUN ->
          change
              + (was.value() > is.value() ? " cuts" : " raises")
              + " the overrun probability from "
              + percent(was.value())
              + " to "
              + percent(is.value());
    };
  }

  private static String points(double share) {
    return number(share * 100) + " points";
  }

  /** A share as a percentage, with as many digits as it needs. */
  public static String percent(double share) {
    double percent = share * 100;
    if (percent > 90 && percent < 100) {
      return number(100 - percent).equals("0") ? "100 %" : high(percent);
    }
    return number(percent) + " %";
  }

  /** 99.95 and not 100: the nines matter. */
  private static String high(double percent) {
    int digits = 1;
    while (digits < 6 && (100 - percent) * Math.pow(10, digits) < 9.5) {
      digits++;
    }
    String text = String.format(Locale.ROOT, "%." + digits + "f", percent);
    return text.replaceAll("\\.?0+$", "") + " %";
  }

  /** A number with as many digits as it needs. */
  public static String number(double x) {
    double size = Math.abs(x);
    if (size == 0) {
      return "0";
    }
    int digits = size >= 9.95 ? 0 : size >= 0.995 ? 1 : size >= 0.0995 ? 2 : size >= 1e-3 ? 3 : 6;
    String text = String.format(Locale.ROOT, "%." + digits + "f", x);
    return text.contains(".") ? text.replaceAll("\\.?0+$", "") : text;
  }

  /** Seconds as people say them: 350 ms, 12.5 s, 8 min 20 s, 2 h 5 min. */
  public static String duration(double seconds) {
    String sign = seconds < 0 ? "-" : "";
    double size = Math.abs(seconds);
    if (Double.isNaN(size)) {
      return "never";
    }
    if (size < 0.9995) {
      return sign + Math.round(size * 1000) + " ms";
    }
    if (size < 59.95) {
      return sign + number(size) + " s";
    }
    long whole = Math.round(size);
    if (whole < 3600) {
      return sign + whole / 60 + " min" + (whole % 60 == 0 ? "" : " " + whole % 60 + " s");
    }
    long minutes = Math.round(size / 60);
    return sign + minutes / 60 + " h" + (minutes % 60 == 0 ? "" : " " + minutes % 60 + " min");
  }
}
