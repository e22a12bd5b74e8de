package io.s22.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.s22.plan.S22Exception;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntryCodecTest {
  private static final String HEAD = "{\"at\":\"2024-03-15T16:00:00.000Z\",\"by\":\"a\",\"event\":";
  private static final String TAIL =
      ",\"hash\":\""
          + "a".repeat(64)
          + "\",\"previous\":\""
          + "0".repeat(64)
          + "\",\"run\":\"r\",\"seq\":1}";

  @Test
  void whatIsWrittenReadsBackTheSame() {
    for (EntryCodec.Sealed sealed : Samples.journal()) {
      assertThat(EntryCodec.decode(sealed.line())).isEqualTo(sealed.entry());
      assertThat(EntryCodec.encode(sealed.entry())).isEqualTo(sealed.line());
      assertThat(EntryCodec.hash(sealed.entry())).isEqualTo(sealed.entry().hash());
    }
  }

  @Test
  void theSamplesHoldEveryKindOfEvent() {
    assertThat(Samples.events().stream().map(Object::getClass).collect(Collectors.toSet()))
        .isEqualTo(Arrays.stream(Event.class.getPermittedSubclasses()).collect(Collectors.toSet()));
  }

  @Test
  void anEntryIsOneLineOfSortedMembers() {
    Event event = new Event.Ended(Samples.ACT, new Outcome.Done("ok\n"));
    EntryCodec.Sealed sealed =
        EntryCodec.seal(
            "r", 3, Instant.parse("2024-03-15T16:00:01.2345Z"), "n", event, "f".repeat(64));

    assertThat(sealed.line())
        .isEqualTo(
            "{\"at\":\"2024-03-15T16:00:01.234Z\",\"by\":\"n\",\"event\":{\"effect\":{\"attempt\":1,"
                + "\"host\":\"db1\",\"phase\":\"act\",\"round\":1,\"step\":\"upgrade-db\"},"
                + "\"outcome\":{\"detail\":\"ok\\n\",\"type\":\"done\"},\"type\":\"ended\"},\"hash\":\""
                + sealed.entry().hash()
                + "\",\"previous\":\""
                + "f".repeat(64)
                + "\",\"run\":\"r\",\"seq\":3}");
  }

  @Test
  void commandsReadBackTheSame() {
    Command answer = new Command(Command.Kind.ANSWER, "ann", "fine", "q1", "go", Samples.OPENS);
    Command pause = new Command(Command.Kind.PAUSE, "bob", "", null, null, Samples.OPENS);

    assertThat(EntryCodec.decodeCommand(EntryCodec.encode(answer))).isEqualTo(answer);
    assertThat(EntryCodec.decodeCommand(EntryCodec.encode(pause))).isEqualTo(pause);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "1e999999999",
        "{\"seq\":1,\"seq\":2}",
        "{\"event\":null}",
        "{} {}",
        "{'a':1}",
        "{\"a\":NaN}",
        "{\"a\":01}",
        "{\"a\":1,}",
        "\u0000",
        "PK\u0003\u0004"
      })
  void whatIsNoEntryIsRefusedClearly(String text) {
    assertThatThrownBy(() -> EntryCodec.decode(text))
        .isInstanceOfSatisfying(
            S22Exception.class, e -> assertThat(e.code()).isIn("S22-3001", "S22-3002"));
  }

  @Test
  void deepNestingLongNumbersAndHugeLinesAreRefused() {
    assertThatThrownBy(() -> EntryCodec.decode("[".repeat(1_000_000)))
        .hasMessageContaining("depth");
    assertThatThrownBy(() -> EntryCodec.decode("9".repeat(100_000))).hasMessageContaining("length");
    assertThatThrownBy(() -> EntryCodec.decode("\"" + "x".repeat(9 << 20) + "\""))
        .hasMessageContaining("larger than");
    Event huge = new Event.Noted("x", "y".repeat(9 << 20), Map.of());
    assertThatThrownBy(() -> EntryCodec.seal("r", 1, Samples.OPENS, "n", huge, EntryCodec.GENESIS))
        .hasMessageContaining("larger than");
  }

  @Test
  void aMemberOrKindOfANewerVersionIsNamed() {
    assertThatThrownBy(() ->
            EntryCodec.decode(
                HEAD + "{\"because\":\"x\",\"new\":1,\"step\":\"s\",\"type\":\"skipped\"}" + TAIL))
        .hasMessageContaining("'new'")
        .extracting("code")
        .isEqualTo("S22-3002");
    assertThatThrownBy(() -> EntryCodec.decode(HEAD + "{\"type\":\"teleported\"}" + TAIL))
        .hasMessageContaining("'teleported'")
        .extracting("code")
        .isEqualTo("S22-3002");
  }

  @Test
  void aMissingOrWrongMemberIsNamed() {
    assertThatThrownBy(
            () -> EntryCodec.decode(HEAD + "{\"step\":\"s\",\"type\":\"skipped\"}" + TAIL))
        .hasMessageContaining("skipped.because is missing");
    assertThatThrownBy(() ->
            EntryCodec.decode(HEAD + "{\"because\":1,\"step\":\"s\",\"type\":\"skipped\"}" + TAIL))
        .hasMessageContaining("skipped.because must be text");
    assertThatThrownBy(() ->
            EntryCodec.decode(
                HEAD.replace("03-15", "13-45")
                    + "{\"because\":\"\",\"step\":\"s\",\"type\":\"skipped\"}"
                    + TAIL))
        .hasMessageContaining("entry.at is no instant");
  }

  @Test
  void anExponentLargerThanAnyDoubleIsNoCrash() {
    String event =
        "{\"basis\":\"b\",\"overrun\":1e999999999,\"p50Finish\":\"2024-03-15T16:00:00.000Z\","
            + "\"p90Finish\":\"2024-03-15T16:00:00.000Z\",\"pointOfNoReturn\":\"2024-03-15T16:00:00.000Z\","
            + "\"type\":\"expected\"}";

    assertThatThrownBy(() -> EntryCodec.decode(HEAD + event + TAIL))
        .isInstanceOf(S22Exception.class);
  }
}
