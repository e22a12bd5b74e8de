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

  static String time(Estimate seconds) {
    return Sentences.duration(seconds.value());
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
    return text.replaceAll("\\.?0+$", "");
  }
}
