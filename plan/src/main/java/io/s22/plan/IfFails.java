package io.s22.plan;

@Doc("What follows when a step failed for good.")
public enum IfFails {
  @Doc("Undo this step; steps that wait for it are skipped, the others go on.")
  ROLL_BACK_STEP,
  @Doc("Undo the stage; stages that wait for it are skipped, the others go on.")
  ROLL_BACK_STAGE,
  @Doc("Undo everything done so far, last first.")
  ROLL_BACK_RUN,
  @Doc("Leave it and go on.")
  GO_ON,
  @Doc("Wait for a person to decide.")
  ASK
}
