package io.s22.window.choice;

import io.s22.plan.Plan;
import io.s22.plan.Service;

/** Which services people use themselves, as against those that only other services use. */
final class Used {
  private final Plan plan;

  Used(Plan plan) {
    this.plan = plan;
  }

  /** Promised to somebody, or needed by no other service. */
  boolean isUsed(String name) {
    Service service = plan.cluster().services().get(name);
    boolean promised = service != null && service.promise() != null;
    return promised
        || plan.cluster().services().values().stream()
            .noneMatch(other ->
                other.dependsOn().contains(name) || other.degradesWithout().contains(name));
  }
}
