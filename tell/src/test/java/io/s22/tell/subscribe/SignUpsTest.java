package io.s22.tell.subscribe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.s22.plan.S22Exception;
import io.s22.tell.Language;
import io.s22.tell.Status.Site;
import io.s22.tell.channel.AddressGuard;
import io.s22.tell.notice.Medium;
import io.s22.tell.notice.NoticeKind;
import io.s22.tell.outbox.SqlBook;
import io.s22.tell.subscribe.Subscriber.State;
import io.s22.tell.subscribe.Subscriber.Wish;
import io.s22.tell.subscribe.Tokens.Claim;
import io.s22.tell.subscribe.Tokens.Purpose;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SignUpsTest {
  private static final Instant NOW = Instant.parse("2024-03-15T10:00:00Z");
  private static final Wish WISH = new Wish(Language.ZH, List.of("shop"), NoticeKind.usual());

  @TempDir private Path folder;
  private SqlBook book;
  private Tokens tokens;
  private SignUps signUps;

  @BeforeEach
  void open() {
    book = SqlBook.in(folder);
    tokens = new Tokens(new byte[32]);
    signUps = signUps("s22", 1_000);
  }

  @AfterEach
  void close() {
    book.close();
  }

  private SignUps signUps(String tenant, int each) {
    return new SignUps(
        book,
        new Site(tenant, "S22 status", "https://status.example"),
        EnumSet.allOf(Medium.class),
        new Addresses(new AddressGuard(false), false),
        tokens,
        new SignUps.Guards(new Throttle(each, 10_000, Duration.ofMinutes(10)), new SecureRandom()));
  }

  private void ask(String address) {
    signUps.ask(Medium.EMAIL, address, "", WISH, "192.0.2.1", NOW);
  }

  private Subscriber anna() {
    return book.subscriber("s22", Medium.EMAIL, "anna@example.org").orElseThrow();
  }

  private String token(Purpose purpose, Subscriber of, Instant until) {
    String about = purpose == Purpose.CONFIRM ? SignUps.about(of) : "";
    return tokens.sign(new Claim(purpose, of.tenant(), of.id(), about), until);
  }

  @Test
  void nobody_is_told_before_he_confirmed_and_nobody_after_he_left() {
    ask(" anna@EXAMPLE.org ");
    assertThat(anna().state()).isEqualTo(State.PENDING);
    assertThat(book.account("s22").waiting()).isEqualTo(1);
    String in = token(Purpose.CONFIRM, anna(), NOW.plus(Tokens.CONFIRM));
    assertThat(signUps.confirm(in, NOW.plusSeconds(60))).isPresent();
    assertThat(anna().state()).isEqualTo(State.ACTIVE);
    assertThat(anna().since()).isEqualTo(NOW.plusSeconds(60));
    String out = token(Purpose.LEAVE, anna(), NOW.plus(Tokens.LEAVE));
    assertThat(signUps.leave(out, NOW)).isTrue();
    assertThat(signUps.leave(out, NOW)).isTrue();
    assertThat(book.subscriber("s22", Medium.EMAIL, "anna@example.org")).isEmpty();
    assertThat(book.subscribers("s22")).isEmpty();
    assertThat(signUps.confirm(in, NOW.plusSeconds(90))).isEmpty();
  }

  @Test
  void a_token_that_is_forged_too_old_or_of_another_purpose_does_nothing() {
    ask("anna@example.org");
    String good = token(Purpose.CONFIRM, anna(), NOW.plus(Tokens.CONFIRM));
    Tokens strangers = new Tokens("0123456789abcdef0123456789abcdef".getBytes());
    String forged =
        strangers.sign(
            new Claim(Purpose.CONFIRM, "s22", anna().id(), SignUps.about(anna())),
            NOW.plusSeconds(60));
    String other = token(Purpose.LEAVE, anna(), NOW.plus(Tokens.LEAVE));
    for (String bad :
        List.of("", ".", "a.b", forged, other, good + "A", good.substring(1), "x".repeat(9_999))) {
      assertThat(signUps.confirm(bad, NOW)).as(bad).isEmpty();
    }
    assertThat(signUps.confirm(good, NOW.plus(Duration.ofHours(49)))).isEmpty();
    assertThat(signUps.confirm(good, NOW)).isPresent();
  }

  @Test
  void a_stranger_who_signs_an_address_up_again_changes_nothing_until_its_owner_confirms() {
    ask("anna@example.org");
    signUps.confirm(token(Purpose.CONFIRM, anna(), NOW.plusSeconds(60)), NOW);
    String old = token(Purpose.CONFIRM, anna(), NOW.plusSeconds(60));
    Wish other = new Wish(Language.EN, List.of("mail"), List.of(NoticeKind.MOVED));
    signUps.ask(Medium.EMAIL, "anna@example.org", "", other, "192.0.2.9", NOW);
    assertThat(anna().held()).isEqualTo(WISH);
    assertThat(signUps.confirm(old, NOW)).isEmpty();
    signUps.confirm(token(Purpose.CONFIRM, anna(), NOW.plusSeconds(60)), NOW);
    assertThat(anna().held()).isEqualTo(other);
  }

  @Test
  void a_mailbox_gets_no_more_than_three_questions_a_day() {
    for (int i = 0; i < 10; i++) {
      signUps.ask(Medium.EMAIL, "anna@example.org", "", WISH, "192.0.2." + i, NOW.plusSeconds(i));
    }
    assertThat(book.account("s22").waiting()).isEqualTo(3);
  }

  @Test
  void who_signs_up_without_end_is_told_to_wait() {
    SignUps strict = signUps("s22", 5);
    for (int i = 0; i < 5; i++) {
      strict.ask(Medium.EMAIL, "a" + i + "@example.org", "", WISH, "192.0.2.1", NOW);
    }
    assertThatThrownBy(() -> strict.ask(Medium.EMAIL, "b@example.org", "", WISH, "192.0.2.1", NOW))
        .isInstanceOfSatisfying(
            S22Exception.class, e -> assertThat(e.code()).isEqualTo("S22-9612"));
    strict.ask(
        Medium.EMAIL, "b@example.org", "", WISH, "192.0.2.1", NOW.plus(Duration.ofMinutes(11)));
  }

  @Test
  void no_token_and_no_address_of_one_tenant_means_anything_to_another() {
    SignUps other = signUps("other", 10);
    ask("anna@example.org");
    String in = token(Purpose.CONFIRM, anna(), NOW.plusSeconds(60));
    assertThat(other.confirm(in, NOW)).isEmpty();
    assertThat(book.subscriber("other", Medium.EMAIL, "anna@example.org")).isEmpty();
    assertThat(book.subscriber("other", anna().id())).isEmpty();
    signUps.confirm(in, NOW);
    String out = token(Purpose.LEAVE, anna(), NOW.plusSeconds(60));
    assertThat(other.leave(out, NOW)).isFalse();
    assertThat(book.leave("other", anna().id())).isFalse();
    assertThat(anna().state()).isEqualTo(State.ACTIVE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "anna",
        "@example.org",
        "anna@",
        "anna@example.org\r\nBcc: all@example.org",
        "anna@example.org,bob@example.org",
        "\"a b\"@example.org",
        "anna@[127.0.0.1]",
        "a..b@example.org",
        "anna@-bad-.org",
        "<anna@example.org>",
        "anna@example.org\u0000"
      })
  void what_is_no_mail_address_is_refused(String written) {
    assertThatThrownBy(() -> ask(written)).isInstanceOf(S22Exception.class);
    assertThat(book.subscribers("s22")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://example.org/hook",
        "https://127.0.0.1/",
        "https://localhost:8022/",
        "https://[::1]/",
        "https://[::ffff:127.0.0.1]/",
        "https://10.0.0.1/",
        "https://192.168.1.1/",
        "https://169.254.169.254/latest/meta-data/",
        "https://100.64.0.1/",
        "https://0.0.0.0/",
        "https://2130706433/",
        "https://0x7f.1/",
        "https://[fd00::1]/",
        "https://[fe80::1]/",
        "https://user:password@example.org/",
        "file:///etc/passwd",
        "gopher://example.org/",
        "https:///nowhere",
        "https://exa mple.org/",
        "https://example.org/\r\nHost: x"
      })
  void addresses_within_this_network_are_refused_as_webhooks(String written) {
    assertThatThrownBy(() -> signUps.ask(Medium.WEBHOOK, written, "", WISH, "192.0.2.1", NOW))
        .isInstanceOf(S22Exception.class)
        .hasMessageNotContaining(written);
  }

  @Test
  void a_chat_is_only_posted_to_where_that_chat_lives() {
    assertThatThrownBy(() ->
            signUps.ask(
                Medium.SLACK, "https://evil.example/services/x", "", WISH, "192.0.2.1", NOW))
        .isInstanceOf(S22Exception.class);
  }

  @Test
  void oversized_inputs_and_keys_that_are_none_are_refused() {
    assertThatThrownBy(() -> ask("a".repeat(65) + "@example.org")).isInstanceOf(S22Exception.class);
    assertThatThrownBy(() -> ask("a@" + "b.".repeat(2_000) + "org"))
        .isInstanceOf(S22Exception.class);
    assertThatThrownBy(() -> signUps.ask(Medium.SMS, "9".repeat(1_000), "", WISH, "192.0.2.1", NOW))
        .isInstanceOf(S22Exception.class);
    Addresses lax = new Addresses(new AddressGuard(true), true);
    assertThatThrownBy(() -> lax.secret(Medium.PUSH, "AAAA.AAAA", ""))
        .isInstanceOf(S22Exception.class);
    assertThatThrownBy(() -> lax.secret(Medium.WEBHOOK, "whsec_dG9vc2hvcnQ=", ""))
        .isInstanceOf(S22Exception.class);
    assertThat(lax.address(Medium.SMS, "0086 138-0013-8000")).isEqualTo("+8613800138000");
  }

  @Test
  void nobody_can_read_an_address_off_a_subscriber() {
    ask("anna@example.org");
    assertThat(anna().toString()).doesNotContain("anna").doesNotContain("example.org");
    assertThat(anna().masked()).isEqualTo("a…@example.org");
  }
}
