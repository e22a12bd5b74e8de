package io.s22.traffic.gateway;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How fast clients are asked to leave. The rate is never exceeded: what a stall kept from being
 * done is not made up for. Nor are more on their way, asked and not yet back, than come in {@value
 * #ON_THEIR_WAY_SECONDS} s: those that stand still together would all come back together. Who is
 * not back after a second is not waited for. For several threads.
 */
final class GivingUp {
  /** What a pause of this length held up is still given out at once. */
  private static final long MOST_NANOS = 20_000_000;

  private static final long SECOND = 1_000_000_000;

  /**
   * Twice this may come back at once: those already let in by the gateway when a client stands
   * still, and those asked in their place. So it stays below half of the fifth that a peak may be
   * above the rate.
   */
  private static final double ON_THEIR_WAY_SECONDS = 0.08;

  private final Deque<Long> asked = new ArrayDeque<>();
  private final double perNano;
  private final double saved;
  private final int most;
  private long last = -1;
  private double budget;

  GivingUp(double perSecond) {
    this.perNano = perSecond / 1e9;
    this.saved = Math.max(1, perNano * MOST_NANOS);
    this.most = (int) Math.max(1, perSecond * ON_THEIR_WAY_SECONDS);
  }

  /** Whether one more may be asked at {@code now}, which then counts as asked. */
  synchronized boolean ask(long now) {
    budget = Math.min(saved, budget + (last < 0 ? 0 : perNano * (now - last)));
    last = now;
    while (!asked.isEmpty() && now - asked.peek() > SECOND) {
      asked.poll();
    }
    if (budget < 1 || asked.size() >= most) {
      return false;
    }
    budget--;
    asked.add(now);
    return true;
  }

  /** One came back: the one that was asked first, as far as anybody can tell. */
  synchronized void back() {
    asked.poll();
  }
}
