package io.s22.forecast.show;

import io.s22.forecast.Forecast;
import io.s22.forecast.Sentences;
import io.s22.forecast.answer.Estimate;
import io.s22.forecast.answer.Histogram;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.function.DoubleFunction;

/** The small forms that text and page share, in their language. */
final class Words {
  private static final String BARS = " ▁▂▃▄▅▆▇█";
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");
  private static final DateTimeFormatter FULL = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

  private final Forecast forecast;
  private final Voice voice;

  Words(Forecast forecast, Voice voice) {
    this.forecast = forecast;
    this.voice = voice;
  }

  private String say(String english, String chinese) {
    return voice.say(english, chinese);
  }

  String title() {
    return say("Forecast of " + forecast.plan(), forecast.plan() + " 的预测");
  }

  String never() {
    return say("never", "从未");
  }

  /** Seconds from the window's opening as a time of day; the day where it is another. */
  String clock(double seconds) {
    if (Double.isNaN(seconds)) {
      return never();
    }
    ZonedDateTime opens = forecast.opens().atZone(forecast.zone());
    ZonedDateTime at = opens.plus(Duration.ofMillis(Math.round(seconds * 1000)));
    boolean sameDay = at.toLocalDate().equals(opens.toLocalDate());
    return sameDay ? at.format(TIME) : at.format(FULL);
  }

  String window() {
    ZonedDateTime opens = forecast.opens().atZone(forecast.zone());
    ZonedDateTime closes = forecast.closes().atZone(forecast.zone());
    String to = say(" to ", " 至 ");
    return opens.format(FULL) + to + closes.format(FULL) + " (" + forecast.zone() + ")";
  }

  /** {@code 7 % (6.8-7.2 %)}. */
  static String share(Estimate estimate) {
    String value = Sentences.percent(estimate.value());
    String low = Sentences.percent(estimate.low());
    String high = Sentences.percent(estimate.high());
    return low.equals(high) ? value : value + " (" + low.replace(" %", "") + "-" + high + ")";
  }

  /** {@code 8 min 20 s ±2 s}; without what is too little to be seen. */
  String time(Estimate seconds) {
    return off(seconds, voice::duration);
  }

  /** {@code 03:48:13 ±2 s}; likewise. */
  String around(Estimate at) {
    return off(at, this::clock);
  }

  private String off(Estimate seconds, DoubleFunction<String> say) {
    double off = Math.max(seconds.high() - seconds.value(), seconds.value() - seconds.low());
    boolean seen = off > 0 && !say.apply(seconds.low()).equals(say.apply(seconds.high()));
    return say.apply(seconds.value()) + (seen ? " ±" + voice.duration(off) : "");
  }

  /** What a change would bring, and how far off that may be. */
  String driver(Forecast.Driver driver) {
    return voice.sentence(driver) + " (" + gain(driver) + ")";
  }

  private String gain(Forecast.Driver driver) {
    return switch (Sentences.of(driver)) {
      case OVERRUN -> points(driver.gain());
      case ROLLBACK -> points(driver.backLess());
      case END ->
          voice.duration(driver.earlier().low())
              + say(" to ", " 至 ")
              + voice.duration(driver.earlier().high());
    };
  }

  private String points(Estimate share) {
    return Sentences.percent(share.low()).replace(" %", "")
        + say(" to ", " 至 ")
        + Sentences.percent(share.high()).replace(" %", "")
        + say(" points", " 个百分点");
  }

  /** Why there may be no way back, in one sentence; empty where there always is. */
  String wayBack() {
    return forecast.turning().stream()
        .filter(point -> point.missed().value() > 0.5)
        .findFirst()
        .map(point -> voice.noWayBack(point, forecast.turning().getLast()))
        .orElse("");
  }

  /** {@code 03:48:13 (03:48:12-03:48:15)}; just the one where they are the same. */
  String clock(Estimate at) {
    String value = clock(at.value());
    String low = clock(at.low());
    String high = clock(at.high());
    return low.equals(high) ? value : value + " (" + low + "-" + high + ")";
  }

  /** The last instant to turn back, which may lie before the window. */
  String latest(double seconds) {
    return seconds < 0 ? say("too late", "已来不及") : clock(seconds);
  }

  /** {@code 0.32 (0.29-0.35)}. */
  static String number(Estimate estimate) {
    String low = round(estimate.low());
    String high = round(estimate.high());
    return round(estimate.value()) + (low.equals(high) ? "" : " (" + low + "-" + high + ")");
  }

  /** An amount in the plan's currency. */
  String money(Estimate amount) {
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

  private static String round(double x) {
    String text = String.format(Locale.ROOT, "%.2f", x);
    String shorter = text.replaceAll("\\.?0+$", "");
    return shorter.equals("-0") ? "0" : shorter;
  }
}
