package io.s22.journal;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a person wants of a run.
 *
 * @param by who
 * @param question the question that is answered, with {@link Kind#ANSWER}
 * @param choice the answer; with {@link Kind#EXTEND} how much longer, in ISO 8601
 */
public record Command(
    Kind kind,
    String by,
    String reason,
    @Nullable String question,
    @Nullable String choice,
    Instant at) {
  /** The kinds of commands. */
  public enum Kind {
    PAUSE,
    RESUME,
    ABORT,
    ROLL_BACK,
    ANSWER,
    /** The window is to close later, by the length of time in {@link #choice}. */
    EXTEND
  }
}
