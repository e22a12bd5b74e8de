package io.s22.forecast.show;

import io.s22.forecast.Forecast;
import io.s22.forecast.Sentences;
import io.s22.forecast.answer.Estimate;
import io.s22.forecast.answer.Histogram;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.function.DoubleFunction;

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

  /** {@code 8 min 20 s ±2 s}; without what is too little to be seen. */
  static String time(Estimate seconds) {
    return off(seconds, Sentences::duration);
  }

  /** {@code 03:48:13 ±2 s}; likewise. */
  static String around(Forecast forecast, Estimate at) {
    return off(at, seconds -> clock(forecast, seconds));
  }

  private static String off(Estimate seconds, DoubleFunction<String> say) {
    double off = Math.max(seconds.high() - seconds.value(), seconds.value() - seconds.low());
    boolean seen = off > 0 && !say.apply(seconds.low()).equals(say.apply(seconds.high()));
    return say.apply(seconds.value()) + (seen ? " ±" + Sentences.duration(off) : "");
  }

  /** What of a change is not already in its sentence: how far off the gain may be. */
  static String gain(Forecast.Driver driver) {
    return switch (Sentences.of(driver)) {
      case OVERRUN -> points(driver.gain());
      case ROLLBACK -> points(driver.backLess());
      case END ->
          Sentences.duration(driver.earlier().low())
              + " to "
              + Sentences.duration(driver.earlier().high());
    };
  }

  private static String points(Estimate share) {
    return Sentences.percent(share.low()).replace(" %", "")
        + " to "
        + Sentences.percent(share.high()).replace(" %", "")
        + " points";
  }

  /** Why there may be no way back, in one sentence; empty where there always is. */
  static String wayBack(Forecast forecast) {
    return forecast.turning().stream()
        .filter(point -> point.missed().value() > 0.5)
        .findFirst()
        .map(point ->
            "From `"
                + point.step()
                + "` on, the way back does not fit into the window in most nights: undoing all that"
                + " is touched by then, one host after the other, each at its P90, takes "
                + Sentences.duration(point.reserve())
                + "; in the end "
                + Sentences.duration(forecast.turning().getLast().reserve())
                + ". The run asks at the point of no return; this plan's answer there decides.")
        .orElse("");
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
