package io.s22.server.api;

import static io.s22.server.api.Operation.get;
import static io.s22.server.api.Operation.of;

import io.s22.plan.S22Exception;
import io.s22.server.Denied;
import io.s22.server.api.Operation.Method;
import io.s22.server.api.Operation.Trait;
import io.s22.server.office.TrafficDesk;
import io.s22.server.people.Audit;
import io.s22.server.people.Scope;
import java.time.LocalDate;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Counted traffic: what windows are chosen by. */
final class TrafficOperations {
  private final TrafficDesk traffic;
  private final Audit audit;

  TrafficOperations(TrafficDesk traffic, Audit audit) {
    this.traffic = traffic;
    this.audit = audit;
  }

  /**
   * One day.
   *
   * @param summary a file that {@code s22 traffic read} made, in Base64
   */
  record Day(@Nullable String summary) {}

  /**
   * What became of it.
   *
   * @param day null where all of it was here already
   */
  record Taken(boolean taken, @Nullable String day) {}

  List<Operation> all() {
    return List.of(
        get(
                "/traffic",
                Scope.PLANS_READ,
                "getTraffic",
                "Which days' traffic is here.",
                ask -> Reply.of(traffic.stand(ask.tenant())))
            .gives(TrafficDesk.Stand.class),
        of(
                Method.POST,
                "/traffic",
                Scope.PLANS_WRITE,
                "takeTraffic",
                "Take in a day's counted traffic; sent again, it counts once.",
                this::take)
            .takes(Day.class)
            .gives(Taken.class)
            .trait(Trait.LARGE));
  }

  private Reply take(Ask ask) {
    String summary = Ask.need(ask.large(Day.class).summary(), "summary");
    try {
      Optional<LocalDate> day = traffic.take(ask.tenant(), Base64.getDecoder().decode(summary));
      day.ifPresent(it ->
          audit.happened(
              ask.tenant(), ask.caller().login(), "traffic-taken", "day", it.toString()));
      return Reply.of(new Taken(day.isPresent(), day.map(LocalDate::toString).orElse(null)));
    } catch (IllegalArgumentException e) {
      throw Denied.malformed("'summary' is no Base64.", "Send the file's bytes in Base64.");
    } catch (S22Exception wrong) {
      throw SettleOperations.refused(wrong);
    }
  }
}
