package io.s22.journal;

/** How an effect ended. */
public sealed interface Outcome {
  /**
   * It was done.
   *
   * @param detail what the operator should see: the end of its output, secrets already removed
   */
  record Done(String detail) implements Outcome {}

  /** Its precheck said no; nothing was changed. */
  record Refused(String reason) implements Outcome {}

  /** It was tried and did not work, or was stopped at its timeout. */
  record Failed(String reason) implements Outcome {}

  /** The reply was lost: it may have been done or not. */
  record Unknown(String reason) implements Outcome {}
}
