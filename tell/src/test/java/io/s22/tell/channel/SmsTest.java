package io.s22.tell.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.s22.tell.Language;
import io.s22.tell.notice.Medium;
import io.s22.tell.notice.Message;
import io.s22.testkit.Await;
import io.s22.testkit.MessageCentre;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

/** Short messages through a message centre that speaks SMPP. */
final class SmsTest {
  private static Message saying(Language language, String lead) {
    Message like = Samples.message(language);
    return new Message(
        like.run(),
        like.event(),
        like.kind(),
        language,
        like.site(),
        like.title(),
        lead,
        like.rows(),
        like.paragraphs(),
        java.util.List.of(),
        like.services(),
        like.at(),
        like.opens(),
        like.closes(),
        like.url(),
        null);
  }

  @Test
  void short_long_and_chinese_messages_arrive_whole_and_receipts_come_back() throws IOException {
    Map<String, String> receipts = new ConcurrentHashMap<>();
    try (MessageCentre centre = new MessageCentre("secret");
        SmppChannel channel =
            new SmppChannel(
                new SmppSettings(
                    "127.0.0.1",
                    centre.port(),
                    false,
                    "s22",
                    "secret",
                    "S22",
                    Duration.ofSeconds(30)),
                receipts::put)) {
      Envelope envelope = Samples.envelope(Medium.SMS, "+8613800138000", "");
      String narrow = "The upgrade has moved to Sunday.";
      String lengthy = "It is {now} on Sunday [14:00] and takes four hours at most. ".repeat(4);
      String wide = "集群升级时间已变更，现为三月十七日十四时至十八时。".repeat(4);
      for (Message each :
          java.util.List.of(
              saying(Language.EN, narrow),
              saying(Language.EN, lengthy.strip()),
              saying(Language.ZH, wide))) {
        Result result = channel.send(envelope, each);
        assertThat(result).isInstanceOf(Result.Sent.class);
        String reference = ((Result.Sent) result).reference();
        assertThat(reference).isNotEmpty();
        Await.until("a receipt", () -> receipts.containsKey(reference));
        assertThat(receipts).containsEntry(reference, "delivrd");
        assertThat(centre.messages())
            .contains(new MessageCentre.Sms("8613800138000", ShortText.of(envelope, each)));
      }
      assertThat(centre.messages()).hasSize(3);
    }
  }

  @Test
  void a_centre_that_is_busy_is_tried_again_and_a_number_it_refuses_is_not() throws IOException {
    try (MessageCentre centre = new MessageCentre("secret");
        SmppChannel channel =
            new SmppChannel(
                new SmppSettings(
                    "127.0.0.1",
                    centre.port(),
                    false,
                    "s22",
                    "secret",
                    "S22",
                    Duration.ofSeconds(30)),
                (reference, state) -> {})) {
      Message message = saying(Language.EN, "Moved.");
      assertThat(channel.send(Samples.envelope(Medium.SMS, "+10000058", ""), message))
          .isEqualTo(new Result.Later("the message centre answered 0x58", null));
      assertThat(channel.send(Samples.envelope(Medium.SMS, "+10000011", ""), message))
          .isEqualTo(new Result.Never("the message centre answered 0x0b", false));
    }
  }

  @Test
  void the_alphabet_of_the_air_holds_what_it_holds_and_parts_are_cut_where_they_may() {
    assertThat(Gsm7.encode("Ünïcode")).isEmpty();
    assertThat(Gsm7.decode(Gsm7.encode("{a} € ~ @£$ Ü").orElseThrow())).isEqualTo("{a} € ~ @£$ Ü");
    assertThat(Gsm7.parts("a".repeat(160)).parts()).hasSize(1);
    assertThat(Gsm7.parts("a".repeat(161)).parts()).hasSize(2);
    assertThat(Gsm7.parts("升".repeat(70)).parts()).hasSize(1);
    Gsm7.Parts torn = Gsm7.parts("升".repeat(66) + "😀".repeat(5));
    assertThat(torn.wide()).isTrue();
    assertThat(torn.parts()).hasSize(2);
    assertThat(new String(torn.parts().getLast(), StandardCharsets.UTF_16BE)).startsWith("😀");
    Gsm7.Parts escaped = Gsm7.parts("a".repeat(152) + "€".repeat(20));
    assertThat(Gsm7.decode(escaped.parts().getLast())).startsWith("€");
  }
}
