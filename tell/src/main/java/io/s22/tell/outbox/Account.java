package io.s22.tell.outbox;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How it stands with notices.
 *
 * @param notices different things that people were told of
 * @param waiting deliveries to come
 * @param sending deliveries under way
 * @param sent deliveries that the other side took
 * @param dead deliveries that were given up
 * @param dropped deliveries whose subscriber left before
 * @param perhapsTwice of those sent, how many may have come twice: a sender died between sending
 *     and writing down that it had
 * @param delivered short messages whose telephone has them
 */
public record Account(
    long notices,
    long waiting,
    long sending,
    long sent,
    long dead,
    long dropped,
    long perhapsTwice,
    long delivered) {
  /**
   * A delivery, for a person to read.
   *
   * @param to the subscriber's id
   * @param masked the address, made unrecognisable
   */
  public record Line(
      String key,
      String run,
      String event,
      String channel,
      String severity,
      String language,
      String state,
      int attempts,
      int resent,
      String to,
      String masked,
      Instant due,
      @Nullable String error) {}
}
