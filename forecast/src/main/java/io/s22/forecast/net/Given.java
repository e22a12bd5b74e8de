package io.s22.forecast.net;

import io.s22.forecast.draw.Law;
import org.jspecify.annotations.Nullable;

/**
 * What has happened by {@code now}, for the forecast of the rest.
 *
 * @param now seconds from the window's opening
 * @param goingBack whether the whole run is being rolled back
 * @param goesOn whether it was decided at the point of no return to go on
 * @param step by step: {@link #OPEN}, {@link #RUNNING}, {@link #ENDED}, ...
 * @param stepBegan seconds; NaN where it has not
 * @param stepEnded seconds; NaN where it has not
 * @param task by task: {@link #OPEN}, {@link #RUNNING}, {@link #ENDED}, ...
 * @param phase the phase under way by task
 * @param round its round
 * @param attempt its attempt
 * @param rest how long the phase under way still takes; null where none is
 * @param calm whether nothing fails or goes back just now that concerns more than its own step: the
 *     plain pass suffices
 */
public record Given(
    double now,
    boolean goingBack,
    boolean goesOn,
    byte[] step,
    double[] stepBegan,
    double[] stepEnded,
    byte[] task,
    int[] phase,
    int[] round,
    int[] attempt,
    @Nullable Law[] rest,
    boolean calm) {
  public static final byte OPEN = 0;
  public static final byte RUNNING = 1;
  public static final byte ENDED = 2;
  public static final byte FAILED = 3;
  public static final byte UNDONE = 4;
  public static final byte SKIPPED = 5;

  /** Of a step: it failed, and its own hosts go back; the one that does is {@link #RUNNING}. */
  public static final byte UNDOING = 6;
}
