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
import io.s22.tell.setup.Keyring;
import io.s22.tell.subscribe.Subscriber;
import io.s22.tell.subscribe.Subscriber.State;
import io.s22.tell.subscribe.Subscriber.Wish;
import io.s22.testkit.Await;
import io.s22.testkit.MessageCentre;
import io.s22.testkit.PushBrowser;
import io.s22.testkit.Receiver;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

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

  /** Everybody has a webhook for each kind; one mailbox, telephone and browser for all. */
  private void subscribe(
      SqlBook book, Map<NoticeKind, Hook> hooks, Receiver service, PushBrowser browser) {
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
      save(book, i, "sms", Medium.SMS, number(i), KINDS.toArray(NoticeKind[]::new));
      String endpoint = service.url("/push/" + i);
      Wish wish = wish(i, KINDS.toArray(NoticeKind[]::new));
      book.save(
          new Subscriber(
              "s22",
              "p" + i + "-push",
              Medium.PUSH,
              endpoint,
              browser.secret(),
              State.ACTIVE,
              wish,
              wish,
              Instant.EPOCH));
    }
  }

  /** No number that the message centre refuses. */
  private static String number(int person) {
    return "+86138001" + (10_000 + person * 10);
  }

  private static void save(
      SqlBook book, int person, String name, Medium medium, String to, NoticeKind... kinds) {
    Wish wish = wish(person, kinds);
    String id = "p" + person + "-" + name;
    book.save(new Subscriber("s22", id, medium, to, "", State.ACTIVE, wish, wish, Instant.EPOCH));
  }

  private static Wish wish(int person, NoticeKind... kinds) {
    return new Wish(language(person), List.of(affected(person) ? "shop" : "mail"), List.of(kinds));
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
    CountDownLatch released = new CountDownLatch(1);
    PushBrowser browser = new PushBrowser(1);
    try (JdbcRunStore store = JdbcRunStore.sqlite(home);
        MessageCentre centre = new MessageCentre("secret");
        Receiver service = new Receiver((posted, number) -> taken(number, released));
        SqlBook book = SqlBook.in(home)) {
      mail.start();
      centre.hold(TAKEN);
      for (NoticeKind kind : KINDS) {
        hooks.put(kind, new Hook());
      }
      settings(mail.getSmtp().getPort(), centre.port());
      subscribe(book, hooks, service, browser);
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
          () ->
              KINDS.stream().allMatch(kind -> middle(hooks, kind))
                  && centre.messages().size() > TAKEN
                  && service.posted().size() > TAKEN);
      first.destroyForcibly().waitFor();
      hooks.values().forEach(Hook::release);
      centre.release();
      released.countDown();
      child(children);
      long affected = IntStream.range(0, PEOPLE).filter(WindowChangesTest::affected).count();
      Await.until("all are told", told(book, affected * KINDS.size() * 4));
      for (NoticeKind kind : KINDS) {
        exactlyThoseAffected(Objects.requireNonNull(hooks.get(kind)).got());
      }
      List<MimeMessage> mails = List.of(mail.getReceivedMessages());
      exactlyThoseAffectedByMail(mails, affected * KINDS.size());
      long smsTwice = exactlyThoseAffectedBySms(centre.messages(), affected * KINDS.size());
      String sender = new Keyring(home, new SecureRandom()).vapid("mailto:o@x.org").publicKey();
      long pushTwice =
          exactlyThoseAffectedByPush(service, browser, sender, affected * KINDS.size());
      Account account = book.account("s22");
      assertThat(account.dead()).isZero();
      for (Hook each : hooks.values()) {
        assertThat(again(each)).as("taken, and not answered when it was killed").isPositive();
      }
      long twice = hooks.values().stream().mapToLong(WindowChangesTest::again).sum();
      assertThat(account.perhapsTwice())
          .as("each of them is counted")
          .isGreaterThanOrEqualTo(twice + smsTwice + pushTwice);
    } finally {
      released.countDown();
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

  /** Takes everything, and answers no more than some until it is released. */
  private static Receiver.Answer taken(int number, CountDownLatch released) {
    try {
      if (number > TAKEN) {
        released.await();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return Receiver.Answer.of(201);
  }

  private static int person(String number) {
    return (Integer.parseInt(number.substring("86138001".length())) - 10_000) / 10;
  }

  /** Returns how many came more than once: the same words to the same telephone. */
  private static long exactlyThoseAffectedBySms(List<MessageCentre.Sms> got, long many) {
    for (MessageCentre.Sms each : got) {
      int person = person(each.number());
      assertThat(affected(person)).as(each.number()).isTrue();
      assertThat(each.text().contains("一次小变更"))
          .as(each.text())
          .isEqualTo(language(person) == Language.ZH);
    }
    Set<MessageCentre.Sms> once = Set.copyOf(got);
    assertThat(once).as("one of each kind").hasSize((int) many);
    return once.stream().filter(each -> Collections.frequency(got, each) > 1).count();
  }

  /** Returns how many came more than once: under the same key. */
  private static long exactlyThoseAffectedByPush(
      Receiver service, PushBrowser browser, String sender, long many) throws Exception {
    Map<String, Integer> times = new TreeMap<>();
    for (Receiver.Posted each : service.posted()) {
      int person = Integer.parseInt(each.uri().getPath().substring("/push/".length()));
      assertThat(affected(person)).as(each.uri().getPath()).isTrue();
      JsonNode read = browser.read(each, sender, service.url(""));
      assertThat(read.path("title").asString().contains("一次小变更"))
          .as(read.toString())
          .isEqualTo(language(person) == Language.ZH);
      times.merge(person + " " + read.path("key").asString(), 1, Integer::sum);
    }
    assertThat(times).hasSize((int) many);
    return times.values().stream().filter(each -> each > 1).count();
  }

  private void settings(int port, int smpp) throws IOException {
    Files.writeString(home.resolve("smpp"), "secret");
    Files.writeString(
        home.resolve("notices.properties"),
        """
        webhook = yes
        allow-private = yes
        mail.host = 127.0.0.1
        mail.port = %d
        mail.security = none
        mail.from = status@example.org
        push.contact = mailto:ops@example.org
        sms.smpp.host = 127.0.0.1
        sms.smpp.port = %d
        sms.smpp.system-id = s22
        sms.smpp.source = S22
        sms.smpp.password = file:%s
        """
            .formatted(port, smpp, home.resolve("smpp")));
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
