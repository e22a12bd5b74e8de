package io.s22.run.engine;

import io.s22.journal.Event;
import io.s22.run.Outlook;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Asks the outlook when something began or ended, and reports what changed by more than a little.
 */
final class Forecaster {
  private static final Duration LITTLE = Duration.ofSeconds(10);
  private static final double LITTLE_RISK = 0.01;

  /** Of the notes on what stands in the way of expectations. */
  static final String SUBJECT = "forecast";

  private final Outlook outlook;
  private int seen = -1;
  private int edition = -1;

  Forecaster(Outlook outlook) {
    this.outlook = outlook;
  }

  /** What is to be written about expectations now; null for nothing. */
  @Nullable Event next(RunFold run, Instant now) {
    Event.Expected expected = expected(run, now);
    return expected == null ? trouble(run) : expected;
  }

  /** Said once in a run: why expectations rest on less than they should. */
  private @Nullable Event trouble(RunFold run) {
    String trouble = outlook.trouble();
    if (trouble == null || trouble.equals(run.forecastTrouble) || run.state.ended()) {
      return null;
    }
    return new Event.Noted(SUBJECT, trouble, Map.of());
  }

  /** What is expected now; null when it is about what the journal says already. */
  private Event.@Nullable Expected expected(RunFold run, Instant now) {
    int newest = outlook.edition();
    boolean nothingNew = seen == run.milestones && edition == newest;
    if (!run.hasRun || run.goingBack || run.state.ended() || nothingNew) {
      return null;
    }
    seen = run.milestones;
    edition = newest;
    Event.Expected latest = outlook.expect(run, now);
    Event.Expected before = run.expected;
    boolean same =
        before != null
            && before.basis().equals(latest.basis())
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
