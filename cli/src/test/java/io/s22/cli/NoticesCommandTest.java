package io.s22.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.s22.tell.Language;
import io.s22.tell.notice.Medium;
import io.s22.tell.notice.NoticeKind;
import io.s22.tell.outbox.SqlBook;
import io.s22.tell.subscribe.Subscriber;
import io.s22.tell.subscribe.Subscriber.State;
import io.s22.tell.subscribe.Subscriber.Wish;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class NoticesCommandTest {
  @TempDir private Path home;

  private Typed notices(String... words) {
    String[] all =
        Stream.of(Stream.of("notices"), Stream.of(words), Stream.of("--home", home.toString()))
            .flatMap(each -> each)
            .toArray(String[]::new);
    return Typed.of(all);
  }

  @Test
  void every_message_of_a_plan_is_shown_in_both_languages_and_nothing_is_sent() {
    Typed typed = notices("preview", "../plans/s22.yaml");
    assertThat(typed.code()).as(typed.err()).isEqualTo(ExitCode.OK);
    assertThat(typed.out())
        .contains("announced", "reminder", "moved", "cancelled", "overrun", "compensation")
        .contains("The S22 upgrade begins in one hour.", "S22 升级将于一小时后开始。")
        .contains("nothing was sent");
  }

  @Test
  void a_preview_says_how_many_would_be_told_and_writes_a_file_for_each_channel()
      throws IOException {
    try (SqlBook book = SqlBook.in(home)) {
      Wish wish = new Wish(Language.ZH, List.of("api"), NoticeKind.choices());
      book.save(
          new Subscriber(
              "s22",
              "a",
              Medium.EMAIL,
              "anna@example.org",
              "",
              State.ACTIVE,
              wish,
              wish,
              Instant.now()));
    }
    Path out = home.resolve("messages");
    Typed typed = notices("preview", "../plans/s22.yaml", "--json", "--out", out.toString());
    assertThat(typed.code()).as(typed.err()).isEqualTo(ExitCode.OK);
    JsonNode all = JsonMapper.shared().readTree(typed.out());
    assertThat(all.path(0).path("kind").asString()).isEqualTo("announced");
    assertThat(all.path(0).path("told-by").path("mail zh").asInt()).isEqualTo(1);
    assertThat(typed.out()).doesNotContain("anna@");
    try (Stream<Path> files = Files.list(out)) {
      List<String> names = files.map(f -> f.getFileName().toString()).toList();
      assertThat(names)
          .contains("01-announced.zh.mail.eml", "01-announced.en.mail.html")
          .contains("01-announced.zh.sms.txt", "01-announced.en.feishu.json");
    }
  }

  @Test
  void a_short_message_is_shown_as_a_telephone_gets_it() {
    Typed typed = notices("preview", "../plans/s22.yaml", "--channel", "sms", "--lang", "zh");
    assertThat(typed.out()).contains("--- zh-CN").doesNotContain("--- en");
    assertThat(notices("preview", "../plans/s22.yaml", "--channel", "fax").code())
        .isEqualTo(ExitCode.USAGE);
  }

  @Test
  void lists_of_an_empty_book_say_so_and_a_retry_must_say_of_what() {
    assertThat(notices().out()).contains("0 notices; 0 sent");
    assertThat(notices("list").out()).contains("nobody was told yet");
    assertThat(notices("dead").out()).contains("none");
    assertThat(notices("retry").code()).isEqualTo(ExitCode.USAGE);
    assertThat(notices("retry", "--all").code()).isEqualTo(ExitCode.OK);
    assertThat(notices("preview", "nowhere.yaml").code()).isEqualTo(ExitCode.USAGE);
  }
}
