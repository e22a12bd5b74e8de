package io.s22.wiring;

import io.s22.driver.Drivers;
import io.s22.plan.check.CheckReport;
import io.s22.plan.check.DriverSpec;
import io.s22.plan.check.KnownDrivers;
import io.s22.plan.yaml.Loaded;
import java.util.List;

/** What is wrong with a plan, by all that is known of drivers. */
public final class Checks {
  private Checks() {}

  /** What the checks know of drivers: those that are there speak for themselves. */
  public static List<DriverSpec> drivers() {
    return KnownDrivers.with(Drivers.standardSpecs());
  }

  /** Everything that is wrong with it. */
  public static CheckReport of(Loaded loaded) {
    return CheckReport.of(loaded, drivers());
  }
}
