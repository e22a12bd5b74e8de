package io.s22.server.notices;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.s22.journal.Command;
import io.s22.journal.Event;
import io.s22.server.Running;
import io.s22.store.JdbcRunStore;
import io.s22.tell.Language;
import io.s22.tell.notice.Medium;
import io.s22.tell.notice.NoticeKind;
import io.s22.tell.outbox.Account;
import io.s22.tell.subscribe.Subscriber;
import io.s22.tell.subscribe.Subscriber.State;
import io.s22.tell.subscribe.Subscriber.Wish;
import io.s22.testkit.Await;
import jakarta.mail.internet.MimeMessage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every instant there is something to tell, told by a real server whose engine carries real runs
 * out: announced, reminder, started, stage finished, moved, cancelled, early finish, overrun,
 * finished, compensation; over every channel that posts, and by mail, in both languages.
 */
final class InstantsTest {
  private static final Set<NoticeKind> TOLD =
      EnumSet.complementOf(
          EnumSet.of(NoticeKind.UPDATE, NoticeKind.WORD, NoticeKind.ALARM, NoticeKind.CONFIRM));
  private static final List<Medium> POSTING =
      List.of(
          Medium.WEBHOOK,
          Medium.CLOUDEVENTS,
          Medium.SLACK,
          Medium.DINGTALK,
          Medium.FEISHU,
          Medium.WECOM);
  private static final String PLAN =
      """
      plan: small
      title: {en: A small change, zh: 一次小变更}
      zone: UTC
      window: {opens: 2030-01-01 00:00, closes: 2030-01-01 01:00}
      cluster: {services: {shop: {title: {en: Shop, zh: 商店}}}}
      people: {lead: somebody}
      compensation: {per-minute: 0.1 CNY, counts-announced: yes, credit-points-times: 2}
      announcements:
        - before-opening: 3s
          says: {en: It begins soon., zh: 即将开始。}
      stages:
        - stage: only
          title: {en: The only stage, zh: 唯一阶段}
          box: 00:00-01:00
          steps:
            - {step: one, run: "sleep %d", takes: 1s, interrupts: shop, repeat: idempotent, may-stop-after: yes, rollback: {run: "true", takes: 1s}}
      """;

  private static void open(
      JdbcRunStore store, String run, int work, Instant opens, Instant closes) {
    store.open(
        run,
        Instant.now(),
        "test",
        new Event.RunOpened(
            "small",
            PLAN.formatted(work),
            "0".repeat(64),
            opens,
            closes,
            Map.of(),
            List.of(),
            "test"));
  }

  private static void subscribe(
      Running server, Medium medium, Language language, String address, String secret) {
    Wish wish = new Wish(language, List.of("shop"), List.copyOf(TOLD));
    server
        .front()
        .notices()
        .office("main")
        .orElseThrow()
        .book()
        .save(
            new Subscriber(
                "s22",
                medium.word() + "-" + language.code(),
                medium,
                address,
                secret,
                State.ACTIVE,
                wish,
                wish,
                Instant.EPOCH));
  }

  private static Command command(Command.Kind kind, String choice) {
    return new Command(
        kind, "olga", "as agreed", null, choice.isEmpty() ? null : choice, Instant.now());
  }

  @Test
  void each_is_told_once_on_each_channel_in_both_languages(@TempDir Path home) throws Exception {
    GreenMail mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    mail.start();
    Files.writeString(
        home.resolve("notices.properties"),
        """
        allow-private = yes
        webhook = yes
        cloudevents = yes
        slack = yes
        dingtalk = yes
        feishu = yes
        wecom = yes
        mail.host = 127.0.0.1
        mail.port = %d
        mail.security = none
        mail.from = status@example.org
        """
            .formatted(mail.getSmtp().getPort()));
    try (Hook hook = new Hook();
        Running server = new Running(home)) {
      // Robots take 20 a minute: one language each, English here and Chinese there.
      for (Medium medium : POSTING) {
        boolean chinese = Set.of(Medium.DINGTALK, Medium.WECOM).contains(medium);
        Language language = chinese ? Language.ZH : Language.EN;
        subscribe(server, medium, language, hook.url("/robot/" + medium.word()), "");
      }
      for (Language language : Language.values()) {
        subscribe(server, Medium.EMAIL, language, language.code() + "@example.org", "");
      }
      subscribe(server, Medium.WEBHOOK, Language.ZH, hook.url("/robot/webhook-zh"), "");
      JdbcRunStore store = server.front().desk().store().of(JdbcRunStore.MAIN);
      Instant now = Instant.now();
      open(store, "early-1", 1, now.plusSeconds(7), now.plusSeconds(67));
      open(store, "late-1", 14, now.plusSeconds(1), now.plusSeconds(12));
      open(store, "cancelled-1", 1, now.plusSeconds(86_400), now.plusSeconds(90_000));
      open(store, "moved-1", 1, now.plusSeconds(86_400), now.plusSeconds(90_000));
      Await.until("all are announced", () -> kinds(hook, "webhook", "announced") == 4);
      store.post("cancelled-1", command(Command.Kind.ABORT, ""));
      store.post("moved-1", command(Command.Kind.EXTEND, "PT1H"));
      List<String> receivers = new ArrayList<>();
      POSTING.forEach(medium -> receivers.add(medium.word()));
      receivers.add("webhook-zh");
      Await.until(
          "both runs have ended, and users are told what they get",
          () -> kinds(hook, "webhook", "compensation") == 2);
      Await.until("everything is told", () -> settled(server));
      long all = count(hook, "webhook");
      for (NoticeKind kind : TOLD) {
        assertThat(kinds(hook, "webhook", kind.word())).as(kind.word()).isPositive();
        assertThat(kinds(hook, "webhook-zh", kind.word())).as(kind.word()).isPositive();
        assertThat(kinds(hook, "cloudevents", kind.word())).as(kind.word()).isPositive();
        assertThat(subjects(mail, kind.label().in(Language.EN.locale())))
            .as("mail in English: " + kind)
            .isPositive();
        assertThat(subjects(mail, kind.label().in(Language.ZH.locale())))
            .as("mail in Chinese: " + kind)
            .isPositive();
      }
      for (String receiver : receivers) {
        assertThat(count(hook, receiver)).as(receiver + " is told once of each").isEqualTo(all);
      }
      assertThat(mail.getReceivedMessages()).hasSize((int) (2 * all));
    } finally {
      mail.stop();
    }
  }

  private static boolean settled(Running server) {
    Account account = server.front().notices().office("main").orElseThrow().book().account("s22");
    return account.waiting() + account.sending() == 0;
  }

  private static long count(Hook hook, String receiver) {
    return hook.got().stream().filter(got -> got.path().equals("/robot/" + receiver)).count();
  }

  private static long kinds(Hook hook, String receiver, String kind) {
    return hook.got().stream()
        .filter(got -> got.path().equals("/robot/" + receiver))
        .filter(got -> got.body().contains("\"kind\":\"" + kind + "\""))
        .count();
  }

  private static long subjects(GreenMail mail, String label) throws Exception {
    long found = 0;
    for (MimeMessage each : mail.getReceivedMessages()) {
      found += each.getSubject().startsWith(label) ? 1 : 0;
    }
    return found;
  }
}
