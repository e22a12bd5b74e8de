package io.s22.tell.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.s22.journal.EntryCodec;
import io.s22.journal.Event;
import io.s22.journal.Outcome;
import io.s22.journal.RunState;
import io.s22.plan.Plan;
import io.s22.tell.Language;
import io.s22.tell.RunStory;
import io.s22.tell.Scripts;
import io.s22.tell.channel.Channel;
import io.s22.tell.channel.Result;
import io.s22.tell.notice.Medium;
import io.s22.tell.notice.NoticeKind;
import io.s22.tell.outbox.Desk.Remembering;
import io.s22.testkit.TestPlans;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SenderTest {
  private static final Plan PLAN =
      TestPlans.read(
          """
          plan: test
          title: {en: Upgrade, zh: 升级}
          zone: UTC
          window: {opens: 2024-03-16 00:00, closes: 2024-03-16 04:00, fallback: [{opens: 2024-03-17 00:00, closes: 2024-03-17 04:00}]}
          cluster:
            hosts: {web-1: 10.0.0.1, db-1: 10.0.1.1}
            services:
              shop: {title: {en: Shop, zh: 商店}, on: web-1}
              search: {on: web-1, depends-on: shop}
              mail: {}
          stages:
            - stage: first
              box: 00:00-01:00
              steps:
                - {step: nodes, uses: shell, on: web-1, takes: 5m, interrupts: shop, repeat: probe, may-stop-after: yes}
          """);
  private static final Instant OPENED = Instant.parse("2024-03-15T20:00:00Z");

  @TempDir private Path folder;

  /** Overridden per database. */
  Desk desk(Instant now) {
    return new Desk(folder, now);
  }

  private static Scripts opened() {
    return Scripts.of("run-1", PLAN, OPENED);
  }

  private static RunStory moved() {
    return opened()
        .at(OPENED.plusSeconds(600))
        .add(new Event.Decided("window", "window-2024-03-17T00:00", "rain", false))
        .story();
  }

  private static Map<Medium, Channel> everything(Map<Medium, Remembering> into) {
    Map<Medium, Channel> channels = new EnumMap<>(Medium.class);
    for (Medium each : Medium.values()) {
      Remembering channel = new Remembering(each);
      into.put(each, channel);
      channels.put(each, channel);
    }
    return channels;
  }

  /** Users of the shop, of what depends on it, of all, and of what the window does not touch. */
  private static void people(Desk desk) {
    for (Language language : Language.values()) {
      String in = language.code();
      for (Medium medium : Medium.values()) {
        String where = medium.posts() ? "https://example.org/" + in : in;
        desk.subscribe("shop-" + in + medium, medium, where + "/shop", language, "shop");
        desk.subscribe("search-" + in + medium, medium, where + "/search", language, "search");
        desk.subscribe("all-" + in + medium, medium, where + "/all", language);
        desk.subscribe("mail-" + in + medium, medium, where + "/mail", language, "mail");
      }
    }
  }

  private static void affectedOnceEach(
      Map<Medium, Remembering> channels, NoticeKind kind, String untouched) {
    for (Remembering channel : channels.values()) {
      List<Desk.Given> told =
          channel.given.stream().filter(g -> g.message().kind() == kind).toList();
      assertThat(told).as(channel.medium().word()).hasSize(6);
      assertThat(told)
          .allMatch(g -> !g.envelope().address().endsWith(untouched))
          .allMatch(g -> g.envelope().address().contains(g.message().language().code()));
      assertThat(told.stream().map(g -> g.envelope().address())).doesNotHaveDuplicates();
      assertThat(told.stream().map(g -> g.envelope().key())).doesNotHaveDuplicates();
    }
  }

  @Test
  void a_moved_window_is_told_to_exactly_those_it_touches_once_on_each_channel_in_their_language()
      throws InterruptedException {
    try (Desk desk = desk(OPENED.plusSeconds(601))) {
      people(desk);
      Map<Medium, Remembering> channels = new EnumMap<>(Medium.class);
      Sender sender = desk.sender(everything(channels));
      desk.herald.look(List.of(moved()), desk.now());
      desk.herald.look(List.of(moved()), desk.now());
      new Herald(desk.book, Desk.SITE).look(List.of(moved()), desk.now());
      desk.all(sender);
      affectedOnceEach(channels, NoticeKind.MOVED, "mail");
      assertThat(desk.book.account("s22").perhapsTwice()).isZero();
      Remembering mail = channels.getOrDefault(Medium.EMAIL, new Remembering(Medium.EMAIL));
      assertThat(mail.given)
          .filteredOn(g -> g.envelope().address().equals("zh/shop"))
          .filteredOn(g -> g.message().kind() == NoticeKind.MOVED)
          .singleElement()
          .satisfies(g -> assertThat(g.message().lead()).contains("升级时间已变更"));
    }
  }

  @Test
  void a_cancelled_window_and_an_overrun_are_told_to_exactly_those_they_touch()
      throws InterruptedException {
    RunStory cancelled =
        opened().at(OPENED.plusSeconds(60)).moved(RunState.WAITING, RunState.ABORTED).story();
    RunStory late =
        Scripts.of("run-2", PLAN, OPENED)
            .at("00:00:00")
            .moved(RunState.WAITING, RunState.RUNNING)
            .story();
    try (Desk desk = desk(OPENED.plusSeconds(61))) {
      people(desk);
      Map<Medium, Remembering> channels = new EnumMap<>(Medium.class);
      Sender sender = desk.sender(everything(channels));
      desk.herald.look(List.of(cancelled), desk.now());
      desk.all(sender);
      affectedOnceEach(channels, NoticeKind.CANCELLED, "mail");
      desk.at(late.closes().plusSeconds(5));
      desk.herald.look(List.of(cancelled, late), desk.now());
      desk.all(sender);
      affectedOnceEach(channels, NoticeKind.OVERRUN, "mail");
      assertThat(channels.values())
          .allMatch(c ->
              c.given.stream()
                  .filter(g -> g.message().kind() == NoticeKind.OVERRUN)
                  .allMatch(g -> g.envelope().severity().name().equals("URGENT")));
    }
  }

  @Test
  void a_robot_gets_no_more_than_twenty_in_any_minute_and_urgent_ones_go_first()
      throws InterruptedException {
    try (Desk desk = desk(OPENED.plusSeconds(1))) {
      for (int i = 0; i < 50; i++) {
        desk.subscribe(
            "s" + i, Medium.DINGTALK, "https://oapi.dingtalk.com/robot?x=" + i, Language.ZH);
      }
      Remembering robot = new Remembering(Medium.DINGTALK);
      Sender sender = desk.sender(Map.of(Medium.DINGTALK, robot));
      desk.herald.look(List.of(opened().story()), desk.now());
      List<Instant> times = new ArrayList<>();
      for (int second = 0; second < 240; second++) {
        desk.all(sender);
        while (times.size() < robot.given.size()) {
          times.add(desk.now());
        }
        desk.pass(Duration.ofSeconds(1));
      }
      assertThat(times).hasSize(50);
      for (Instant from : times) {
        assertThat(
                times.stream().filter(t -> !t.isBefore(from) && t.isBefore(from.plusSeconds(60))))
            .hasSizeLessThanOrEqualTo(20);
      }
    }
  }

  @Test
  void the_limit_of_a_robot_is_kept_over_a_restart() throws InterruptedException {
    try (Desk desk = desk(OPENED.plusSeconds(1))) {
      for (int i = 0; i < 30; i++) {
        desk.subscribe("s" + i, Medium.WECOM, "https://example.org/" + i, Language.ZH);
      }
      Remembering robot = new Remembering(Medium.WECOM);
      desk.herald.look(List.of(opened().story()), desk.now());
      desk.all(desk.sender(Map.of(Medium.WECOM, robot)));
      desk.all(desk.sender(Map.of(Medium.WECOM, robot)));
      assertThat(robot.given).hasSize(20);
      pagesHoldEach(desk.book, 30);
      desk.pass(Duration.ofSeconds(63));
      desk.all(desk.sender(Map.of(Medium.WECOM, robot)));
      assertThat(robot.given).hasSize(30);
    }
  }

  /** Deliveries page by page are all deliveries, each once, in the same order. */
  private static void pagesHoldEach(SqlBook book, int many) {
    List<String> all = book.lines("s22", "", 1_000).stream().map(Account.Line::key).toList();
    assertThat(all).hasSize(many);
    List<String> paged = new ArrayList<>();
    List<Account.Line> page = book.lines("s22", "", 7);
    while (!page.isEmpty()) {
      page.forEach(each -> paged.add(each.key()));
      page = book.lines("s22", "", paged.getLast(), 7);
    }
    assertThat(paged).isEqualTo(all);
    assertThat(book.lines("s22", "sent", all.getFirst(), 1_000)).hasSizeBetween(19, 20);
    assertThat(book.line("s22", all.get(3))).isPresent();
    assertThat(book.line("another", all.get(3))).isEmpty();
    assertThat(book.lines("s22", "", "no such key", 7)).isEmpty();
  }

  @Test
  void what_fails_is_tried_again_with_growing_waits_and_retry_after_is_honoured()
      throws InterruptedException {
    Remembering failing =
        new Remembering(
            Medium.WEBHOOK,
            (envelope, number) ->
                number == 1
                    ? new Result.Later("answered 503", Duration.ofSeconds(100))
                    : number == 2 ? new Result.Later("answered 500", null) : new Result.Sent(""));
    try (Desk desk = desk(OPENED.plusSeconds(1))) {
      desk.subscribe("a", Medium.WEBHOOK, "https://example.org/a", Language.EN);
      Sender sender = desk.sender(Map.of(Medium.WEBHOOK, failing));
      desk.herald.look(List.of(opened().story()), desk.now());
      desk.all(sender);
      desk.pass(Duration.ofSeconds(99));
      desk.all(sender);
      assertThat(failing.given).hasSize(1);
      desk.pass(Duration.ofSeconds(1));
      desk.all(sender);
      assertThat(failing.given).hasSize(2);
      desk.pass(Duration.ofSeconds(4));
      desk.all(sender);
      assertThat(failing.given).hasSize(3);
      assertThat(new TreeSet<>(failing.given.stream().map(g -> g.envelope().key()).toList()))
          .hasSize(1);
      assertThat(desk.book.account("s22").sent()).isEqualTo(1);
    }
  }

  @Test
  void what_fails_for_good_is_listed_as_dead_and_goes_again_when_a_person_says_so()
      throws InterruptedException {
    boolean[] mended = {false};
    Remembering dead =
        new Remembering(
            Medium.EMAIL,
            (envelope, number) -> {
              if (mended[0]) {
                return new Result.Sent("");
              }
              throw new IOException("550 anna@example.org +8613800138000 https://x.example/secret");
            });
    try (Desk desk = desk(OPENED.plusSeconds(1))) {
      desk.subscribe("a", Medium.EMAIL, "anna@example.org", Language.EN);
      Sender sender = desk.sender(Map.of(Medium.EMAIL, dead));
      desk.herald.look(List.of(opened().story()), desk.now());
      for (int i = 0; i < 10; i++) {
        desk.all(sender);
        desk.pass(Duration.ofMinutes(20));
      }
      assertThat(dead.given).hasSize(Desk.PATIENCE.tries());
      Account.Line line = desk.book.lines("s22", "dead", 10).getFirst();
      assertThat(line.error()).contains("IOException");
      assertThat(line.toString())
          .doesNotContain("anna")
          .doesNotContain("13800138000")
          .doesNotContain("x.example");
      List<String> journal = new ArrayList<>();
      desk.book.journal("s22", journal::add);
      assertThat(journal).noneMatch(l -> l.contains("anna") || l.contains("x.example"));
      mended[0] = true;
      assertThat(desk.book.retry("other", "", desk.now())).isZero();
      assertThat(desk.book.retry("s22", line.key(), desk.now())).isEqualTo(1);
      desk.all(sender);
      assertThat(desk.book.account("s22").sent()).isEqualTo(1);
      assertThat(desk.book.account("s22").dead()).isZero();
    }
  }

  @Test
  void a_sender_that_dies_in_the_middle_is_followed_by_one_that_uses_the_same_key()
      throws InterruptedException {
    CountDownLatch never = new CountDownLatch(1);
    Remembering hanging =
        new Remembering(
            Medium.WEBHOOK,
            (envelope, number) -> {
              if (number == 1) {
                never.await();
              }
              return new Result.Sent("");
            });
    try (Desk desk = desk(OPENED.plusSeconds(1))) {
      desk.subscribe("a", Medium.WEBHOOK, "https://example.org/a", Language.EN);
      desk.herald.look(List.of(opened().story()), desk.now());
      // Begun, and never heard of again: as after kill -9.
      Sender first = desk.sender(Map.of(Medium.WEBHOOK, hanging));
      assertThat(first.turn()).isEqualTo(1);
      Sender other = desk.sender(Map.of(Medium.WEBHOOK, hanging));
      desk.pass(Duration.ofSeconds(59));
      assertThat(other.turn()).isZero();
      desk.pass(Duration.ofSeconds(1));
      desk.all(other);
      assertThat(desk.book.account("s22").sent()).isEqualTo(1);
      assertThat(desk.book.account("s22").perhapsTwice()).isEqualTo(1);
      assertThat(new TreeSet<>(hanging.given.stream().map(g -> g.envelope().key()).toList()))
          .hasSize(1);
      List<String> journal = new ArrayList<>();
      desk.book.journal("s22", journal::add);
      assertThat(journal.stream().map(EntryCodec::decode).map(e -> e.event()))
          .anyMatch(e ->
              e instanceof Event.Ended(var effect, Outcome outcome)
                  && outcome instanceof Outcome.Unknown)
          .last()
          .matches(e -> e instanceof Event.Ended(var effect, Outcome.Done done));
      // The first wakes up at last; what it has to say is not taken.
      never.countDown();
      assertThat(first.settle(Duration.ofSeconds(60))).isTrue();
      assertThat(desk.book.account("s22").sent()).isEqualTo(1);
      assertThat(desk.book.account("s22").perhapsTwice()).isEqualTo(1);
    }
  }

  @Test
  void who_is_no_more_is_never_written_to_again_and_forgotten() throws InterruptedException {
    Remembering gone =
        new Remembering(Medium.PUSH, (envelope, number) -> new Result.Never("answered 410", true));
    try (Desk desk = desk(OPENED.plusSeconds(601))) {
      desk.subscribe("a", Medium.PUSH, "https://example.org/a", Language.EN);
      desk.herald.look(List.of(opened().story()), desk.now());
      desk.all(desk.sender(Map.of(Medium.PUSH, gone)));
      desk.herald.look(List.of(moved()), desk.now());
      desk.all(desk.sender(Map.of(Medium.PUSH, gone)));
      assertThat(gone.given).hasSize(1);
      assertThat(desk.book.subscribers("s22")).isEmpty();
    }
  }

  @Test
  void history_is_not_told_as_news() throws InterruptedException {
    try (Desk desk = desk(OPENED.plus(Duration.ofDays(30)))) {
      desk.subscribe("a", Medium.EMAIL, "a", Language.EN);
      Remembering mail = new Remembering(Medium.EMAIL);
      RunStory old =
          opened()
              .at("00:00:00")
              .moved(RunState.WAITING, RunState.RUNNING)
              .at("01:00:00")
              .moved(RunState.RUNNING, RunState.DONE)
              .story();
      desk.herald.look(List.of(old), desk.now());
      desk.all(desk.sender(Map.of(Medium.EMAIL, mail)));
      assertThat(mail.given).isEmpty();
    }
  }

  @Test
  void one_endpoint_that_hangs_holds_up_neither_a_thousand_others_nor_other_queues()
      throws InterruptedException {
    CountDownLatch end = new CountDownLatch(1);
    Remembering webhook =
        new Remembering(
            Medium.WEBHOOK,
            (envelope, number) -> {
              if (envelope.address().contains("hanging")) {
                end.await();
              }
              return new Result.Sent("");
            });
    try (Desk desk = desk(OPENED.plusSeconds(1))) {
      for (int i = 0; i < 100; i++) {
        desk.subscribe("0" + i, Medium.WEBHOOK, "https://hanging.example/" + i, Language.EN);
      }
      for (int i = 0; i < 1_000; i++) {
        desk.subscribe("s" + i, Medium.WEBHOOK, "https://h" + i + ".example/", Language.EN);
      }
      desk.herald.look(List.of(opened().story()), desk.now());
      Sender sender = desk.sender(Map.of(Medium.WEBHOOK, webhook));
      sender.start();
      io.s22.testkit.Await.until(
          "a thousand are told", () -> desk.book.account("s22").sent() == 1_000);
      assertThat(webhook.given.stream().filter(g -> g.envelope().address().contains("hanging")))
          .hasSizeLessThanOrEqualTo(4);
      end.countDown();
      io.s22.testkit.Await.until(
          "the others are told, too", () -> desk.book.account("s22").sent() == 1_100);
      sender.close();
    }
  }
}
