package io.s22.rehearsal.users;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TallyTest {
  private static final Instant OPENS = Instant.parse("2024-03-16T00:00:00Z");
  private static final long MILLI = 1_000_000;

  private final Tally tally = new Tally("api", OPENS, 0);

  @Test
  void aWaitIsCountedFromWhenTheUserWantedToBegin() {
    tally.count(10 * MILLI, 250 * MILLI, Answer.RIGHT);
    assertThat(cut(300).measured().p99Millis()).isBetween(239.0, 241.0);
  }

  @Test
  void theLongestGapGoesOnOverTheEndOfASpan() {
    tally.count(0, 100 * MILLI, Answer.RIGHT);
    assertThat(cut(500).measured().longestGapMillis()).isEqualTo(400);
    assertThat(cut(900).measured().longestGapMillis()).isEqualTo(800);
    tally.count(0, 1_000 * MILLI, Answer.RIGHT);
    assertThat(tally.total().longestGapMillis()).isEqualTo(900);
  }

  @Test
  void aWrongAnswerEndsNoGapAndCountsAsFailed() {
    tally.count(0, 200 * MILLI, Answer.WRONG);
    Tally.Cut cut = cut(500);
    assertThat(cut.measured().failed()).isEqualTo(1);
    assertThat(cut.measured().longestGapMillis()).isEqualTo(500);
    assertThat(cut.standing()).isEqualTo(Tally.Standing.DOWN);
  }

  @Test
  void whatIsRefusedAsAnnouncedIsNoFailureAndNoInterruption() {
    tally.count(0, 200 * MILLI, Answer.ANNOUNCED);
    Tally.Cut cut = cut(500);
    assertThat(cut.standing()).isEqualTo(Tally.Standing.CLOSED);
    tally.count(0, 600 * MILLI, Answer.RIGHT);
    Tally.Total total = tally.total();
    assertThat(total.availability()).isEqualTo(1);
    assertThat(total.announced()).isEqualTo(1);
    assertThat(total.longestGapMillis()).isEqualTo(100);
  }

  @Test
  void aServiceIsDegradedWhileSomeAreRefusedOrFail() {
    tally.count(0, MILLI, Answer.RIGHT);
    assertThat(cut(2).standing()).isEqualTo(Tally.Standing.UP);
    tally.count(0, MILLI, Answer.RIGHT);
    tally.count(0, MILLI, Answer.ANNOUNCED);
    assertThat(cut(3).standing()).isEqualTo(Tally.Standing.DEGRADED);
    tally.count(0, MILLI, Answer.RIGHT);
    tally.count(0, MILLI, Answer.RIGHT);
    tally.count(0, MILLI, Answer.WRONG);
    assertThat(cut(4).standing()).isEqualTo(Tally.Standing.DEGRADED);
  }

  @Test
  void whatCameBeforeCountingBeganIsForgotten() {
    tally.count(0, 900 * MILLI, Answer.WRONG);
    tally.begin(OPENS, 1_000 * MILLI);
    tally.count(1_000 * MILLI, 1_010 * MILLI, Answer.RIGHT);
    assertThat(tally.total().failed()).isZero();
    assertThat(tally.total().longestGapMillis()).isEqualTo(10);
  }

  @Test
  void aTimeWithoutARightAnswerIsAnInterruptionFromTheLastRightOneToTheNext() {
    tally.count(0, 100 * MILLI, Answer.RIGHT);
    tally.count(200 * MILLI, 300 * MILLI, Answer.WRONG);
    assertThat(cut(500).interruptions()).isEmpty();
    tally.count(1_900 * MILLI, 2_000 * MILLI, Answer.RIGHT);
    tally.count(2_490 * MILLI, 2_500 * MILLI, Answer.RIGHT);
    assertThat(cut(3_000).interruptions())
        .singleElement()
        .satisfies(gap -> {
          assertThat(gap.service()).isEqualTo("api");
          assertThat(gap.from()).isEqualTo(OPENS.plusMillis(100));
          assertThat(gap.to()).isEqualTo(OPENS.plusMillis(2_000));
        });
    assertThat(cut(3_500).interruptions()).isEmpty();
  }

  @Test
  void aQuietSecondInWhichNobodyAskedInVainIsNoInterruption() {
    tally.count(0, 100 * MILLI, Answer.RIGHT);
    tally.count(1_990 * MILLI, 2_000 * MILLI, Answer.RIGHT);
    assertThat(cut(3_000).interruptions()).isEmpty();
  }

  @Test
  void anInterruptionWithoutAnEndEndsWithTheMeasuring() {
    tally.count(0, 100 * MILLI, Answer.RIGHT);
    tally.count(200 * MILLI, 300 * MILLI, Answer.WRONG);
    assertThat(cut(2_000).interruptions()).isEmpty();
    assertThat(tally.last(OPENS.plusMillis(2_600), 2_600 * MILLI).interruptions())
        .singleElement()
        .satisfies(gap -> assertThat(gap.to()).isEqualTo(OPENS.plusMillis(2_600)));
  }

  @Test
  void inAClockThatPassesFasterAnInterruptionLastsAsLongAsItReallyDid() {
    tally.count(0, 100 * MILLI, Answer.RIGHT);
    tally.count(200 * MILLI, 300 * MILLI, Answer.WRONG);
    tally.count(1_900 * MILLI, 2_100 * MILLI, Answer.RIGHT);
    Tally.Cut cut = tally.cut(OPENS.plusSeconds(300), 3_000 * MILLI);
    assertThat(cut.interruptions())
        .singleElement()
        .satisfies(gap -> {
          assertThat(gap.from()).isEqualTo(OPENS.plusSeconds(10));
          assertThat(gap.to()).isEqualTo(OPENS.plusSeconds(12));
        });
  }

  @Test
  void aServiceClosedAsAnnouncedIsClosedFromTheFirstRefusalToTheNextRightAnswer() {
    tally.count(0, 100 * MILLI, Answer.RIGHT);
    refusedEveryTenthFrom(200, 2_000);
    assertThat(tally.cut(OPENS.plusSeconds(200), 2_000 * MILLI).lapses()).isEmpty();
    refusedEveryTenthFrom(2_000, 3_000);
    tally.count(2_990 * MILLI, 3_000 * MILLI, Answer.RIGHT);
    Tally.Cut cut = tally.cut(OPENS.plusSeconds(400), 4_000 * MILLI);
    assertThat(cut.interruptions()).isEmpty();
    assertThat(cut.closings())
        .singleElement()
        .satisfies(gap -> {
          // The clock is a hundred times as fast: how long it is closed is the plan's doing.
          assertThat(gap.from()).isEqualTo(OPENS.plusSeconds(20));
          assertThat(gap.to()).isEqualTo(OPENS.plusSeconds(300));
          assertThat(gap.user()).isNull();
        });
    assertThat(tally.total().longestGapMillis()).isLessThan(1_500);
    assertThat(tally.cut(OPENS.plusSeconds(500), 5_000 * MILLI).lapses()).isEmpty();
  }

  @Test
  void whoIsClosedToTheEndIsClosedUntilMeasuringEnds() {
    refusedEveryTenthFrom(500, 2_500);
    assertThat(tally.last(OPENS.plusMillis(2_500), 2_500 * MILLI).closings())
        .singleElement()
        .satisfies(gap -> assertThat(gap.to()).isEqualTo(OPENS.plusMillis(2_500)));
  }

  @Test
  void failuresBeforeAndAfterAClosureAreInterruptionsOfTheirOwn() {
    tally.count(0, 100 * MILLI, Answer.RIGHT);
    tally.count(150 * MILLI, 200 * MILLI, Answer.WRONG);
    refusedEveryTenthFrom(1_600, 3_000);
    tally.count(3_000 * MILLI, 3_100 * MILLI, Answer.WRONG);
    tally.count(4_490 * MILLI, 4_500 * MILLI, Answer.RIGHT);
    Tally.Cut cut = cut(5_000);
    assertThat(cut.interruptions())
        .extracting(gap -> Duration.between(gap.from(), gap.to()).toMillis())
        .containsExactly(1_500L, 1_600L);
    assertThat(cut.closings())
        .singleElement()
        .satisfies(gap -> {
          assertThat(gap.from()).isEqualTo(OPENS.plusMillis(1_600));
          assertThat(gap.to()).isEqualTo(OPENS.plusMillis(2_900));
        });
    assertThat(tally.total().longestGapMillis()).isEqualTo(1_600);
  }

  @Test
  void whileSomeAreAnsweredAServiceIsNotClosed() {
    for (long at = 100; at < 3_000; at += 200) {
      tally.count(at * MILLI, at * MILLI, Answer.RIGHT);
      tally.count(at * MILLI, (at + 100) * MILLI, Answer.ANNOUNCED);
    }
    assertThat(cut(3_000).lapses()).isEmpty();
    assertThat(tally.last(OPENS.plusMillis(3_100), 3_100 * MILLI).lapses()).isEmpty();
  }

  @Test
  void failuresBesideRefusalsAreAnInterruptionAndNoClosure() {
    tally.count(0, 100 * MILLI, Answer.RIGHT);
    for (long at = 200; at < 5_000; at += 200) {
      tally.count(at * MILLI, at * MILLI, Answer.ANNOUNCED);
      tally.count(at * MILLI, (at + 100) * MILLI, Answer.WRONG);
    }
    tally.count(4_990 * MILLI, 5_000 * MILLI, Answer.RIGHT);
    Tally.Cut cut = cut(6_100);
    assertThat(cut.closings()).isEmpty();
    assertThat(cut.interruptions())
        .singleElement()
        .satisfies(gap -> {
          assertThat(gap.from()).isEqualTo(OPENS.plusMillis(100));
          assertThat(gap.to()).isEqualTo(OPENS.plusMillis(5_000));
        });
  }

  @Test
  void whoWasLetInLateWasLetInAllTheSame() {
    tally.count(0, 100 * MILLI, Answer.RIGHT);
    refusedEveryTenthFrom(200, 1_500);
    tally.count(1_490 * MILLI, 1_500 * MILLI, Answer.RIGHT);
    tally.count(300 * MILLI, 1_550 * MILLI, Answer.RIGHT);
    assertThat(cut(3_000).closings()).as("degraded and slow, not closed").isEmpty();
  }

  private void refusedEveryTenthFrom(long millis, long until) {
    for (long at = millis; at < until; at += 100) {
      tally.count(at * MILLI, at * MILLI, Answer.ANNOUNCED);
    }
  }

  private Tally.Cut cut(long millis) {
    return tally.cut(OPENS.plusMillis(millis), millis * MILLI);
  }
}
