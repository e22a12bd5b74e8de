package io.s22.rehearsal.binding;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RealTimesTest {
  private static final Instant OPENS = Instant.parse("2024-03-15T16:00:00Z");
  private static final Instant NOW = Instant.parse("2030-01-05T12:00:00Z");

  private final FastClock plan = new FastClock(OPENS, 120, () -> 0);

  private Map<String, Object> real(Map<String, Object> with) {
    Map<String, Object> real = new HashMap<>(with);
    RealTimes.put(real, plan, () -> NOW);
    return real;
  }

  @Test
  void twoHoursOfThePlanFromNowAreAMinuteFromNow() {
    assertThat(
            real(
                Map.of(
                    "routes",
                    "uploads",
                    "from",
                    "2024-03-16 02:00",
                    "until",
                    "2024-03-16 04:00",
                    "zone",
                    "Asia/Shanghai")))
        .containsOnly(
            Map.entry("routes", "uploads"),
            Map.entry("from", "2030-01-05T12:01:00Z"),
            Map.entry("until", "2030-01-05T12:02:00Z"));
  }

  @Test
  void anInstantWithItsOwnOffsetNeedsNoZoneAndOneInThePastStaysThere() {
    assertThat(real(Map.of("from", "2024-03-15T23:00:00+08:00")))
        .containsOnly(Map.entry("from", "2030-01-05T11:59:30Z"));
  }

  @Test
  void whatIsNoInstantIsLeftForTheDriverToRefuse() {
    Map<String, Object> with = Map.of("from", "half past two", "zone", "Asia/Shanghai");
    assertThat(real(with)).isEqualTo(with);
  }
}
