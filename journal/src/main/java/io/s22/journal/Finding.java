package io.s22.journal;

/** What a driver found out about an effect whose end is not in the journal. */
public sealed interface Finding {
  /** It never began: it may be carried out now under the same key. */
  record NotStarted() implements Finding {}

  /** It is under way: carrying it out under the same key attaches to it. */
  record Running() implements Finding {}

  /** It ended so. */
  record Ended(Outcome outcome) implements Finding {}

  /** Nobody can tell from here. */
  record CannotTell(String reason) implements Finding {}
}
