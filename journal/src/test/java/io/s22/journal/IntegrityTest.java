package io.s22.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.s22.journal.Integrity.Stand;
import io.s22.journal.Integrity.State;
import io.s22.plan.Plan;
import io.s22.plan.yaml.PlanReader;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

class IntegrityTest {
  private static final Instant OPENS = Instant.parse("2024-03-16T00:00:00Z");
  private static final Instant CLOSES = OPENS.plusSeconds(3600);
  private static final Instant DUE = CLOSES.plus(Integrity.DUE);
  private static final String PLAN =
      """
      plan: night
      zone: UTC
      window: {opens: 2024-03-16 00:00, closes: 2024-03-16 01:00}
      cluster: {}
      stages:
        - stage: one
          steps:
            - {step: look, uses: %s, takes: 5m}
      """;

  private String driver = "mariadb.compare";

  @Test
  void whileTheRunGoesOnAndWhereNothingIsComparedThereIsNothingToSay() {
    assertThat(integrity(List.of()).at(CLOSES)).isEmpty();
    driver = "shell";
    assertThat(integrity(List.of(over())).at(DUE)).isEmpty();
  }

  @Test
  void itCountsDownAndRingsTwelveHoursBeforeAndAfterTheDeadline() {
    assertThat(stand(DUE.minus(Duration.ofHours(60)), over()).alarm()).isFalse();
    assertThat(stand(DUE.minus(Duration.ofHours(11)), over()).alarm()).isTrue();
    Stand missed = stand(DUE.plusSeconds(1), over());
    assertThat(missed.alarm()).isTrue();
    assertThat(IntegrityText.of(missed, ZoneOffset.UTC).in(Locale.ENGLISH))
        .startsWith("ALARM:")
        .contains("was due by 2024-03-19 01:00");
    assertThat(IntegrityText.of(missed, ZoneOffset.UTC).in(Locale.CHINESE)).contains("警报", "已过");
  }

  @Test
  void whatWasProvenOrFoundToDifferRingsNoMore() {
    assertThat(stand(DUE, compared(new Outcome.Done("same")), over()).state())
        .isEqualTo(State.PROVEN);
    assertThat(stand(DUE, over(), verified("ended", "result", "same")).alarm()).isFalse();
    assertThat(stand(DUE, over(), verified("ended", "result", "differs")).state())
        .isEqualTo(State.DIFFERENT);
  }

  @Test
  void aComparisonThatWillEndTooLateRings() {
    String late = DUE.plusSeconds(60).toString();
    String soon = DUE.minusSeconds(60).toString();
    Instant now = DUE.minus(Duration.ofHours(40));
    assertThat(stand(now, over(), verified("goes-on", "ends", late)).alarm()).isTrue();
    assertThat(stand(now, over(), verified("goes-on", "ends", soon)).alarm()).isFalse();
    assertThat(stand(now, over(), verified("goes-on", "ends", "soon")).alarm()).isFalse();
  }

  @Test
  void whatRangIsKnownToHaveRung() {
    Event rung = new Event.Noted(Integrity.ALARM, "x", Map.of("phase", "late"));
    Event calm = new Event.Noted(Integrity.ALARM, "x", Map.of("phase", "in-time"));
    assertThat(stand(DUE, over(), rung).rung()).isTrue();
    assertThat(stand(DUE, over(), rung, calm).rung()).isFalse();
  }

  private static Event over() {
    return new Event.Moved(RunState.RUNNING, RunState.DONE, "every step is done");
  }

  private static Event compared(Outcome outcome) {
    return new Event.Ended(new Effect("look", "", Phase.ACT, 1, 1), outcome);
  }

  private static Event verified(String phase, String fact, String value) {
    return new Event.Noted("verification", "x", Map.of("phase", phase, fact, value));
  }

  private Stand stand(Instant now, Event... events) {
    return integrity(List.of(events)).at(now).orElseThrow();
  }

  private Integrity integrity(List<Event> events) {
    String text = PLAN.formatted(driver);
    Plan plan = PlanReader.read("night.yaml", text).plan().orElseThrow();
    Integrity integrity = new Integrity(plan);
    integrity.accept(
        EntryCodec.seal(
                "night-1",
                1,
                OPENS,
                "x",
                new Event.RunOpened(
                    "night", text, "0".repeat(64), OPENS, CLOSES, Map.of(), List.of(), "0.1.0"),
                EntryCodec.GENESIS)
            .entry());
    long seq = 2;
    for (Event event : events) {
      integrity.accept(
          EntryCodec.seal("night-1", seq++, CLOSES, "x", event, EntryCodec.GENESIS).entry());
    }
    return integrity;
  }
}
