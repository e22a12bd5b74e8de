package io.s22.rehearsal.proof;

/**
 * One line of a proof.
 *
 * @param claim what should hold
 * @param measured what was seen
 * @param holds whether the claim holds
 */
public record Finding(String claim, String measured, boolean holds) {
  @Override
  public String toString() {
    return (holds ? "holds   " : "FAILED  ") + claim + ": " + measured;
  }
}
