package io.s22.wiring;

import io.s22.forecast.Forecast;
import io.s22.settle.show.Expectation;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.Map;

/** What the forecast expects users to be due, beside which a settlement stands. */
public final class Expected {
  private Expected() {}

  /** By service; services that pay nothing lack. */
  public static Map<String, Expectation> of(Forecast forecast) {
    Map<String, Expectation> expected = new HashMap<>();
    perUser(forecast)
        .forEach((service, due) ->
            forecast.services().stream()
                .filter(each -> each.service().equals(service))
                .forEach(each ->
                    expected.put(service, new Expectation(each.down().mean().value(), due))));
    return expected;
  }

  /**
   * What a user of each service is due in the mean of all nights; services that pay nothing lack.
   */
  static Map<String, BigDecimal> perUser(Forecast forecast) {
    Map<String, BigDecimal> due = new HashMap<>();
    for (Forecast.ServiceAnswer each : forecast.services()) {
      if (each.credit() != null) {
        due.put(
            each.service(),
            BigDecimal.valueOf(each.credit().value()).setScale(4, RoundingMode.HALF_EVEN));
      }
    }
    return due;
  }
}
