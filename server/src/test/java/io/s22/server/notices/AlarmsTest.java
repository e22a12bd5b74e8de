package io.s22.server.notices;

import static org.assertj.core.api.Assertions.assertThat;

import io.s22.journal.Event;
import io.s22.journal.Integrity;
import io.s22.journal.RunState;
import io.s22.run.JournalWriter;
import io.s22.run.RunHost;
import io.s22.server.Running;
import io.s22.server.people.Role;
import io.s22.store.JdbcRunHost;
import io.s22.store.JdbcRunStore;
import io.s22.store.Timing;
import io.s22.tell.Language;
import io.s22.tell.notice.Medium;
import io.s22.tell.notice.NoticeKind;
import io.s22.tell.outbox.Book;
import io.s22.tell.outbox.SqlBook;
import io.s22.tell.subscribe.Subscriber;
import io.s22.tell.subscribe.Subscriber.State;
import io.s22.tell.subscribe.Subscriber.Wish;
import io.s22.testkit.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The proof of all data will be missed: operators hear of it, once, and customers do not. */
final class AlarmsTest {
  private static final String RUN = "over-1";
  private static final String SECRET = "whsec_" + "QUJD".repeat(10);
  private static final String PLAN =
      """
      plan: over
      title: {en: A change that is over, zh: 已结束的变更}
      zone: UTC
      window: {opens: 2026-01-01 00:00, closes: 2026-01-01 01:00}
      cluster: {services: {shop: {title: {en: Shop, zh: 商店}}}}
      stages:
        - stage: only
          box: 00:00-01:00
          steps:
            - step: integrity
              uses: mariadb.compare
              with: {nodes: ["db-1=127.0.0.1:1", "db-2=127.0.0.1:2"], user: s22, password: none}
              takes: 1m
              interrupts: shop
              verify: comparison under way
              irreversible: It only reads.
              repeat: idempotent
      """;

  @TempDir private Path home;

  /** A run that ended when its window closed, and whose data nobody compared. */
  private void over(Instant closed) throws InterruptedException {
    Event.RunOpened opened =
        new Event.RunOpened(
            "over",
            PLAN,
            "0".repeat(64),
            closed.minusSeconds(3_600),
            closed,
            Map.of(),
            List.of(),
            "test");
    JournalWriter.Draft end =
        new JournalWriter.Draft(
            closed, "s22", new Event.Moved(RunState.RUNNING, RunState.DONE, "every step is done"));
    CountDownLatch over = new CountDownLatch(1);
    try (JdbcRunStore store = JdbcRunStore.sqlite(home)) {
      store.open(RUN, opened.opens(), "anna", opened);
      try (JdbcRunHost host =
          new JdbcRunHost(store, Instant::now, "test", Timing.USUAL, (id, failure) -> {})) {
        host.start(lease -> {
          lease.journal().append(List.of(end), List.of());
          over.countDown();
          return new RunHost.Next.Ended();
        });
        assertThat(over.await(60, TimeUnit.SECONDS)).isTrue();
      }
    }
  }

  private void settings(Hook hook, String operators) throws IOException {
    Files.writeString(home.resolve("secret"), SECRET);
    Files.writeString(
        home.resolve("notices.properties"),
        "webhook = yes\nallow-private = yes\n"
            + operators.replace("HOOK", hook.url("")).replace("KEY", home + "/secret"));
  }

  private static Subscriber customer(Hook hook) {
    Wish all = new Wish(Language.EN, List.of(), NoticeKind.choices());
    return new Subscriber(
        "s22",
        "carol",
        Medium.WEBHOOK,
        hook.url("/carol"),
        SECRET,
        State.ACTIVE,
        all,
        all,
        Instant.EPOCH);
  }

  private static List<Hook.Got> alarms(Hook hook) {
    return hook.got().stream().filter(each -> each.body().contains("maintenance.alarm")).toList();
  }

  @Test
  void operators_hear_of_a_proof_that_will_be_missed_once_and_customers_never() throws Exception {
    Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    try (Hook hook = new Hook()) {
      over(now.minus(Integrity.DUE).plus(Duration.ofHours(2)));
      try (Book book = SqlBook.in(home)) {
        book.save(customer(hook));
      }
      settings(
          hook,
          "operator.duty = webhook HOOK/duty\noperator.duty.secret = file:KEY\n"
              + "operator.chief = webhook HOOK/chief\noperator.chief.secret = file:KEY\n"
              + "operator.chief.language = zh\n");
      try (Running server = new Running(home)) {
        Await.until("both are rung for", () -> alarms(hook).size() == 2);
        String token = server.token("main", "olga", Role.OPERATOR);
        String post =
            "{\"channel\":\"webhook\",\"address\":\""
                + hook.url("/x")
                + "\",\"kinds\":[\"alarm\"]}";
        assertThat(server.send("POST", "/api/v1/subscribers", token, post).status())
            .as("nobody signs up for alarms")
            .isEqualTo(422);
      }
      try (Running again = new Running(home)) {
        Await.until(
            "the journal is read again",
            () ->
                again
                    .front()
                    .notices()
                    .office("main")
                    .orElseThrow()
                    .services()
                    .containsKey("shop"));
      }
      assertThat(alarms(hook))
          .extracting(Hook.Got::path)
          .containsExactlyInAnyOrder("/duty", "/chief");
      for (Hook.Got each : alarms(hook)) {
        assertThat(each.body())
            .contains(each.path().equals("/duty") ? "nobody compares them" : "完整性证明将逾期", RUN);
      }
    }
  }

  @Test
  void who_is_taken_out_of_the_settings_is_rung_for_no_more() throws Exception {
    try (Hook hook = new Hook()) {
      try (Book book = SqlBook.in(home)) {
        book.save(customer(hook));
      }
      settings(
          hook,
          "operator.duty = webhook HOOK/duty\noperator.duty.secret = file:KEY\n"
              + "operator.carol = webhook HOOK/carol\noperator.carol.secret = file:KEY\n");
      assertThat(onCall()).containsExactlyInAnyOrder("operator-duty", "carol");
      settings(hook, "operator.duty = webhook HOOK/other\noperator.duty.secret = file:KEY\n");
      assertThat(onCall()).containsExactly("operator-duty");
      settings(hook, "");
      assertThat(onCall()).isEmpty();
      try (Book book = SqlBook.in(home)) {
        assertThat(book.subscribers("s22")).extracting(Subscriber::id).containsExactly("carol");
      }
    }
  }

  /** Whom alarms go to after a start. */
  private List<String> onCall() {
    try (Running server = new Running(home)) {
      Await.until("it tells", () -> server.front().notices().office("main").isPresent());
      return server
          .front()
          .notices()
          .office("main")
          .orElseThrow()
          .book()
          .subscribers("s22")
          .stream()
          .filter(each -> each.held().kinds().contains(NoticeKind.ALARM))
          .map(Subscriber::id)
          .toList();
    }
  }
}
