package io.s22.driver.measure;

import io.s22.driver.common.Params;
import io.s22.run.Surroundings;
import io.s22.run.Task;
import java.util.List;

/** How a figure is taken. */
public interface Probe {
  /**
   * Takes it once.
   *
   * @return one number or more
   * @throws io.s22.plan.S22Exception S22-5061 where there is none
   */
  List<Double> take(Task task, Params params, Surroundings surroundings)
      throws InterruptedException;

  /** In words that are the same before and after, and hold no secret. */
  String method(Task task, Params params);
}
