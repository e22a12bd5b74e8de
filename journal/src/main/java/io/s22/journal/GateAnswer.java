package io.s22.journal;

/** The three values of a gate. */
public enum GateAnswer {
  GO,
  NO_GO,
  UNKNOWN
}
