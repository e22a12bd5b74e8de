package io.s22.run.engine;

import io.s22.plan.Plan;

/** Who is asked where the plan does not say. */
final class Roles {
  private Roles() {}

  /** The role that decides about turning back, else the first the plan names, else the operator. */
  static String whoDecides(Plan plan) {
    if (plan.turningBack() != null && plan.turningBack().asks() != null) {
      return plan.turningBack().asks();
    }
    return plan.people().keySet().stream().findFirst().orElse("operator");
  }
}
