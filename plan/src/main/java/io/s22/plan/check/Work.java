package io.s22.plan.check;

import io.s22.plan.Mark;
import io.s22.plan.Stage;
import io.s22.plan.Step;

/**
 * A step in its place.
 *
 * @param key the step's name; made unique where two steps bear one name
 * @param number of the step in the plan, from 0
 */
record Work(String key, int number, Stage stage, Step step) {
  /** The step's name. */
  String name() {
    return step.step();
  }

  /** Where the value of {@code key} was written. */
  Mark at(String value) {
    return step.at().of(value);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Work work && work.number == number;
  }

  @Override
  public int hashCode() {
    return number;
  }

  @Override
  public String toString() {
    return "step " + Say.name(name());
  }
}
