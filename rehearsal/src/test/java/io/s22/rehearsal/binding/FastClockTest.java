package io.s22.rehearsal.binding;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class FastClockTest {
  private static final Instant OPENS = Instant.parse("2024-03-16T00:00:00Z");

  private final AtomicLong nanos = new AtomicLong(7);
  private final FastClock clock = new FastClock(OPENS, 120, nanos::get);

  @Test
  void itStandsAtTheOpeningUntilItIsStarted() {
    nanos.addAndGet(5_000_000_000L);
    assertThat(clock.now()).isEqualTo(OPENS);
    clock.start();
    assertThat(clock.now()).isEqualTo(OPENS);
  }

  @Test
  void fourHoursPassInTwoMinutes() {
    clock.start();
    nanos.addAndGet(Duration.ofMinutes(2).toNanos());
    assertThat(clock.now()).isEqualTo(OPENS.plus(Duration.ofHours(4)));
  }

  @Test
  void whoWaitsAnHourOfItWaitsHalfAMinute() {
    assertThat(clock.waiting(Duration.ofHours(1))).isEqualTo(Duration.ofSeconds(30));
  }
}
