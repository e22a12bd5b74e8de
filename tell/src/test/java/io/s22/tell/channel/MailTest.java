package io.s22.tell.channel;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.s22.tell.Language;
import io.s22.tell.notice.Medium;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Mails as a real mail server gets them. */
final class MailTest {
  private static MailSettings settings(int port) {
    return new MailSettings(
        "127.0.0.1",
        port,
        MailSettings.Security.NONE,
        "",
        "",
        "S22 状态 <status@example.org>",
        2,
        Duration.ofSeconds(30));
  }

  @Test
  void a_mail_is_plain_and_html_and_calendar_and_can_be_left_in_one_click()
      throws IOException, MessagingException {
    GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", "smtp"));
    server.start();
    try (EmailChannel channel = new EmailChannel(settings(server.getSmtp().getPort()))) {
      Envelope envelope = Samples.envelope(Medium.EMAIL, "anna@example.org", "");
      assertThat(channel.send(envelope, Samples.message(Language.ZH)))
          .isEqualTo(new Result.Sent(""));
      assertThat(channel.send(envelope, Samples.message(Language.EN)))
          .isEqualTo(new Result.Sent(""));
      MimeMessage[] got = server.getReceivedMessages();
      assertThat(got).hasSize(2);
      MimeMessage mail = got[0];
      assertThat(mail.getSubject()).isEqualTo("时间变更：集群升级");
      assertThat(mail.getHeader("Message-ID")).containsExactly("<" + Samples.KEY + "@example.org>");
      assertThat(mail.getHeader("List-Unsubscribe")).containsExactly("<" + Samples.WAY + ">");
      assertThat(mail.getHeader("List-Unsubscribe-Post"))
          .containsExactly("List-Unsubscribe=One-Click");
      assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
      assertThat(mail.getHeader("Content-Language")).containsExactly("zh-CN");
      List<String> types = new ArrayList<>();
      String all = walk((Multipart) mail.getContent(), types);
      assertThat(types)
          .containsExactly(
              "multipart/alternative", "text/plain", "text/html", "text/calendar", "text/calendar");
      assertThat(all).contains("请提前下单。", "METHOD:PUBLISH", "<html lang=\"zh-CN\">", Samples.WAY);
      assertThat(walk((Multipart) got[1].getContent(), new ArrayList<>()))
          .contains("&lt;to&gt; [Sunday]");
    } finally {
      server.stop();
    }
  }

  private static String walk(Multipart parts, List<String> types)
      throws MessagingException, IOException {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < parts.getCount(); i++) {
      BodyPart part = parts.getBodyPart(i);
      types.add(part.getContentType().split(";")[0].toLowerCase(java.util.Locale.ROOT));
      if (part.getContent() instanceof Multipart inner) {
        text.append(walk(inner, types));
      } else {
        text.append(new String(part.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        if (types.getLast().equals("text/calendar")) {
          assertThat(part.getContentType()).containsIgnoringCase("method=PUBLISH");
        }
      }
    }
    return text.toString();
  }
}
