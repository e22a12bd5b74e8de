package io.s22.forecast.learn;

import io.s22.journal.Effect;
import io.s22.journal.Entry;
import io.s22.journal.Event;
import io.s22.journal.Outcome;
import io.s22.journal.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the journals of past runs say of each step's acts. Runs on simulated drivers teach nothing
 * and are left out, and so is an act whose end was not seen (killed, reply lost).
 */
public final class Experience {
  /**
   * The acts of one step.
   *
   * @param seconds how long each took that was seen from begin to end, in order
   * @param failures how many of them failed
   */
  public record OfStep(List<Double> seconds, int failures) {
    public OfStep {
      seconds = List.copyOf(seconds);
    }
  }

  private final Map<String, List<Double>> seconds = new HashMap<>();
  private final Map<String, Integer> failures = new HashMap<>();
  private int runs;

  /** How many runs taught something. */
  public int runs() {
    return runs;
  }

  /** What is known of {@code step}. */
  public OfStep of(String step) {
    return new OfStep(seconds.getOrDefault(step, List.of()), failures.getOrDefault(step, 0));
  }

  /** Adds one run's journal, in order. */
  public void add(Iterable<Entry> journal) {
    Map<Effect, Instant> open = new HashMap<>();
    for (Entry entry : journal) {
      switch (entry.event()) {
        case Event.RunOpened opened when !opened.simulated().isEmpty() -> {
          return;
        }
        case Event.RunOpened opened -> runs++;
        case Event.Intent(Effect effect) when effect.phase() == Phase.ACT ->
            open.put(effect, entry.at());
        // A node that took over did not see how long what it found lasted.
        case Event.TakenOver taken -> open.clear();
        case Event.Ended(Effect effect, Outcome outcome) ->
            ended(effect, outcome, open, entry.at());
        default -> {
          // Other events say nothing of durations.
        }
      }
    }
  }

  private void ended(Effect effect, Outcome outcome, Map<Effect, Instant> open, Instant at) {
    Instant began = open.remove(effect);
    boolean seen = outcome instanceof Outcome.Done || outcome instanceof Outcome.Failed;
    if (began == null || !seen) {
      return;
    }
    double lasted = Duration.between(began, at).toMillis() / 1000.0;
    seconds.computeIfAbsent(effect.step(), step -> new ArrayList<>()).add(lasted);
    if (outcome instanceof Outcome.Failed) {
      failures.merge(effect.step(), 1, Integer::sum);
    }
  }
}
