package io.s22.run;

/** The three answers of a dry run. */
public sealed interface Prediction {
  /** Something would change. */
  record WouldChange(String what) implements Prediction {}

  /** It is already as wanted. */
  record NoChange(String why) implements Prediction {}

  /** It cannot be said without doing it. */
  record CannotPredict(String why) implements Prediction {}
}
