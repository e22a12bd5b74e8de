package io.s22.server.api;

import static io.s22.server.api.Operation.get;
import static io.s22.server.api.Operation.of;

import io.s22.plan.S22Exception;
import io.s22.run.Clock;
import io.s22.server.Denied;
import io.s22.server.api.Operation.Method;
import io.s22.server.notices.NoticeDesk;
import io.s22.server.notices.Office;
import io.s22.server.people.Audit;
import io.s22.server.people.Scope;
import io.s22.tell.Language;
import io.s22.tell.notice.Medium;
import io.s22.tell.notice.NoticeKind;
import io.s22.tell.outbox.Account;
import io.s22.tell.subscribe.Subscriber;
import io.s22.tell.subscribe.Subscriber.State;
import io.s22.tell.subscribe.Subscriber.Wish;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is on its way to people, what was given up, and who is told. */
final class NoticeOperations {

  private final NoticeDesk desk;
  private final Audit audit;
  private final Clock clock;

  NoticeOperations(NoticeDesk desk, Audit audit, Clock clock) {
    this.desk = desk;
    this.audit = audit;
    this.clock = clock;
  }

  /** How it stands with telling people. */
  record Telling(List<String> channels, Account account) {}

  /** Somebody who is told; the address is masked. */
  record SubscriberLine(
      String id,
      String channel,
      String address,
      String state,
      String language,
      List<String> services,
      List<String> kinds,
      @Nullable Instant since) {
    static SubscriberLine of(Subscriber each) {
      return new SubscriberLine(
          each.id(),
          each.medium().word(),
          each.masked(),
          each.state().name(),
          each.held().language().code(),
          each.held().services(),
          each.held().kinds().stream().map(NoticeKind::word).toList(),
          each.since().equals(Instant.MAX) ? null : each.since());
    }
  }

  /** Somebody to be asked whether he wants to be told. */
  record NewSubscriber(
      @Nullable String channel,
      @Nullable String address,
      @Nullable String secret,
      @Nullable String language,
      @Nullable List<String> services,
      @Nullable List<String> kinds) {}

  /** How many were put on their way again. */
  record Again(int deliveries) {}

  List<Operation> all() {
    return List.of(
        get("/notices", Scope.NOTICES_READ, "getTelling", "Channels and counts.", this::telling)
            .gives(Telling.class),
        get(
                "/notices/journal",
                Scope.NOTICES_READ,
                "exportNotices",
                "The journal of sending: an INTENT and an outcome for each attempt.",
                this::journal)
            .gives("application/jsonl"),
        get(
                "/deliveries",
                Scope.NOTICES_READ,
                "listDeliveries",
                "What is on its way or was sent.",
                ask -> deliveries(ask, ask.query().getOrDefault("state", "")))
            .gives(Account.Line.class)
            .paged()
            .query("state", "waiting, sending, sent, dead or dropped"),
        get(
                "/deliveries/{delivery}",
                Scope.NOTICES_READ,
                "getDelivery",
                "One of them.",
                ask -> Reply.of(line(ask)))
            .gives(Account.Line.class),
        of(
                Method.POST,
                "/deliveries/{delivery}/retry",
                Scope.NOTICES_WRITE,
                "retryDelivery",
                "Send again what was given up.",
                this::retry)
            .gives(Again.class),
        get(
                "/dead-letters",
                Scope.NOTICES_READ,
                "listDeadLetters",
                "What was given up, and why.",
                ask -> deliveries(ask, "dead"))
            .gives(Account.Line.class)
            .paged(),
        of(
                Method.POST,
                "/dead-letters/retry",
                Scope.NOTICES_WRITE,
                "retryDeadLetters",
                "Send again all that was given up.",
                this::retryAll)
            .gives(Again.class),
        get(
                "/subscribers",
                Scope.NOTICES_READ,
                "listSubscribers",
                "Who is told; addresses are masked.",
                this::subscribers)
            .gives(SubscriberLine.class)
            .paged(),
        get(
                "/subscribers/{subscriber}",
                Scope.NOTICES_READ,
                "getSubscriber",
                "One of them.",
                ask -> Reply.of(SubscriberLine.of(subscriber(ask))))
            .gives(SubscriberLine.class),
        of(
                Method.POST,
                "/subscribers",
                Scope.NOTICES_WRITE,
                "addSubscriber",
                "Ask an address whether it wants to be told; it must confirm.",
                this::add)
            .takes(NewSubscriber.class)
            .gives(Again.class),
        of(
            Method.DELETE,
            "/subscribers/{subscriber}",
            Scope.NOTICES_WRITE,
            "removeSubscriber",
            "Tell it no more, and forget its address.",
            this::remove));
  }

  private Optional<Office> office(Ask ask) {
    return desk.office(ask.tenant());
  }

  private Office open(Ask ask) {
    return office(ask)
        .orElseThrow(() ->
            Denied.conflict(
                "Nobody is told by this server.",
                "Write 'notices.properties' in its folder, and start it again."));
  }

  private Reply telling(Ask ask) {
    List<String> channels = desk.channels().stream().sorted().map(Medium::word).toList();
    Account account =
        office(ask)
            .map(office -> office.book().account(office.site().id()))
            .orElse(new Account(0, 0, 0, 0, 0, 0, 0, 0));
    return Reply.of(new Telling(channels, account));
  }

  private Reply journal(Ask ask) {
    StringBuilder lines = new StringBuilder();
    office(ask)
        .ifPresent(office ->
            office.book().journal(office.site().id(), line -> lines.append(line).append('\n')));
    return Reply.text("application/jsonl", lines.toString());
  }

  private Reply deliveries(Ask ask, String state) {
    String after = Cursor.key(ask);
    List<Account.Line> found =
        office(ask)
            .map(office -> office.book().lines(office.site().id(), state, after, ask.limit() + 1))
            .orElse(List.of());
    return Cursor.slice(ask, found, Account.Line::key, ask.limit());
  }

  private Account.Line line(Ask ask) {
    return office(ask)
        .flatMap(office -> office.book().line(office.site().id(), ask.at("delivery")))
        .orElseThrow(() -> Denied.missing("delivery '" + ask.at("delivery") + "'"));
  }

  private Reply retry(Ask ask) {
    Account.Line line = line(ask);
    Office office = open(ask);
    int again = office.book().retry(office.site().id(), line.key(), clock.now());
    if (again == 0) {
      throw Denied.conflict(
          "Delivery '" + line.key() + "' is " + line.state() + ", not dead.",
          "Only what was given up is sent again by hand.");
    }
    office.ring();
    happened(ask, "notice-retried", "delivery", line.key());
    return Reply.accepted(new Again(again));
  }

  private Reply retryAll(Ask ask) {
    Office office = open(ask);
    int again = office.book().retry(office.site().id(), "", clock.now());
    office.ring();
    happened(ask, "notice-retried", "deliveries", Integer.toString(again));
    return Reply.accepted(new Again(again));
  }

  private Reply subscribers(Ask ask) {
    List<SubscriberLine> all =
        office(ask)
            .map(office -> office.book().subscribers(office.site().id()))
            .orElse(List.of())
            .stream()
            .map(SubscriberLine::of)
            .toList();
    return Cursor.slice(ask, all, SubscriberLine::id);
  }

  private Subscriber subscriber(Ask ask) {
    return office(ask)
        .flatMap(office -> office.book().subscriber(office.site().id(), ask.at("subscriber")))
        .filter(each -> each.state() != State.GONE)
        .orElseThrow(() -> Denied.missing("subscriber '" + ask.at("subscriber") + "'"));
  }

  private Reply add(Ask ask) {
    NewSubscriber wanted = ask.json(NewSubscriber.class);
    String channel = Ask.need(wanted.channel(), "channel");
    String address = wanted.address() == null ? "" : wanted.address();
    Wish wish = wish(wanted);
    Office office = open(ask);
    Medium medium =
        Medium.of(channel)
            .orElseThrow(
                () -> Denied.malformed("There is no such channel.", "'GET /notices' lists them."));
    try {
      office
          .signUps()
          .ask(
              medium,
              address,
              wanted.secret() == null ? "" : wanted.secret(),
              wish,
              "token:" + ask.caller().login(),
              clock.now());
    } catch (S22Exception refused) {
      throw refused(refused);
    }
    office.ring();
    happened(ask, "subscriber-asked", "channel", channel);
    return Reply.accepted(new Again(1));
  }

  private static S22Exception refused(S22Exception refused) {
    String what = String.valueOf(refused.getMessage());
    return switch (refused.code()) {
      case "S22-9612" -> Denied.tooMany(600);
      case "S22-9611", "S22-9613" -> new Denied(422, refused.code(), what, refused.mend());
      default -> refused;
    };
  }

  private static Wish wish(NewSubscriber wanted) {
    String code = wanted.language() == null ? "en" : wanted.language();
    Language language =
        Arrays.stream(Language.values())
            .filter(each -> each.code().equals(code))
            .findFirst()
            .orElseThrow(() -> Denied.malformed("There is no such language.", "Take en or zh."));
    List<String> kinds = wanted.kinds() == null ? List.of() : wanted.kinds();
    List<NoticeKind> chosen = kinds.stream().map(NoticeOperations::kind).toList();
    List<String> services = wanted.services() == null ? List.of() : wanted.services();
    return new Wish(language, services, chosen.isEmpty() ? NoticeKind.usual() : chosen);
  }

  private static NoticeKind kind(String word) {
    return NoticeKind.of(word)
        .filter(NoticeKind.choices()::contains)
        .orElseThrow(
            () -> Denied.malformed("There is no such kind.", "The page /subscribe lists them."));
  }

  private Reply remove(Ask ask) {
    Subscriber gone = subscriber(ask);
    Office office = open(ask);
    office.book().leave(office.site().id(), gone.id());
    happened(ask, "subscriber-removed", "subscriber", gone.id());
    return Reply.done();
  }

  private void happened(Ask ask, String kind, String name, String value) {
    audit.happened(
        ask.tenant(), ask.caller().login(), kind, name, value, "via", ask.caller().via());
  }
}
