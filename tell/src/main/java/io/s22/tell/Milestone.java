package io.s22.tell;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something a journal tells that people may be told of.
 *
 * @param seq the number of the entry that told it; unique within a run but for two at one entry
 * @param stage the stage it is about; empty where it is about the whole window
 * @param progress how far that stage then was
 * @param move how the window moved; null for all else
 */
public record Milestone(
    long seq, Instant at, Kind kind, String stage, Progress progress, @Nullable WindowMove move) {
  /** What happened. */
  public enum Kind {
    OPENED,
    MOVED,
    STARTED,
    STAGE_BEGAN,
    STAGE_ENDED,
    PAUSED,
    ASKING,
    WENT_ON,
    ROLLING_BACK,
    ENDED
  }

  static Milestone of(RunStory.Moment moment, @Nullable WindowMove move) {
    Kind kind =
        switch (moment.kind()) {
          case OPENED -> Kind.OPENED;
          case MOVED -> Kind.MOVED;
          case STARTED -> Kind.STARTED;
          case STAGE_BEGAN -> Kind.STAGE_BEGAN;
          case STAGE_ENDED -> Kind.STAGE_ENDED;
          case PAUSED -> Kind.PAUSED;
          case ASKING -> Kind.ASKING;
          case WENT_ON -> Kind.WENT_ON;
          case ROLLING_BACK -> Kind.ROLLING_BACK;
          case ENDED -> Kind.ENDED;
        };
    return new Milestone(
        moment.seq(), moment.at(), kind, moment.subject(), moment.progress(), move);
  }
}
