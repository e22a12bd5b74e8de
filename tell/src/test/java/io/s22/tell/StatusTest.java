package io.s22.tell;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.s22.journal.Effect;
import io.s22.journal.Event;
import io.s22.journal.GateAnswer;
import io.s22.journal.Outcome;
import io.s22.journal.Phase;
import io.s22.journal.RunState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class StatusTest {
  private static final String BODY =
      """
      cluster:
        hosts: {"web-[1-3]": {address: "10.0.0.[1-3]"}, db-1: 10.0.1.1}
        services:
          shop: {title: {en: Shop, zh: 商店}, on: "web-[1-3]", needs: 2 of 3, depends-on: database, promise: {longest-interruption: 10m}}
          database: {on: db-1, needs: 1 of 1}
          search: {on: "web-[1-3]", needs: 2 of 3, degrades-without: database}
          mail: {}
      compensation: {per-minute: 0.1 CNY, counts-announced: yes}
      tell-users:
        shop: {before: Order early., during: Try again in a minute., after: Nothing to do.}
      stages:
        - stage: first
          title: {en: The web, zh: 网页}
          box: 00:00-01:00
          gates: [{gate: go?, command: "true"}]
          steps:
            - {step: nodes, uses: shell, on: "web-[1-3]", takes: 5m, interrupts: shop, rollback: {run: "true", takes: 1m}, repeat: probe, may-stop-after: yes}
        - stage: second
          box: 01:00-02:00
          steps:
            - {step: switch, uses: shell, on: db-1, takes: 5m, interrupts: database, repeat: probe, may-stop-after: yes}
      """;

  private static Scripts started() {
    return Scripts.of(BODY).at("00:00:00").moved(RunState.WAITING, RunState.RUNNING);
  }

  private static ServiceStatus service(Status status, String name) {
    return status.services().stream().filter(s -> s.name().equals(name)).findFirst().orElseThrow();
  }

  @Test
  void a_window_to_come_is_scheduled_and_every_service_is_up() {
    Status status = Scripts.of(BODY).status(Instant.parse("2024-03-15T12:00:00Z"), List.of());
    assertThat(status.upcoming()).hasSize(1);
    assertThat(status.active()).isEmpty();
    assertThat(status.overall()).isEqualTo(ServiceState.OPERATIONAL);
    assertThat(status.promised()).isNull();
    assertThat(service(status, "shop").advice()).isNotNull();
    assertThat(requireNonNull(service(status, "shop").advice()).in(Locale.ENGLISH))
        .isEqualTo("Order early.");
    assertThat(requireNonNull(service(status, "shop").next()).from())
        .isEqualTo("2024-03-16T00:00:00Z");
  }

  @Test
  void a_service_is_away_only_when_fewer_hosts_are_in_than_it_needs() {
    Scripts one = started().at("00:01:00").begin("nodes", "web-1");
    assertThat(service(one.status("00:02:00"), "shop").state()).isEqualTo(ServiceState.OPERATIONAL);
    Scripts two = one.at("00:02:00").begin("nodes", "web-2");
    ServiceStatus shop = service(two.status("00:03:00"), "shop");
    assertThat(shop.state()).isEqualTo(ServiceState.UNDER_MAINTENANCE);
    assertThat(shop.since()).isEqualTo("2024-03-16T00:02:00Z");
    assertThat(shop.tryAgain()).isEqualTo("2024-03-16T01:00:00Z");
    assertThat(shop.away()).isEqualTo(Duration.ofMillis(60_001));
  }

  @Test
  void a_service_follows_those_it_depends_on_and_degrades_without_others() {
    Status status = started().at("01:00:00").begin("switch", "db-1").status("01:01:00");
    assertThat(service(status, "database").state()).isEqualTo(ServiceState.UNDER_MAINTENANCE);
    assertThat(service(status, "shop").state()).isEqualTo(ServiceState.UNDER_MAINTENANCE);
    assertThat(service(status, "search").state()).isEqualTo(ServiceState.DEGRADED_PERFORMANCE);
    assertThat(service(status, "mail").state()).isEqualTo(ServiceState.OPERATIONAL);
    assertThat(status.overall()).isEqualTo(ServiceState.UNDER_MAINTENANCE);
  }

  @Test
  void what_a_step_closes_is_away_until_another_has_opened_it() {
    Scripts script =
        Scripts.of(
                """
                cluster: {services: {shop: {}, till: {depends-on: shop}}}
                stages:
                  - stage: first
                    box: 00:00-00:10
                    steps: [{step: close, uses: shell, takes: 5s, interrupts: {shop: {until: open}}, repeat: probe}]
                  - stage: last
                    box: 03:00-03:30
                    steps: [{step: open, uses: shell, takes: 5s, repeat: probe}]
                """)
            .at("00:00:00")
            .moved(RunState.WAITING, RunState.RUNNING)
            .begin("close", "")
            .at("00:00:05")
            .done("close", "");
    ServiceStatus till = service(script.status("02:00:00"), "till");
    assertThat(till.state()).isEqualTo(ServiceState.UNDER_MAINTENANCE);
    assertThat(till.since()).isEqualTo("2024-03-16T00:00:00Z");
    assertThat(till.tryAgain()).isEqualTo("2024-03-16T03:30:00Z");
    Scripts tried = script.at("03:00:00").begin("open", "").at("03:00:05");
    assertThat(service(tried.status("03:00:06"), "shop").state())
        .isEqualTo(ServiceState.UNDER_MAINTENANCE);
    Scripts opened = tried.done("open", "");
    assertThat(service(opened.status("03:00:06"), "shop").state())
        .isEqualTo(ServiceState.OPERATIONAL);
  }

  @Test
  void an_interruption_longer_than_promised_is_an_outage_also_inside_the_window() {
    Scripts script = started().at("01:00:00").begin("switch", "db-1");
    assertThat(service(script.status("01:10:00"), "shop").state())
        .isEqualTo(ServiceState.UNDER_MAINTENANCE);
    assertThat(service(script.status("01:10:01"), "shop").state())
        .isEqualTo(ServiceState.MAJOR_OUTAGE);
  }

  @Test
  void errors_nobody_planned_are_shown_as_soon_as_they_are_measured_and_age() {
    Instant at = Instant.parse("2024-03-16T00:10:00Z");
    Scripts script =
        started()
            .at(at)
            .add(new Event.Measured("mail", at.minusSeconds(60), at, 100, 20, 5, 900, 3000));
    ServiceStatus mail = service(script.status("00:11:00"), "mail");
    assertThat(mail.state()).isEqualTo(ServiceState.PARTIAL_OUTAGE);
    assertThat(requireNonNull(mail.measured()).availability()).isEqualTo(0.8);
    assertThat(service(script.status("00:12:00"), "mail").state())
        .isEqualTo(ServiceState.OPERATIONAL);
  }

  @Test
  void the_countdown_runs_into_overrunning_and_never_ends_by_itself() {
    Status open = started().status("03:59:00");
    assertThat(open.active().getFirst().overrun(open.now())).isZero();
    Status late = started().status("09:12:00");
    assertThat(late.active()).hasSize(1);
    assertThat(late.active().getFirst().overrun(late.now())).isEqualTo(Duration.ofMinutes(312));
    assertThat(late.unresolved())
        .singleElement()
        .extracting(Incident::impact)
        .isEqualTo(Incident.Impact.MINOR);
  }

  @Test
  void every_word_promises_the_next_within_five_minutes_and_a_missed_one_shows() {
    Scripts script = started().at("00:01:00").begin("nodes", "web-1");
    assertThat(script.status("00:05:59").promised()).isEqualTo("2024-03-16T00:06:00Z");
    assertThat(script.status("00:05:59").promiseMissed()).isFalse();
    assertThat(script.status("00:06:01").promiseMissed()).isTrue();
    Post post =
        new Post("p1", "run-1", Instant.parse("2024-03-16T00:06:00Z"), Words.both("Still.", "仍在。"));
    Status posted = script.status(Instant.parse("2024-03-16T00:06:01Z"), List.of(post));
    assertThat(posted.promiseMissed()).isFalse();
    assertThat(posted.active().getFirst().updates().getFirst().body().in(Locale.CHINESE))
        .isEqualTo("仍在。");
    assertThat(posted.active().getFirst().updates().getFirst().status()).isEqualTo("in_progress");
  }

  @Test
  void stages_gates_and_rollback_appear_with_their_times() {
    Status status =
        started()
            .at("00:00:30")
            .add(new Event.GateAnswered("first", 0, GateAnswer.GO, "exit 0"))
            .at("00:01:00")
            .begin("nodes", "web-1")
            .at("00:04:00")
            .end("nodes", "web-1", new Outcome.Failed("disk full at /srv/secret-detail"))
            .moved(RunState.RUNNING, RunState.ROLLING_BACK)
            .at("00:05:00")
            .add(new Event.Intent(new Effect("nodes", "web-1", Phase.UNDO, 1, 1)))
            .status("00:06:00");
    Maintenance window = status.active().getFirst();
    Maintenance.StageLine first = window.stages().getFirst();
    assertThat(window.phase()).isEqualTo(WindowPhase.ROLLING_BACK);
    assertThat(first.progress()).isEqualTo(Progress.UNDOING);
    assertThat(first.planned().to()).isEqualTo("2024-03-16T01:00:00Z");
    assertThat(first.from()).isEqualTo("2024-03-16T00:01:00Z");
    assertThat(first.gates().getFirst().answer()).isEqualTo(Maintenance.GateLine.Answer.GO);
    assertThat(first.undo().getFirst().from()).isEqualTo("2024-03-16T00:05:00Z");
  }

  @Test
  void names_of_people_hosts_reasons_and_output_stay_inside() {
    Status status =
        started()
            .at("00:01:00")
            .begin("nodes", "web-1")
            .at("00:02:00")
            .end("nodes", "web-1", new Outcome.Failed("secret-detail"))
            .add(new Event.Decided("failed:nodes", "retry", "secret-reason", false))
            .moved(RunState.RUNNING, RunState.ASKING)
            .status("00:03:00");
    assertThat(status.toString()).doesNotContain("secret", "somebody", "web-1");
  }

  @Test
  void announced_maintenance_counts_against_uptime_where_the_contract_says_so() {
    Scripts script =
        started()
            .at("01:00:00")
            .begin("switch", "db-1")
            .at("01:12:00")
            .done("switch", "db-1")
            .moved(RunState.RUNNING, RunState.DONE);
    ServiceStatus.Uptime counts = service(script.status("12:00:00"), "database").uptime();
    assertThat(counts.days()).hasSize(90);
    assertThat(counts.days().getLast().maintenance()).isEqualTo(Duration.ofMinutes(12));
    assertThat(counts.days().getLast().outage()).isZero();
    double all = Duration.ofDays(89).plusHours(12).toMinutes();
    assertThat(counts.share())
        .isEqualTo(1 - 12 / all, org.assertj.core.api.Assertions.within(1e-9));
    String other = BODY.replace("counts-announced: yes", "counts-announced: no");
    Scripts free =
        Scripts.of(other)
            .at("00:00:00")
            .moved(RunState.WAITING, RunState.RUNNING)
            .at("03:50:00")
            .begin("switch", "db-1")
            .at("04:10:00")
            .done("switch", "db-1")
            .moved(RunState.RUNNING, RunState.DONE);
    ServiceStatus.Uptime late = service(free.status("12:00:00"), "database").uptime();
    assertThat(late.days().getLast().outage()).isEqualTo(Duration.ofMinutes(10));
    assertThat(late.share()).isEqualTo(1 - 10 / all, org.assertj.core.api.Assertions.within(1e-9));
  }

  @Test
  void a_failed_rollback_is_an_incident_until_a_later_run_ends_well() {
    Scripts stuck =
        started()
            .at("00:01:00")
            .begin("nodes", "web-1")
            .at("00:02:00")
            .end("nodes", "web-1", new Outcome.Failed("no"))
            .moved(RunState.RUNNING, RunState.STUCK);
    Status status = stuck.status("06:00:00");
    assertThat(service(status, "shop").state()).isEqualTo(ServiceState.PARTIAL_OUTAGE);
    assertThat(status.unresolved()).extracting(Incident::id).containsExactly("run-1-stuck");
    RunStory later =
        Scripts.of("run-2", stuck.story().plan(), Instant.parse("2024-03-16T07:00:00Z"))
            .at("07:01:00")
            .moved(RunState.WAITING, RunState.RUNNING)
            .at("07:30:00")
            .moved(RunState.RUNNING, RunState.DONE)
            .story();
    Status mended =
        Statuses.of(
            Scripts.SITE,
            List.of(stuck.story(), later),
            List.of(),
            Map.of(),
            Instant.parse("2024-03-16T08:00:00Z"));
    assertThat(service(mended, "shop").state()).isEqualTo(ServiceState.OPERATIONAL);
    assertThat(mended.incidents())
        .filteredOn(i -> i.id().endsWith("stuck"))
        .singleElement()
        .extracting(Incident::resolved)
        .isEqualTo(Instant.parse("2024-03-16T07:30:00Z"));
  }
}
