package io.s22.window.choice;

import io.s22.plan.Text;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;

/**
 * The outcome.
 *
 * @param plan the plan's name
 * @param asOf the instant the choice is made for, by the plan's zone
 * @param length of the window
 * @param proposed the best and its alternatives, best first; empty where nothing fits
 * @param announced the plan's windows as written, the first one first
 * @param relax what to give way on where nothing fits, the least first
 * @param looked how many start minutes were scored
 * @param fitting how many of them keep to everything
 * @param demand expected users, hour by weekday, Monday first
 * @param currency of costs; empty where the plan has none
 * @param basis where the figures come from, in sentences
 */
public record Choice(
    String plan,
    LocalDateTime asOf,
    Duration length,
    List<Candidate> proposed,
    List<Candidate> announced,
    List<Text> relax,
    long looked,
    long fitting,
    double[][] demand,
    String currency,
    List<Text> basis) {
  public Choice {
    proposed = List.copyOf(proposed);
    announced = List.copyOf(announced);
    relax = List.copyOf(relax);
    basis = List.copyOf(basis);
  }

  /** Whether there is a window that keeps to everything. */
  public boolean isFeasible() {
    return !proposed.isEmpty();
  }
}
