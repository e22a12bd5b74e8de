package io.s22.forecast.show;

import io.s22.forecast.Forecast;
import io.s22.forecast.Sentences;
import io.s22.forecast.answer.Estimate;
import io.s22.forecast.answer.Histogram;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/** The small forms that text and page share. */
final class Words {
  private static final String BARS = " ▁▂▃▄▅▆▇█";
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");
  private static final DateTimeFormatter FULL = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

  private Words() {}

  /** Seconds from the window's opening as a time of day; the day where it is another. */
  static String clock(Forecast forecast, double seconds) {
    if (Double.isNaN(seconds)) {
      return "never";
    }
    ZonedDateTime opens = forecast.opens().atZone(forecast.zone());
    ZonedDateTime at = opens.plus(Duration.ofMillis(Math.round(seconds * 1000)));
    boolean sameDay = at.toLocalDate().equals(opens.toLocalDate());
    return sameDay ? at.format(TIME) : at.format(FULL);
  }

  static String window(Forecast forecast) {
    ZonedDateTime opens = forecast.opens().atZone(forecast.zone());
    ZonedDateTime closes = forecast.closes().atZone(forecast.zone());
    return opens.format(FULL) + " to " + closes.format(FULL) + " (" + forecast.zone() + ")";
  }

  /** {@code 7 % (6.8-7.2 %)}. */
  static String share(Estimate estimate) {
    String value = Sentences.percent(estimate.value());
    String low = Sentences.percent(estimate.low());
    String high = Sentences.percent(estimate.high());
    return low.equals(high) ? value : value + " (" + low.replace(" %", "") + "-" + high + ")";
  }

  /** {@code 8 min 20 s}, and how far off it may be where that is a twentieth or more. */
  static String time(Estimate seconds) {
    double off = Math.max(seconds.high() - seconds.value(), seconds.value() - seconds.low());
    boolean sure = !(off >= 0.05 * Math.abs(seconds.value())) || off < 0.5;
    return Sentences.duration(seconds.value()) + (sure ? "" : " ±" + Sentences.duration(off));
  }

  /** {@code 03:48:13 (03:48:12-03:48:15)}; just the one where they are the same. */
  static String clock(Forecast forecast, Estimate at) {
    String value = clock(forecast, at.value());
    String low = clock(forecast, at.low());
    String high = clock(forecast, at.high());
    return low.equals(high) ? value : value + " (" + low + "-" + high + ")";
  }

  /** The last instant to turn back, which may lie before the window. */
  static String latest(Forecast forecast, double seconds) {
    return seconds < 0 ? "too late" : clock(forecast, seconds);
  }

  /** {@code 0.32 (0.29-0.35)}. */
  static String number(Estimate estimate) {
    String low = round(estimate.low());
    String high = round(estimate.high());
    return round(estimate.value()) + (low.equals(high) ? "" : " (" + low + "-" + high + ")");
  }

  /** An amount in the plan's currency. */
  static String money(Forecast forecast, Estimate amount) {
    String currency = forecast.currency() == null ? "" : " " + forecast.currency();
    return number(amount) + currency;
  }

  /** Columns of eight heights. */
  static String bars(Histogram histogram) {
    StringBuilder text = new StringBuilder();
    long peak = Math.max(1, histogram.peak());
    for (long count : histogram.counts()) {
      int height = count == 0 ? 0 : Math.max(1, (int) Math.round(8.0 * count / peak));
      text.append(BARS.charAt(height));
    }
    return text.toString();
  }

  static String round(double x) {
    String text = String.format(java.util.Locale.ROOT, "%.2f", x);
    String shorter = text.replaceAll("\\.?0+$", "");
    return shorter.equals("-0") ? "0" : shorter;
  }
}
