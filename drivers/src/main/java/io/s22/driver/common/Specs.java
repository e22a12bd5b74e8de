package io.s22.driver.common;

import io.s22.plan.Repeat;
import io.s22.plan.check.DriverSpec.Action;
import io.s22.plan.check.DriverSpec.Kind;
import io.s22.plan.check.DriverSpec.Param;
import java.util.ArrayList;
import java.util.List;

/** What the specifications of drivers for clusters of servers have in common. */
public final class Specs {
  private Specs() {}

  /** A command that the operator names, and what it has to do with a node. */
  public static Param command(String name, String does) {
    return new Param(
        name, Kind.TEXT, false, "Command on S22's machine that " + does + "; $S22_NODE names it.");
  }

  /**
   * An action that may be repeated: it looks first at each of its sub-steps.
   *
   * @param common what all actions of the driver take
   */
  public static Action idempotent(List<Param> common, String name, String does, Param... params) {
    List<Param> all = new ArrayList<>(common);
    all.addAll(List.of(params));
    return new Action(name, does, all, Repeat.IDEMPOTENT);
  }
}
