package io.s22.plan.check;

import io.s22.plan.Repeat;
import java.util.List;

/**
 * What the language knows of a driver: enough to check a plan without loading the driver.
 *
 * @param name the word before the dot in {@code uses}
 * @param does one sentence
 * @param actions the words after the dot; one named {@code ""} where the driver's name suffices
 */
public record DriverSpec(String name, String does, List<Action> actions) {
  public DriverSpec {
    actions = List.copyOf(actions);
  }

  /**
   * One action.
   *
   * @param repeat what may be done when it is not known whether it was done, unless the step says
   */
  public record Action(String name, String does, List<Param> params, Repeat repeat) {
    public Action {
      params = List.copyOf(params);
    }
  }

  /** One parameter. */
  public record Param(String name, Kind kind, boolean required, String does) {}

  /** How a parameter is written. */
  public enum Kind {
    TEXT,
    DURATION,
    NUMBER,
    YES_NO,
    LIST,
    MAP
  }
}
