package io.s22.plan;

@Doc("What may be done when it is not known whether a step was done.")
public enum Repeat {
  @Doc("Doing it twice does no harm: it is done again.")
  IDEMPOTENT,
  @Doc("The driver can find out: it is asked, and the step is done only if it was not.")
  PROBE,
  @Doc("Only a person can tell: the run waits for one.")
  MANUAL
}
