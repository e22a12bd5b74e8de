package io.s22.window.choice;

import io.s22.plan.Text;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;

/**
 * One window, scored.
 *
 * @param opens by the plan's zone
 * @param closes by the plan's zone
 * @param userMinutes minutes of interruption, summed over the users they hit
 * @param present users in the window on average, whether hit or not
 * @param presentLow the 10 % quantile of those users
 * @param presentHigh the 90 % quantile of those users
 * @param byService {@code userMinutes} of each service that is hit
 * @param usersCost what {@code userMinutes} cost; 0 where the plan does not price them
 * @param costs other costs, by name
 * @param breaks what it breaks; empty for every window that is proposed
 * @param why one sentence, in each language
 */
public record Candidate(
    LocalDateTime opens,
    LocalDateTime closes,
    double userMinutes,
    double present,
    double presentLow,
    double presentHigh,
    Map<String, Double> byService,
    double usersCost,
    Map<String, Double> costs,
    List<Text> breaks,
    Text why) {
  public Candidate {
    byService = Map.copyOf(byService);
    breaks = List.copyOf(breaks);
  }

  /** All costs together. */
  public double cost() {
    return usersCost + costs.values().stream().mapToDouble(Double::doubleValue).sum();
  }

  Candidate because(Text sentence) {
    return new Candidate(
        opens,
        closes,
        userMinutes,
        present,
        presentLow,
        presentHigh,
        byService,
        usersCost,
        costs,
        breaks,
        sentence);
  }
}
