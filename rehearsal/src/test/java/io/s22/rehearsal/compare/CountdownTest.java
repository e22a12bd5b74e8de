package io.s22.rehearsal.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.s22.data.compare.Countdown;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** It must ring before the deadline, when the rate so far says that it will be missed. */
final class CountdownTest {
  private static final Instant BEGAN = Instant.parse("2024-03-16T04:00:00Z");
  private static final Countdown DAY =
      new Countdown(BEGAN.plus(Duration.ofHours(24)), 1_000_000, BEGAN, 0);

  @Test
  void a_rate_that_suffices_does_not_ring() {
    Countdown.Stand stand = DAY.at(BEGAN.plus(Duration.ofHours(1)), 50_000);
    assertThat(stand.late()).isFalse();
    assertThat(stand.ends()).isEqualTo(BEGAN.plus(Duration.ofHours(20)));
    assertThat(stand.left()).isEqualTo(Duration.ofHours(23));
  }

  @Test
  void a_rate_that_does_not_suffice_rings_long_before_the_deadline() {
    Countdown.Stand stand = DAY.at(BEGAN.plus(Duration.ofHours(1)), 40_000);
    assertThat(stand.late()).isTrue();
    assertThat(stand.ends()).isEqualTo(BEGAN.plus(Duration.ofHours(25)));
  }

  @Test
  void what_was_compared_before_a_crash_is_no_part_of_the_rate() {
    Countdown after = new Countdown(BEGAN.plus(Duration.ofHours(24)), 1_000_000, BEGAN, 900_000);
    assertThat(after.at(BEGAN.plus(Duration.ofHours(1)), 901_000).late())
        .as("1000 rows an hour, 99,000 left")
        .isTrue();
    assertThat(after.at(BEGAN.plus(Duration.ofHours(1)), 910_000).late()).isFalse();
  }

  @Test
  void a_deadline_that_has_passed_rings_whatever_the_rate() {
    assertThat(DAY.at(BEGAN.plus(Duration.ofHours(25)), 999_999).late()).isTrue();
    assertThat(DAY.at(BEGAN.plus(Duration.ofHours(25)), 0).late()).isTrue();
  }

  @Test
  void nothing_is_foretold_of_the_first_seconds() {
    assertThat(DAY.at(BEGAN.plusSeconds(1), 1).ends()).isNull();
    assertThat(DAY.at(BEGAN.plusSeconds(1), 1).late()).isFalse();
  }

  @Test
  void more_rows_than_estimated_end_now() {
    Instant now = BEGAN.plus(Duration.ofHours(1));
    assertThat(DAY.at(now, 1_100_000).ends()).isEqualTo(now);
  }
}
