package io.s22.tell.setup;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.s22.plan.S22Exception;
import io.s22.tell.Language;
import io.s22.tell.Status.Site;
import io.s22.tell.notice.Medium;
import io.s22.tell.notice.Messages;
import io.s22.tell.subscribe.Tokens;
import io.s22.tell.subscribe.Tokens.Claim;
import io.s22.tell.subscribe.Tokens.Purpose;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SetupTest {
  private static final String HOOK = "whsec_" + "QUJD".repeat(10);

  @TempDir private Path folder;

  private Setup setup(String text) throws IOException {
    Files.writeString(folder.resolve(Setup.FILE), text);
    return Setup.in(folder, Map.of("MAIL_PASSWORD", "hidden-word", "HOOK", HOOK));
  }

  @Test
  void without_a_file_nobody_is_told() {
    assertThat(Setup.in(folder, Map.of()).isEmpty()).isTrue();
  }

  @Test
  void operators_are_read_with_their_channels_and_what_is_wrong_is_said_of_each()
      throws IOException {
    String there = "webhook = yes\nmail.host = m\nmail.from = a@example.org\n";
    Setup setup =
        setup(
            there
                + "operator.anna = mail Anna@Example.org\noperator.anna.language = zh\n"
                + "operator.duty = webhook http://10.0.0.7/s22\n"
                + "operator.duty.secret = env:HOOK\n");
    assertThat(setup.operators())
        .containsExactly(
            new Operator("anna", Medium.EMAIL, "Anna@example.org", "", Language.ZH),
            new Operator("duty", Medium.WEBHOOK, "http://10.0.0.7/s22", HOOK, Language.EN));
    assertThat(setup.toString()).doesNotContain("example.org", HOOK);
    assertThatThrownBy(() ->
            setup(
                there
                    + "operator.a = sms +8613800138000\noperator.b = mail\n"
                    + "operator.c = webhook https://example.org/\noperator.d = mail nobody\n"
                    + "operator.e = mail e@example.org\noperator.e.language = fr\n"
                    + "operator.f.language = zh\n"))
        .hasMessageContaining("operator.a must be a channel that is set up")
        .hasMessageContaining("operator.b must be")
        .hasMessageContaining("operator.c.secret is missing")
        .hasMessageContaining("operator.d: That cannot be written to by mail")
        .hasMessageContaining("operator.e.language must be en or zh")
        .hasMessageContaining("operator.f.language belongs to no operator");
  }

  @Test
  void channels_limits_and_secrets_are_read() throws IOException {
    Setup setup =
        setup(
            """
            mail.host = smtp.example.org
            mail.user = s22
            mail.password = env:MAIL_PASSWORD
            mail.from = S22 <status@example.org>
            webhook = yes
            slack = no
            dingtalk = yes
            dingtalk.per-minute = 10
            push.contact = mailto:ops@example.org
            """);
    assertThat(requireNonNull(setup.mail()).password()).isEqualTo("hidden-word");
    assertThat(requireNonNull(setup.mail()).port()).isEqualTo(587);
    assertThat(setup.posting()).containsExactly(Medium.WEBHOOK, Medium.DINGTALK);
    assertThat(requireNonNull(setup.limits().get(Medium.DINGTALK)).perMinute()).isEqualTo(10);
    assertThat(setup.toString()).doesNotContain("hidden-word");
  }

  @Test
  void everything_that_is_wrong_is_said_at_once_and_a_secret_is_not_repeated() {
    assertThatThrownBy(() ->
            setup(
                """
                mail.host = smtp.example.org
                mail.prot = 25
                mail.security = maybe
                mail.password = plain-word
                webhook = perhaps
                dingtalk.per-minute = 0
                sms.smpp.host = smpp.example.org
                sms.smpp.system-id = a-name-that-is-too-long
                sms.smpp.password = plain-word
                sms.smpp.source = S22
                """))
        .isInstanceOf(S22Exception.class)
        .hasMessageContaining("mail.from is missing")
        .hasMessageContaining("mail.prot is not known")
        .hasMessageContaining("mail.security")
        .hasMessageContaining("mail.password must be env:NAME")
        .hasMessageContaining("webhook must be yes or no")
        .hasMessageContaining("sms.smpp.system-id has more than the 15 characters")
        .hasMessageContaining("dingtalk.per-minute must be a number")
        .hasMessageNotContaining("plain-word");
  }

  @Test
  void keys_are_made_once_kept_and_hidden() throws IOException {
    Instant now = Instant.parse("2024-03-15T10:00:00Z");
    Keyring one = new Keyring(folder, new SecureRandom());
    String token =
        one.tokens().sign(new Claim(Purpose.LEAVE, "s22", "a", ""), now.plus(Tokens.LEAVE));
    Keyring other = new Keyring(folder, new SecureRandom());
    assertThat(other.tokens().read(token, Purpose.LEAVE, now)).isPresent();
    assertThat(one.vapid("mailto:a@b.c").publicKey())
        .isEqualTo(other.vapid("mailto:a@b.c").publicKey());
    assertThat(Files.getPosixFilePermissions(folder.resolve("notices.key")))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
  }

  @Test
  void every_channel_has_a_preview_and_none_of_them_sends() {
    Site site = new Site("s22", "S22 status", "https://status.example");
    var message = Messages.confirmation(site, Language.ZH, "confirm-1", Instant.EPOCH);
    Previews previews = new Previews();
    for (Medium medium : Medium.values()) {
      assertThat(previews.of(medium, message).body()).as(medium.word()).isNotBlank();
    }
    assertThat(previews.html(message)).contains("请确认订阅");
  }
}
