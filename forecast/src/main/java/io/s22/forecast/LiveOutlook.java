package io.s22.forecast;

import io.s22.journal.Event;
import io.s22.plan.S22Exception;
import io.s22.run.Outlook;
import io.s22.run.RunView;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Expectations of a run that never hold it up and never break it: the plain one until the simulated
 * one is compiled and warm, which happens in the background, then the simulated one. Where that
 * cannot be had the plain one stays, and says why.
 */
public final class LiveOutlook implements Outlook {
  private static final Duration WARM_UP = Duration.ofSeconds(2);

  private final Outlook plain;
  private final ForecastOutlook simulated;
  private final Executor background;
  private final AtomicBoolean preparing = new AtomicBoolean();
  private final AtomicInteger edition = new AtomicInteger();
  private volatile @Nullable String trouble;
  private volatile Runnable wake = () -> {};

  /**
   * @param plain answers at once
   * @param background where the simulated one is prepared
   */
  public LiveOutlook(Outlook plain, ForecastOutlook simulated, Executor background) {
    this.plain = plain;
    this.simulated = simulated;
    this.background = background;
  }

  @Override
  public Event.Expected expect(RunView run, Instant now) {
    if (trouble == null && simulated.isReady(run)) {
      try {
        return simulated.expect(run, now);
      } catch (RuntimeException failure) {
        // A forecast is advice: whatever is wrong with it, the run goes on.
        fail(failure);
      }
    }
    if (trouble == null && !preparing.getAndSet(true)) {
      var plan = run.plan();
      var opens = run.opens();
      var closes = run.closes();
      background.execute(() -> prepare(() -> simulated.prepare(plan, opens, closes, WARM_UP)));
    }
    return plain.expect(run, now);
  }

  private void prepare(Runnable how) {
    try {
      how.run();
    } catch (RuntimeException failure) {
      fail(failure);
    }
    preparing.set(false);
    edition.incrementAndGet();
    wake.run();
  }

  private void fail(RuntimeException failure) {
    String why = failure instanceof S22Exception ? failure.getMessage() : failure.toString();
    trouble = "The rest of the run cannot be simulated; the plan's durations are summed up: " + why;
  }

  @Override
  public void onEdition(Runnable toCall) {
    wake = toCall;
  }

  @Override
  public int edition() {
    return edition.get();
  }

  @Override
  public @Nullable String trouble() {
    return trouble;
  }
}
