package io.s22.server.notices;

import io.s22.tell.notice.NoticeKind;
import io.s22.tell.setup.Operator;
import io.s22.tell.subscribe.Subscriber;
import io.s22.tell.subscribe.Subscriber.State;
import io.s22.tell.subscribe.Subscriber.Wish;
import io.s22.tell.subscribe.Subscribers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The operators whom alarms go to: in the book they are subscribers like others, so that alarms go
 * the same way, once, and are tried again. The settings put them there and take them away; nobody
 * can sign up for alarms.
 */
final class OnCall {
  private final Subscribers book;
  private final String tenant;

  /**
   * @param tenant its name in the book
   */
  OnCall(Subscribers book, String tenant) {
    this.book = book;
    this.tenant = tenant;
  }

  /** From now on alarms go to these and to nobody else. */
  void are(List<Operator> operators) {
    Set<String> kept = new HashSet<>();
    for (Operator each : operators) {
      Subscriber onCall =
          book.subscriber(tenant, each.medium(), each.address())
              .map(known -> also(known, each))
              .orElseGet(() -> alone("operator-" + each.name(), each));
      book.save(onCall);
      kept.add(onCall.id());
    }
    for (Subscriber each : book.subscribers(tenant)) {
      if (each.held().kinds().contains(NoticeKind.ALARM) && !kept.contains(each.id())) {
        release(each);
      }
    }
  }

  /** Who subscribed to other things himself keeps them. */
  private Subscriber also(Subscriber known, Operator operator) {
    if (known.state() != State.ACTIVE) {
      return alone(known.id(), operator);
    }
    List<NoticeKind> kinds = new ArrayList<>(known.held().kinds());
    kinds.add(NoticeKind.ALARM);
    return holding(known, kinds, Optional.of(operator.secret()).filter(it -> !it.isEmpty()));
  }

  private Subscriber alone(String id, Operator operator) {
    Wish wish = new Wish(operator.language(), List.of(), List.of(NoticeKind.ALARM));
    return new Subscriber(
        tenant,
        id,
        operator.medium(),
        operator.address(),
        operator.secret(),
        State.ACTIVE,
        wish,
        wish,
        Instant.EPOCH);
  }

  private static Subscriber holding(
      Subscriber known, List<NoticeKind> kinds, Optional<String> secret) {
    Wish wish = new Wish(known.held().language(), known.held().services(), kinds);
    return new Subscriber(
        known.tenant(),
        known.id(),
        known.medium(),
        known.address(),
        secret.orElse(known.secret()),
        known.state(),
        wish,
        wish,
        known.since());
  }

  private void release(Subscriber known) {
    List<NoticeKind> kinds =
        known.held().kinds().stream().filter(kind -> kind != NoticeKind.ALARM).toList();
    if (kinds.isEmpty()) {
      book.leave(tenant, known.id());
    } else {
      book.save(holding(known, kinds, Optional.empty()));
    }
  }
}
