package io.s22.plan.check;

import io.s22.plan.Repeat;
import java.util.List;
import java.util.Optional;

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

  /** The action named {@code action}. */
  public Optional<Action> action(String action) {
    return actions.stream().filter(each -> each.name().equals(action)).findFirst();
  }

  /**
   * One action.
   *
   * @param repeat what may be done when it is not known whether it was done, unless the step says;
   *     {@code MANUAL} where the driver cannot tell by itself
   * @param changes whether it changes the cluster; one that only looks or waits needs neither
   *     rollback nor verification
   * @param proofs what may stand under {@code verify} or {@code precheck} in plain words instead of
   *     a command, such as {@code restored and compared}: the driver knows how to prove it
   */
  public record Action(
      String name,
      String does,
      List<Param> params,
      Repeat repeat,
      boolean changes,
      List<String> proofs) {
    public Action {
      params = List.copyOf(params);
      proofs = List.copyOf(proofs);
    }

    /** An action that changes the cluster and knows no proofs of its own. */
    public Action(String name, String does, List<Param> params, Repeat repeat) {
      this(name, does, params, repeat, true, List.of());
    }

    /** The same action, which only looks or waits. */
    public Action changingNothing() {
      return new Action(name, does, params, repeat, false, proofs);
    }

    /** The same action, which knows how to prove what {@code phrases} say. */
    public Action proving(String... phrases) {
      return new Action(name, does, params, repeat, changes, List.of(phrases));
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
