package io.s22.tell.subscribe;

import io.s22.tell.notice.Medium;
import io.s22.tell.notice.Message;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Where subscribers are kept. Every call names the tenant whose they are. */
public interface Subscribers {
  /** The subscriber {@code id}. */
  Optional<Subscriber> subscriber(String tenant, String id);

  /** Who was signed up with {@code address}. */
  Optional<Subscriber> subscriber(String tenant, Medium medium, String address);

  /** All of them, but those that are gone. */
  List<Subscriber> subscribers(String tenant);

  /** Keeps it, in place of what was known of it. */
  void save(Subscriber subscriber);

  /** Forgets address and secret, and drops what was still to be sent; whether it was there. */
  boolean leave(String tenant, String id);

  /**
   * Puts a message for one subscriber alone on its way, unless it got {@code most} such since
   * {@code since}.
   *
   * @return whether it was put
   */
  boolean ask(Subscriber subscriber, Message message, Instant now, Instant since, int most);
}
