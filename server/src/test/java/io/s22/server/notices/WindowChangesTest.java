package io.s22.server.notices;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.s22.journal.Command;
import io.s22.journal.Entry;
import io.s22.journal.Event;
import io.s22.journal.RunState;
import io.s22.store.JdbcRunStore;
import io.s22.tell.Language;
import io.s22.tell.notice.Medium;
import io.s22.tell.notice.NoticeKind;
import io.s22.tell.outbox.Account;
import io.s22.tell.outbox.SqlBook;
import io.s22.tell.subscribe.Subscriber;
import io.s22.tell.subscribe.Subscriber.State;
import io.s22.tell.subscribe.Subscriber.Wish;
import io.s22.testkit.Await;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A window moved, one cancelled, one overrun, by the engine inside a real server that is killed in
 * the middle of telling of all three. Each receiver of webhooks stops answering when it has taken
 * some, so that the kill always finds messages that were taken and not yet answered.
 */
final class WindowChangesTest {
  private static final int PEOPLE = 24;
  private static final int TAKEN = 6;
  private static final List<NoticeKind> KINDS =
      List.of(NoticeKind.MOVED, NoticeKind.CANCELLED, NoticeKind.OVERRUN);
  private static final String PLAN =
      """
      plan: small
      title: {en: A small change, zh: 一次小变更}
      zone: UTC
      window:
        opens: 2030-01-01 00:00
        closes: 2030-01-01 01:00
        fallback: [{opens: 2030-01-08 00:00, closes: 2030-01-08 01:00}]
      cluster: {services: {shop: {title: {en: Shop, zh: 商店}}, mail: {}}}
      people: {lead: somebody}
      stages:
        - stage: only
          box: 00:00-01:00
          steps:
            - {step: one, run: "sleep 40", takes: 1s, interrupts: shop, repeat: idempotent, may-stop-after: yes, rollback: {run: "true", takes: 1s}}
      """;

  @TempDir private Path home;

  private void open(JdbcRunStore store, String run, Instant opens, Instant closes) {
    store.open(
        run,
        Instant.now(),
        "test",
        new Event.RunOpened(
            "small", PLAN, "0".repeat(64), opens, closes, Map.of(), List.of(), "test"));
  }

  private static boolean affected(int person) {
    return person % 4 != 3;
  }

  private static Language language(int person) {
    return person % 2 == 0 ? Language.EN : Language.ZH;
  }

  /** Everybody has a webhook for each kind, and one mailbox for all. */
  private void subscribe(SqlBook book, Map<NoticeKind, Hook> hooks) {
    for (int i = 0; i < PEOPLE; i++) {
      for (NoticeKind kind : KINDS) {
        String url = Objects.requireNonNull(hooks.get(kind)).url("/" + i);
        save(book, i, kind.word(), Medium.WEBHOOK, url, kind);
      }
      save(
          book,
          i,
          "mail",
          Medium.EMAIL,
          "p" + i + "@example.org",
          KINDS.toArray(NoticeKind[]::new));
    }
  }

  private static void save(
      SqlBook book, int person, String name, Medium medium, String to, NoticeKind... kinds) {
    Wish wish =
        new Wish(language(person), List.of(affected(person) ? "shop" : "mail"), List.of(kinds));
    String id = "p" + person + "-" + name;
    book.save(new Subscriber("s22", id, medium, to, "", State.ACTIVE, wish, wish, Instant.EPOCH));
  }

  private Process child(List<Process> children) throws IOException {
    Process child =
        new ProcessBuilder(
                System.getProperty("java.home") + "/bin/java",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Serving.class.getName(),
                home.toString())
            .redirectErrorStream(true)
            .redirectOutput(home.resolve("child.txt").toFile())
            .start();
    children.add(child);
    return child;
  }

  private static RunState state(JdbcRunStore store, String run) {
    return store
        .newest(run, "moved")
        .map(entry -> ((Event.Moved) entry.event()).to())
        .orElse(RunState.WAITING);
  }

  private static Event.Asked asked(JdbcRunStore store, String run) {
    List<Entry> entries = new ArrayList<>();
    store.read(run, 1, entries::add);
    return entries.stream()
        .map(Entry::event)
        .filter(Event.Asked.class::isInstance)
        .map(Event.Asked.class::cast)
        .reduce((first, last) -> last)
        .orElseThrow();
  }

  private static Command command(Command.Kind kind, String question, String choice) {
    return new Command(
        kind,
        "olga",
        "as agreed",
        question.isEmpty() ? null : question,
        choice.isEmpty() ? null : choice,
        Instant.now());
  }

  @Test
  void exactly_those_affected_are_told_once_on_each_channel_in_their_language_though_it_is_killed()
      throws Exception {
    GreenMail mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    List<Process> children = new ArrayList<>();
    Map<NoticeKind, Hook> hooks = new EnumMap<>(NoticeKind.class);
    try (JdbcRunStore store = JdbcRunStore.sqlite(home);
        SqlBook book = SqlBook.in(home)) {
      mail.start();
      for (NoticeKind kind : KINDS) {
        hooks.put(kind, new Hook());
      }
      settings(mail.getSmtp().getPort());
      subscribe(book, hooks);
      hooks.values().forEach(hook -> hook.hold(TAKEN));
      Instant now = Instant.now();
      open(store, "moved-1", now.minusSeconds(7_200), now.minusSeconds(3_600));
      open(store, "cancelled-1", now.plusSeconds(86_400), now.plusSeconds(90_000));
      Process first = child(children);
      Await.until("it asks when", () -> state(store, "moved-1") == RunState.ASKING);
      Instant soon = Instant.now();
      open(store, "overrun-1", soon, soon.plusSeconds(12));
      Await.until("people are told that it overruns", () -> middle(hooks, NoticeKind.OVERRUN));
      store.post("cancelled-1", command(Command.Kind.ABORT, "", ""));
      Event.Asked when = asked(store, "moved-1");
      String fallback =
          when.choices().stream()
              .filter(each -> each.startsWith("window-"))
              .findFirst()
              .orElseThrow();
      store.post("moved-1", command(Command.Kind.ANSWER, when.question(), fallback));
      Await.until(
          "all three are in the middle of being told",
          () -> KINDS.stream().allMatch(kind -> middle(hooks, kind)));
      first.destroyForcibly().waitFor();
      hooks.values().forEach(Hook::release);
      child(children);
      long affected = IntStream.range(0, PEOPLE).filter(WindowChangesTest::affected).count();
      Await.until("all are told", told(book, affected * KINDS.size() * 2));
      for (NoticeKind kind : KINDS) {
        exactlyThoseAffected(Objects.requireNonNull(hooks.get(kind)).got());
      }
      List<MimeMessage> mails = List.of(mail.getReceivedMessages());
      exactlyThoseAffectedByMail(mails, affected * KINDS.size());
      Account account = book.account("s22");
      assertThat(account.dead()).isZero();
      for (Hook each : hooks.values()) {
        assertThat(again(each)).as("taken, and not answered when it was killed").isPositive();
      }
      long twice = hooks.values().stream().mapToLong(WindowChangesTest::again).sum();
      assertThat(account.perhapsTwice())
          .as("each of them is counted")
          .isGreaterThanOrEqualTo(twice);
    } finally {
      for (Process each : children) {
        each.destroyForcibly().waitFor();
      }
      hooks.values().forEach(Hook::close);
      mail.stop();
    }
  }

  private static BooleanSupplier told(SqlBook book, long many) {
    return () -> book.account("s22").sent() == many;
  }

  /** How many messages came more than once. */
  private static long again(Hook hook) {
    return hook.got().stream()
        .collect(Collectors.groupingBy(Hook.Got::id, Collectors.counting()))
        .values()
        .stream()
        .filter(times -> times > 1)
        .count();
  }

  private static boolean middle(Map<NoticeKind, Hook> hooks, NoticeKind kind) {
    return Objects.requireNonNull(hooks.get(kind)).got().size() > TAKEN;
  }

  private void settings(int port) throws IOException {
    Files.writeString(
        home.resolve("notices.properties"),
        """
        webhook = yes
        allow-private = yes
        mail.host = 127.0.0.1
        mail.port = %d
        mail.security = none
        mail.from = status@example.org
        """
            .formatted(port));
  }

  private static void exactlyThoseAffected(List<Hook.Got> got) {
    Set<Integer> told =
        got.stream()
            .map(each -> Integer.parseInt(each.path().substring(1)))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(told)
        .hasSize((int) IntStream.range(0, PEOPLE).filter(WindowChangesTest::affected).count())
        .allMatch(WindowChangesTest::affected);
    assertThat(got.stream().map(Hook.Got::id).distinct()).hasSize(told.size());
    assertThat(got)
        .allSatisfy(each ->
            assertThat(each.body())
                .contains(
                    language(Integer.parseInt(each.path().substring(1))) == Language.ZH
                        ? "\"language\":\"zh-CN\""
                        : "\"language\":\"en\""));
  }

  private static void exactlyThoseAffectedByMail(List<MimeMessage> mails, long many)
      throws Exception {
    Set<String> ids = new TreeSet<>();
    for (MimeMessage each : mails) {
      String to = each.getAllRecipients()[0].toString();
      int person = Integer.parseInt(to.substring(1, to.indexOf('@')));
      assertThat(affected(person)).as(to).isTrue();
      assertThat(each.getSubject().contains("一次小变更"))
          .as(each.getSubject())
          .isEqualTo(language(person) == Language.ZH);
      ids.add(to + " " + each.getMessageID());
    }
    assertThat(ids).hasSize((int) many);
  }
}
