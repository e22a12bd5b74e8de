package io.s22.testkit;

import io.s22.run.Driver;
import io.s22.run.Task;
import java.util.Map;

/**
 * What a driver's contract suite needs of its technology: a world in which tasks can be seen to
 * begin. A task is counted in the world itself, once each time it begins, not in the driver.
 */
public interface DriverRig extends AutoCloseable {
  /** A new instance of the driver, as another process would have it, over the same world. */
  Driver open();

  /** A task that is counted and ends well at once. */
  Task quick(String step);

  /** A task that is counted, then goes on until {@link #letGo}, then ends well. */
  Task held(String step);

  /** Lets the held task end. */
  void letGo(String step);

  /** A task that is counted and ends badly at once. */
  Task failing(String step);

  /** How often the task of {@code step} has begun. */
  int count(String step);

  /** Whether the technology can tell that a task never began. */
  default boolean tellsNotStarted() {
    return true;
  }

  /** Whether a task under way goes on without S22 and can be attached to. */
  default boolean outlivesS22() {
    return true;
  }

  /** System properties through which a rig in another process finds this one's world. */
  default Map<String, String> handOver() {
    return Map.of();
  }

  @Override
  void close();
}
