package io.s22.tell.notice;

import static org.assertj.core.api.Assertions.assertThat;

import io.s22.journal.Event;
import io.s22.journal.RunState;
import io.s22.plan.Plan;
import io.s22.plan.yaml.PlanReader;
import io.s22.tell.Language;
import io.s22.tell.RunStory;
import io.s22.tell.Scripts;
import io.s22.tell.Words;
import io.s22.testkit.TestPlans;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class NoticesTest {
  static final String BODY =
      """
      cluster:
        hosts: {"web-[1-3]": {address: "10.0.0.[1-3]"}, db-1: 10.0.1.1}
        services:
          shop: {title: {en: Shop, zh: 商店}, on: "web-[1-3]", needs: 2 of 3}
          database: {title: {en: Database, zh: 数据库}, on: db-1, needs: 1 of 1}
          mail: {}
      compensation: {per-minute: 0.1 CNY, counts-announced: yes}
      tell-users:
        shop: {before: {en: Order early., zh: 请提前下单。}, during: Try again., after: Nothing to do.}
      announcements:
        - {before-opening: 6h, says: {en: It begins in six hours., zh: 六小时后开始。}}
        - {before-opening: 1h, over: [sms, status-page], says: {en: In one hour., zh: 一小时后。}}
        - {every: 10m, over: [status-page], says: Under way.}
      stages:
        - stage: first
          title: {en: The web, zh: 网页}
          box: 00:00-01:00
          steps:
            - {step: nodes, uses: shell, on: "web-[1-3]", takes: 5m, interrupts: shop, repeat: probe, may-stop-after: yes}
        - stage: second
          box: 01:00-02:00
          steps:
            - {step: switch, uses: shell, on: db-1, takes: 5m, interrupts: database, repeat: probe, may-stop-after: yes}
      """;

  private static final Instant AFTER = Instant.parse("2024-03-16T09:00:00Z");

  private static List<String> events(RunStory story, Instant now) {
    return Notices.due(story, now).stream().map(Notice::event).toList();
  }

  private static Notice notice(RunStory story, NoticeKind kind) {
    return Notices.due(story, AFTER).stream()
        .filter(n -> n.kind() == kind)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void a_window_is_announced_when_its_run_is_opened_and_people_are_reminded_when_the_plan_says() {
    RunStory story = Scripts.of(BODY).story();
    assertThat(events(story, story.openedAt())).containsExactly("announced");
    assertThat(events(story, story.opens().minusSeconds(1)))
        .containsExactly("announced", "reminder-PT6H-0-0", "reminder-PT1H-0-1");
    assertThat(notice(story, NoticeKind.ANNOUNCED).services()).containsExactly("shop", "database");
  }

  @Test
  void a_reminder_goes_over_the_channels_the_plan_names_and_the_page_is_none() {
    RunStory story = Scripts.of(BODY).story();
    Notice hour = Notices.due(story, story.opens()).getLast();
    assertThat(hour.event()).isEqualTo("reminder-PT1H-0-1");
    assertThat(hour.over()).containsExactly(Medium.SMS);
    assertThat(Medium.over(List.of("status-page"))).isEmpty();
    assertThat(Medium.over(List.of("chat")))
        .contains(Medium.SLACK, Medium.DINGTALK, Medium.FEISHU, Medium.WECOM)
        .doesNotContain(Medium.EMAIL);
  }

  @Test
  void a_window_that_moved_is_told_again_and_its_reminders_come_again_for_the_new_time() {
    Plan plan =
        TestPlans.read(
            """
            plan: test
            title: A test
            zone: UTC
            window: {opens: 2024-03-16 00:00, closes: 2024-03-16 04:00, fallback: [{opens: 2024-03-17 00:00, closes: 2024-03-17 04:00}]}
            """
                + BODY);
    RunStory story =
        Scripts.of("run-1", plan, Instant.parse("2024-03-15T00:00:00Z"))
            .at(Instant.parse("2024-03-15T22:00:00Z"))
            .add(new Event.Decided("window", "window-2024-03-17T00:00", "rain", false))
            .story();
    List<Notice> all = Notices.due(story, story.opens());
    Notice moved = all.stream().filter(n -> n.kind() == NoticeKind.MOVED).findFirst().orElseThrow();
    assertThat(moved.event()).isEqualTo("moved-1");
    assertThat(moved.facts().oldOpens()).isNotNull().isNotEqualTo(moved.facts().opens());
    assertThat(
            all.stream().filter(n -> n.kind() == NoticeKind.REMINDER && n.at().isAfter(moved.at())))
        .isNotEmpty()
        .allMatch(n -> n.facts().opens().equals(story.opens()))
        .allMatch(n -> n.event().contains("-1-"));
  }

  @Test
  void a_stage_that_is_finished_is_told_to_the_users_of_what_it_touched() {
    RunStory story =
        running()
            .at("00:10:00")
            .begin("nodes", "web-1")
            .done("nodes", "web-1")
            .begin("nodes", "web-2")
            .done("nodes", "web-2")
            .begin("nodes", "web-3")
            .at("00:20:00")
            .done("nodes", "web-3")
            .story();
    assertThat(notice(story, NoticeKind.STAGE_FINISHED).services()).containsExactly("shop");
  }

  private static Scripts running() {
    return Scripts.of(BODY).at("00:00:00").moved(RunState.WAITING, RunState.RUNNING);
  }

  @Test
  void a_run_that_ends_while_a_tenth_of_its_window_is_left_has_ended_early() {
    RunStory early = running().at("00:30:00").moved(RunState.RUNNING, RunState.DONE).story();
    assertThat(notice(early, NoticeKind.EARLY_FINISH).event()).isEqualTo("finished");
    RunStory late =
        running()
            .at(early.closes().minusSeconds(60))
            .moved(RunState.RUNNING, RunState.DONE)
            .story();
    assertThat(notice(late, NoticeKind.FINISHED).event()).isEqualTo("finished");
  }

  @Test
  void an_overrun_is_told_when_the_window_closes_and_stays_told_after_the_end() {
    RunStory story = running().story();
    assertThat(events(story, story.closes())).doesNotContain("overrun-0");
    assertThat(events(story, story.closes().plusMillis(1))).contains("overrun-0");
    RunStory ended =
        running()
            .at(story.closes().plusSeconds(600))
            .moved(RunState.RUNNING, RunState.DONE)
            .story();
    assertThat(events(ended, AFTER)).containsOnlyOnce("overrun-0").containsOnlyOnce("finished");
    assertThat(notice(ended, NoticeKind.OVERRUN).stale(AFTER)).isTrue();
    assertThat(notice(ended, NoticeKind.OVERRUN).stale(ended.closes().plusSeconds(5))).isFalse();
  }

  @Test
  void a_run_aborted_before_it_began_is_cancelled_and_nobody_is_reminded_of_it() {
    RunStory story =
        Scripts.of(BODY)
            .at(Instant.parse("2024-03-15T12:00:00Z"))
            .moved(RunState.WAITING, RunState.ABORTED)
            .story();
    assertThat(events(story, AFTER)).containsExactly("announced", "cancelled");
  }

  @Test
  void interruption_that_counts_is_said_to_the_users_of_that_service_alone() {
    RunStory story =
        running()
            .at("01:10:00")
            .begin("switch", "db-1")
            .at("01:15:00")
            .done("switch", "db-1")
            .at("01:20:00")
            .moved(RunState.RUNNING, RunState.DONE)
            .story();
    Notice pay = notice(story, NoticeKind.COMPENSATION);
    assertThat(pay.services()).containsExactly("database");
    assertThat(pay.facts().counted()).containsEntry("database", Duration.ofMinutes(5));
    Message words = Messages.of(pay, story, Scripts.SITE, Language.EN);
    assertThat(words.text()).contains("Database was away for 5 min; 0.1 CNY");
  }

  @Test
  void the_same_journal_makes_the_same_notices_and_a_longer_one_keeps_them() {
    RunStory one = running().story();
    RunStory same = running().story();
    assertThat(Notices.due(one, AFTER)).isEqualTo(Notices.due(same, AFTER));
    RunStory longer = running().at("00:30:00").moved(RunState.RUNNING, RunState.DONE).story();
    Instant before = Instant.parse("2024-03-16T00:29:00Z");
    assertThat(events(longer, AFTER)).containsAll(events(one, before));
    assertThat(Notices.due(longer, AFTER).stream().map(Notice::event)).doesNotHaveDuplicates();
  }

  @Test
  void nothing_of_a_journals_reasons_output_and_names_gets_into_a_message() {
    RunStory story =
        running()
            .at("00:10:00")
            .begin("nodes", "web-1")
            .done("nodes", "web-1")
            .at("00:30:00")
            .moved(RunState.RUNNING, RunState.DONE)
            .story();
    for (Notice each : Notices.due(story, AFTER)) {
      for (Language language : Language.values()) {
        assertThat(Messages.of(each, story, Scripts.SITE, language).text())
            .doesNotContain("secret")
            .doesNotContain("web-1")
            .doesNotContain("somebody");
      }
    }
  }

  @Test
  void a_preview_shows_every_kind_in_both_languages_and_the_calendar_follows_the_window() {
    Plan plan = PlanReader.read(Path.of("../plans/s22.yaml")).plan().orElseThrow();
    Instant now = plan.window().opensIn(plan.zone()).minus(Duration.ofDays(10));
    List<Supposed.Told> all = new Supposed(plan, now).all();
    Set<NoticeKind> kinds =
        all.stream()
            .map(told -> told.notice().kind())
            .collect(Collectors.toCollection(() -> EnumSet.noneOf(NoticeKind.class)));
    EnumSet<NoticeKind> expected = EnumSet.allOf(NoticeKind.class);
    // People write words; no plan does.
    expected.removeAll(
        Set.of(NoticeKind.CONFIRM, NoticeKind.ALARM, NoticeKind.UPDATE, NoticeKind.WORD));
    assertThat(kinds).containsAll(expected);
    for (Supposed.Told told : all) {
      Message en = Messages.of(told.notice(), told.story(), Scripts.SITE, Language.EN);
      Message zh = Messages.of(told.notice(), told.story(), Scripts.SITE, Language.ZH);
      assertThat(en.lead()).isNotBlank().isNotEqualTo(zh.lead());
      assertThat(zh.text()).containsPattern("\\p{IsHan}");
    }
    Message moved = of(all, NoticeKind.MOVED);
    Message announced = of(all, NoticeKind.ANNOUNCED);
    assertThat(calendar(announced)).contains("METHOD:PUBLISH").contains("SEQUENCE:0");
    assertThat(calendar(moved)).contains("METHOD:PUBLISH").contains("SEQUENCE:1");
    assertThat(calendar(of(all, NoticeKind.CANCELLED)))
        .contains("METHOD:CANCEL")
        .contains("STATUS:CANCELLED");
    assertThat(uid(announced)).isEqualTo(uid(moved));
  }

  private static Message of(List<Supposed.Told> all, NoticeKind kind) {
    Supposed.Told told =
        all.stream().filter(t -> t.notice().kind() == kind).findFirst().orElseThrow();
    return Messages.of(told.notice(), told.story(), Scripts.SITE, Language.EN);
  }

  private static String calendar(Message message) {
    Message.Calendar calendar = message.calendar();
    assertThat(calendar).isNotNull();
    return calendar == null ? "" : calendar.text();
  }

  private static String uid(Message message) {
    return calendar(message).lines().filter(l -> l.startsWith("UID:")).findFirst().orElseThrow();
  }

  @Test
  void a_line_break_somebody_wrote_into_a_title_ends_no_header() {
    assertThat(Messages.line("Up\r\nBcc: everybody@example.org\u2028x", 100))
        .isEqualTo("Up Bcc: everybody@example.org x");
    assertThat(Messages.line("x".repeat(500), 120)).hasSize(120).endsWith("…");
  }

  @Test
  void decisions_about_other_questions_move_nothing() {
    RunStory story =
        Scripts.of(BODY)
            .add(new Event.Decided("go-on", "window-2024-03-17T00:00", "typed", false))
            .story();
    assertThat(events(story, AFTER)).noneMatch(e -> e.startsWith("moved"));
  }

  @Test
  void a_tenants_own_words_stand_first_and_only_what_a_kind_knows_may_stand_in_braces() {
    Plan plan = Scripts.reference();
    Supposed.Told told =
        new Supposed(plan, plan.window().opensIn(plan.zone()).minusSeconds(86_400 * 9))
            .all().stream()
                .filter(each -> each.notice().kind() == NoticeKind.OVERRUN)
                .findFirst()
                .orElseThrow();
    Templates own =
        Templates.USUAL.with(
            NoticeKind.OVERRUN, Words.both("Sorry: {title} $1 goes on.", "抱歉：{title} 未结束。"));
    Message en = Messages.of(told.notice(), told.story(), Scripts.SITE, Language.EN, own);
    assertThat(en.lead()).startsWith("Sorry: ").endsWith(" $1 goes on.").doesNotContain("{");
    assertThat(Messages.of(told.notice(), told.story(), Scripts.SITE, Language.ZH, own).lead())
        .startsWith("抱歉：");
    assertThat(Messages.of(told.notice(), told.story(), Scripts.SITE, Language.EN).lead())
        .contains("takes longer than announced");
    for (NoticeKind kind : Templates.kinds()) {
      assertThat(Templates.wrong(kind, Templates.USUAL.of(kind).in(Language.EN.locale())))
          .isEmpty();
      assertThat(Templates.wrong(kind, Templates.USUAL.of(kind).in(Language.ZH.locale())))
          .isEmpty();
    }
    assertThat(Templates.wrong(NoticeKind.MOVED, "{stage}"))
        .hasValueSatisfying(why -> assertThat(why).contains("{stage}", "{old-window}"));
    assertThat(Templates.wrong(NoticeKind.MOVED, "{title")).isPresent();
    assertThat(Templates.wrong(NoticeKind.MOVED, " ")).isPresent();
    assertThat(Templates.wrong(NoticeKind.MOVED, "a\r\nBcc: x")).isPresent();
    assertThat(Templates.wrong(NoticeKind.MOVED, "x".repeat(501))).isPresent();
  }
}
