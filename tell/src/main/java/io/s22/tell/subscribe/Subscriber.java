package io.s22.tell.subscribe;

import io.s22.tell.Language;
import io.s22.tell.notice.Medium;
import io.s22.tell.notice.Notice;
import io.s22.tell.notice.NoticeKind;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * Somebody, or something, that wants to be told, on one channel.
 *
 * @param id random; what journals and addresses of the web call it
 * @param address where to; never shown, never written to a journal
 * @param secret what the channel signs or encrypts with; empty where nothing
 * @param wish what was asked for last, and holds once it is confirmed
 * @param held what holds now
 * @param since when it was last confirmed; {@link Instant#MAX} before that
 */
public record Subscriber(
    String tenant,
    String id,
    Medium medium,
    String address,
    String secret,
    State state,
    Wish wish,
    Wish held,
    Instant since) {
  /** How far it is. */
  public enum State {
    /** Asked for, not confirmed. */
    PENDING,
    /** Confirmed. */
    ACTIVE,
    /** Unsubscribed, or its receiver is no more. */
    GONE
  }

  /**
   * What somebody wants to be told.
   *
   * @param services by name; all where none is named
   */
  public record Wish(Language language, List<String> services, List<NoticeKind> kinds) {
    public Wish {
      services = services.stream().distinct().sorted().toList();
      kinds = kinds.stream().distinct().sorted().toList();
    }
  }

  /** Whether it is to be told of {@code notice}, which was not over when it subscribed. */
  public boolean wants(Notice notice) {
    return concerned(notice) && !since.isAfter(notice.at());
  }

  /** Whether {@code notice} is about one of its services, of a kind and a channel it chose. */
  public boolean concerned(Notice notice) {
    boolean kind =
        switch (notice.kind()) {
          case FINISHED, EARLY_FINISH ->
              held.kinds().contains(NoticeKind.FINISHED)
                  || held.kinds().contains(NoticeKind.EARLY_FINISH);
          case CONFIRM -> false;
          case ANNOUNCED, REMINDER, STARTED, STAGE_FINISHED, MOVED -> chose(notice);
          case CANCELLED, OVERRUN, COMPENSATION, UPDATE, ALARM -> chose(notice);
          // Who wants to hear of windows wants to hear what people have to say of them: many
          // subscribed before there was such a choice.
          case WORD ->
              held.kinds().contains(NoticeKind.WORD) || held.kinds().contains(NoticeKind.ANNOUNCED);
        };
    return state == State.ACTIVE
        && kind
        && notice.over().contains(medium)
        && concerns(Set.copyOf(notice.services()));
  }

  private boolean chose(Notice notice) {
    return held.kinds().contains(notice.kind());
  }

  private boolean concerns(Set<String> services) {
    return held.services().isEmpty() || held.services().stream().anyMatch(services::contains);
  }

  /** The address for people who must recognise it and not learn it: {@code a…@example.org}. */
  public String masked() {
    return switch (medium) {
      case EMAIL -> address.charAt(0) + "…" + address.substring(address.lastIndexOf('@'));
      case SMS -> "…" + address.substring(Math.max(0, address.length() - 3));
      case PUSH, WEBHOOK, CLOUDEVENTS, SLACK, DINGTALK, FEISHU, WECOM ->
          java.net.URI.create(address).getHost() + "/…";
    };
  }

  /** Never says where to. */
  @Override
  public String toString() {
    return medium.word() + " " + id;
  }
}
