package io.s22.tell.channel;

import io.s22.tell.notice.Medium;
import io.s22.tell.notice.Severity;
import java.time.Instant;

/**
 * To whom one notice goes, and under which key.
 *
 * @param key the idempotency key: the same for every attempt, so that a receiver can tell a
 *     repetition; letters and digits
 * @param address where to: a mail address, a number, or an address of the web
 * @param secret what the channel needs to sign or encrypt for this receiver; empty where nothing
 * @param unsubscribe the address of the way out; for a new subscriber that of the way in
 * @param at when this attempt is made
 */
public record Envelope(
    String tenant,
    String key,
    Medium medium,
    Severity severity,
    String address,
    String secret,
    String unsubscribe,
    Instant at) {
  /** Never says to whom: a log may be read by anybody. */
  @Override
  public String toString() {
    return medium.word() + " " + key;
  }
}
