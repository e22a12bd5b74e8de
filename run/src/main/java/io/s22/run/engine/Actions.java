package io.s22.run.engine;

import io.s22.plan.Repeat;
import io.s22.plan.check.DriverSpec;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is known of the drivers' actions, by what stands under {@code uses}. */
public final class Actions {
  private final Map<String, DriverSpec.Action> actions = new HashMap<>();

  public Actions(Collection<DriverSpec> drivers) {
    for (DriverSpec driver : drivers) {
      for (DriverSpec.Action action : driver.actions()) {
        actions.put(name(driver.name(), action.name()), action);
      }
    }
  }

  private static String name(String driver, String action) {
    return action.isEmpty() ? driver : driver + "." + action;
  }

  /** What may be done when it is not known whether {@code uses} was done; people for strangers. */
  public Repeat repeat(String uses) {
    DriverSpec.@Nullable Action action = actions.get(uses);
    return action == null ? Repeat.MANUAL : action.repeat();
  }
}
