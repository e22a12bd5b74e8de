package io.s22.server.console;

import io.s22.server.Denied;
import io.s22.server.Reception;
import io.s22.server.notices.Office;
import io.s22.server.people.Scope;
import io.s22.tell.outbox.Account;
import io.s22.tell.subscribe.Subscriber;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Who is told, what is on its way, and what was given up. */
final class TellingPages {
  private static final int MOST = 200;

  private final Reception front;

  TellingPages(Reception front) {
    this.front = front;
  }

  private Optional<Office> office(Visit visit) {
    return front.notices().office(visit.tenant());
  }

  private Office open(Visit visit) {
    return office(visit)
        .orElseThrow(() ->
            Denied.conflict(
                "Nobody is told by this server.",
                "Write 'notices.properties' in its folder, and start it again."));
  }

  View subscribers(Visit visit) {
    PlanPages.need(visit, Scope.NOTICES_READ);
    String wanted = visit.field("find");
    List<Subscriber> all =
        office(visit)
            .map(office -> office.book().subscribers(office.site().id()))
            .orElse(List.of())
            .stream()
            .filter(each ->
                wanted.isEmpty()
                    || each.masked().contains(wanted)
                    || each.medium().word().equals(wanted)
                    || each.held().services().contains(wanted))
            .toList();
    return View.page(
        "subscribers.jte",
        Map.of(
            "frame", visit.frame(visit.say("Subscribers", "订阅者")),
            "subscribers", all.stream().limit(MOST).toList(),
            "count", all.size(),
            "find", wanted,
            "told", office(visit).isPresent()));
  }

  View changeSubscriber(Visit visit) {
    PlanPages.need(visit, Scope.NOTICES_WRITE);
    Office office = open(visit);
    String id = visit.field("subscriber");
    String reason = visit.field("reason");
    if (reason.isEmpty()) {
      throw Denied.malformed("A reason is missing.", "Say why: it goes into the journal.");
    }
    if (!office.book().leave(office.site().id(), id)) {
      throw Denied.missing("subscriber '" + id + "'");
    }
    happened(visit, "subscriber-removed", "subscriber", id, "reason", reason);
    return View.go("/console/subscribers?done=subscriber");
  }

  View outbox(Visit visit) {
    PlanPages.need(visit, Scope.NOTICES_READ);
    String state = visit.field("state");
    List<Account.Line> found =
        office(visit)
            .map(office ->
                office.book().lines(office.site().id(), state, visit.field("after"), MOST + 1))
            .orElse(List.of());
    List<Account.Line> lines = found.subList(0, Math.min(MOST, found.size()));
    return View.page(
        "outbox.jte",
        Map.of(
            "frame",
            visit.frame(visit.say("Deliveries", "投递")),
            "account",
            office(visit)
                .map(office -> office.book().account(office.site().id()))
                .orElse(new Account(0, 0, 0, 0, 0, 0, 0, 0)),
            "lines",
            lines,
            "next",
            found.size() > MOST ? lines.getLast().key() : "",
            "state",
            state,
            "told",
            office(visit).isPresent()));
  }

  View retry(Visit visit) {
    PlanPages.need(visit, Scope.NOTICES_WRITE);
    Office office = open(visit);
    String key = visit.field("delivery");
    if (key.isEmpty() && !visit.field("do").equals("all")) {
      throw Denied.malformed("It is not clear what to send again.", "Press a button of the page.");
    }
    int again = office.book().retry(office.site().id(), key, front.clock().now());
    office.ring();
    happened(visit, "notice-retried", "delivery", key, "deliveries", Integer.toString(again));
    return View.go("/console/deliveries?done=retried");
  }

  private void happened(Visit visit, String kind, String... facts) {
    front.audit().happened(visit.tenant(), visit.caller().login(), kind, facts);
  }
}
