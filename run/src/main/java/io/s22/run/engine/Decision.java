package io.s22.run.engine;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What comes next of a run.
 *
 * @param actions what is to be done now. When they write anything, the run is to be decided again
 *     once that is folded.
 * @param wake when something is to be decided again though nothing happened; null for never
 */
public record Decision(List<Action> actions, @Nullable Instant wake) {
  public Decision {
    actions = List.copyOf(actions);
  }
}
