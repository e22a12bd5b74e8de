package io.s22.tell.outbox;

import io.s22.plan.Text;
import io.s22.tell.channel.Result;
import io.s22.tell.notice.Message;
import io.s22.tell.notice.Notice;
import io.s22.tell.notice.NoticeKind;
import io.s22.tell.notice.Templates;
import io.s22.tell.subscribe.Subscribers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Where notices are kept until they are sent, and what became of them after. Every write is on the
 * disk when its call returns; every call names the tenant. For any number of threads and processes.
 */
public interface Book extends Subscribers, AutoCloseable {
  /** Whether {@code event} of {@code run} was put already. */
  boolean knows(String tenant, String run, String event);

  /**
   * Puts a notice on its way to everybody who wants it; once, whoever asks how often.
   *
   * @param messages one in each language; none to note that nobody is to be told any more
   * @return how many are told
   */
  int put(String tenant, Notice notice, List<Message> messages, Instant now);

  /** The queues in which something is due. */
  List<Lane> due(String tenant, Instant now);

  /**
   * Leases deliveries that are due, first attempts before repetitions, and writes an INTENT for
   * each.
   *
   * @param perEndpoint at most so many for one endpoint
   * @param admits asked for the endpoint of each; what it refuses is left for later
   */
  List<Delivery> claim(
      String tenant, Lane lane, int most, int perEndpoint, Predicate<String> admits, Lease lease);

  /** Who leases, when, for how long. */
  record Lease(String owner, Instant now, Duration length) {}

  /**
   * Writes down how an attempt ended.
   *
   * @param again when to try again; null when it is sent or given up
   * @return whether the lease still held; a sender that slept too long has nothing to say
   */
  boolean ended(Delivery delivery, Result result, @Nullable Instant again, Instant now);

  /** Frees deliveries whose sender died; they go again, under the same key. */
  int lapse(String tenant, Instant now);

  /** Attempts since {@code since}: what limits of rate must know after a restart. */
  List<Attempt> attempts(String tenant, Instant since);

  /** An attempt that was begun. */
  record Attempt(Lane lane, String endpoint, Instant at) {}

  /** The other side says what became of a message it took. */
  void receipt(String tenant, String reference, String state);

  /** Deliveries, the newest first: in {@code state}, or all where that is empty. */
  default List<Account.Line> lines(String tenant, String state, int most) {
    return lines(tenant, state, "", most);
  }

  /** Those that come after the delivery {@code after}; from the newest on where that is empty. */
  List<Account.Line> lines(String tenant, String state, String after, int most);

  /** One delivery. */
  Optional<Account.Line> line(String tenant, String key);

  /** The words of a tenant's notices. */
  Templates templates(String tenant);

  /** A tenant's own words for a kind of notice; S22's where {@code words} is null. */
  void template(String tenant, NoticeKind kind, @Nullable Text words);

  /** Puts dead deliveries on their way again: one, or all where {@code key} is empty. */
  int retry(String tenant, String key, Instant now);

  Account account(String tenant);

  /** The journal of all that was sent: canonical lines, hash-chained. */
  void journal(String tenant, Consumer<String> reader);

  @Override
  void close();
}
