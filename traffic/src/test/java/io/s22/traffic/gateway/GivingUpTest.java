package io.s22.traffic.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class GivingUpTest {
  private static final long MILLI = 1_000_000;

  @Test
  void the_planned_rate_is_kept_whatever_the_tick() {
    for (double rate : new double[] {50, 100, 333, 600, 5_000}) {
      GivingUp pace = new GivingUp(rate);
      int asked = 0;
      for (long now = 0; now <= 10_000; now += 5) {
        asked += ask(pace, now * MILLI, true);
      }
      assertThat(asked).isBetween((int) (rate * 9.99), (int) (rate * 10.01));
    }
  }

  @Test
  void a_stall_is_not_made_up_for() {
    GivingUp pace = new GivingUp(1_000);
    assertThat(ask(pace, 0, true)).isZero();
    assertThat(ask(pace, 2_000 * MILLI, true)).isEqualTo(20);
  }

  @Test
  void no_more_are_asked_while_those_asked_are_not_back_but_not_for_ever() {
    GivingUp pace = new GivingUp(1_000);
    int asked = 0;
    for (long now = 0; now <= 900; now += 5) {
      asked += ask(pace, now * MILLI, false);
    }
    assertThat(asked).isEqualTo(80);
    for (long now = 905; now <= 2_000; now += 5) {
      asked += ask(pace, now * MILLI, false);
    }
    assertThat(asked).isBetween(81, 240);
  }

  private static int ask(GivingUp pace, long now, boolean comeBack) {
    int asked = 0;
    while (pace.ask(now)) {
      asked++;
      if (comeBack) {
        pace.back();
      }
    }
    return asked;
  }
}
