package io.s22.tell.outbox;

import io.s22.tell.notice.Message;
import io.s22.tell.subscribe.Subscriber;

/**
 * One notice for one subscriber, leased to one sender.
 *
 * @param key the idempotency key: of tenant, run, event, subscriber and channel, for ever
 * @param endpoint what stands behind the address: its own limits count for it; not the address
 * @param attempt counted from 1
 * @param tries the same, counted since a person last said to try again
 * @param owner whose lease it is
 */
public record Delivery(
    String tenant,
    String key,
    Lane lane,
    String endpoint,
    int attempt,
    int tries,
    String owner,
    Subscriber to,
    Message message) {
  /** Never says to whom. */
  @Override
  public String toString() {
    return lane + " " + key + " attempt " + attempt;
  }
}
