package io.s22.run.engine;

import io.s22.journal.Event;
import io.s22.run.Outlook;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Asks the outlook when something began or ended, and reports what changed by more than a little.
 */
final class Forecaster {
  private static final Duration LITTLE = Duration.ofSeconds(10);
  private static final double LITTLE_RISK = 0.01;

  private final Outlook outlook;
  private int seen = -1;

  Forecaster(Outlook outlook) {
    this.outlook = outlook;
  }

  /** What is expected now; null when it is about what the journal says already. */
  Event.@Nullable Expected next(RunFold run, Instant now) {
    if (!run.hasRun || run.goingBack || run.state.ended() || seen == run.milestones) {
      return null;
    }
    seen = run.milestones;
    Event.Expected latest = outlook.expect(run, now);
    Event.Expected before = run.expected;
    boolean same =
        before != null
            && close(before.p50Finish(), latest.p50Finish())
            && close(before.p90Finish(), latest.p90Finish())
            && close(before.pointOfNoReturn(), latest.pointOfNoReturn())
            && Math.abs(before.overrun() - latest.overrun()) < LITTLE_RISK;
    return same ? null : latest;
  }

  private static boolean close(Instant a, Instant b) {
    return Duration.between(a, b).abs().compareTo(LITTLE) < 0;
  }
}
