package io.s22.tell.channel;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What became of one attempt to send a notice. */
public sealed interface Result {
  /**
   * The other side took it.
   *
   * @param reference what the other side calls it; empty where it says nothing
   */
  record Sent(String reference) implements Result {}

  /**
   * Not now.
   *
   * @param after how long the other side asked to wait; null where it did not
   * @param perhaps whether it may have been taken all the same: the answer was lost, not refused
   */
  record Later(String reason, @Nullable Duration after, boolean perhaps) implements Result {
    /** It was not taken. */
    public Later(String reason, @Nullable Duration after) {
      this(reason, after, false);
    }
  }

  /**
   * Never: trying again would be answered the same.
   *
   * @param gone whether the receiver is no more and must not be written to again
   */
  record Never(String reason, boolean gone) implements Result {}
}
