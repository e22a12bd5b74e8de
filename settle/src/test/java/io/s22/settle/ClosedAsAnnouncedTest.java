package io.s22.settle;

import static org.assertj.core.api.Assertions.assertThat;

import io.s22.journal.EntryCodec;
import io.s22.journal.Event;
import io.s22.plan.Plan;
import io.s22.plan.yaml.PlanReader;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A service that was closed as announced, under contracts of both kinds. */
class ClosedAsAnnouncedTest {
  private static final Instant OPENS = Instant.parse("2024-03-15T16:00:00Z");
  private static final Instant CLOSES = OPENS.plusSeconds(14_400);
  private static final String PLAN =
      """
      plan: night
      zone: Asia/Shanghai
      window: {opens: 2024-03-16 00:00, closes: 2024-03-16 04:00}
      cluster:
        services: {api: {}, shop: {}}
      compensation: {per-minute: 0.1 CNY%s}
      stages:
        - stage: one
          steps:
            - {step: touch, run: "true", takes: 5m}
      """;
  private static final String COUNTS = ", counts-announced: yes";
  private static final String DOES_NOT = ", counts-announced: no";

  @Test
  void whereAnnouncedInterruptionCountsAClosureIsPaidFromItsFirstRefusalOn() {
    assertThat(due(COUNTS, closed(0, 14_400))).isEqualTo("24.00");
    assertThat(due("", closed(0, 14_400))).as("where nothing is said").isEqualTo("24.00");
  }

  @Test
  void whereItDoesNotOnlyWhatLiesAfterTheWindowIsPaid() {
    assertThat(due(DOES_NOT, closed(0, 14_400))).isEqualTo("0.00");
    assertThat(due(DOES_NOT, closed(7_200, 15_000))).isEqualTo("1.00");
  }

  @Test
  void aFailureInsideAClosureIsNotPaidTwice() {
    assertThat(due(COUNTS, closed(600, 1_200), away(900, 1_500))).isEqualTo("1.50");
    assertThat(due(COUNTS, closed(600, 1_200), away(1_200, 1_260))).isEqualTo("1.10");
  }

  @Test
  void closuresDoNotHideWhatSpansOfMeasurementShow() {
    Event.Measured failed = new Event.Measured("shop", at(2_000), at(2_060), 40, 40, 1, 2, 60_000);
    assertThat(due(COUNTS, closed(600, 1_200), failed)).isEqualTo("1.10");
  }

  @Test
  void aClosureOfOneUserIsHersAlone() {
    Measurements measurements =
        measured(PLAN.formatted(COUNTS), new Event.Closed("shop", at(0), at(600), "alice", "told"));
    assertThat(measurements.of("shop")).isEmpty();
    assertThat(measurements.ofUsers()).containsOnlyKeys("alice");
  }

  @Test
  void eachLineLeadsBackToTheEntryThatSaysSo() {
    Due due = settled(COUNTS, closed(600, 1_200)).ofOne("shop");
    assertThat(due.parts())
        .singleElement()
        .satisfies(part ->
            assertThat(part.stretch().evidence()).extracting(Evidence::number).containsExactly(2L));
  }

  private static String due(String contract, Event... events) {
    return settled(contract, events).ofOne("shop").amount().toPlainString();
  }

  private static Settlement settled(String contract, Event... events) {
    String text = PLAN.formatted(contract);
    Plan plan = PlanReader.read("night.yaml", text).plan().orElseThrow();
    Terms terms = Terms.of(plan, OPENS, CLOSES, CLOSES.plusSeconds(3_600));
    return new Settlement(
        terms, measured(text, events), new Roll(terms.services()), new Orders(terms));
  }

  private static Measurements measured(String plan, Event... events) {
    Measurements measurements = new Measurements();
    Event opened =
        new Event.RunOpened(
            "night", plan, "00".repeat(32), OPENS, CLOSES, Map.of(), List.of(), "0.1.0");
    String previous = next(measurements, 1, opened, EntryCodec.GENESIS);
    for (int i = 0; i < events.length; i++) {
      previous = next(measurements, i + 2, events[i], previous);
    }
    return measurements;
  }

  private static String next(Measurements to, long seq, Event event, String previous) {
    EntryCodec.Sealed sealed =
        EntryCodec.seal("night-1", seq, OPENS.plusSeconds(seq), "users", event, previous);
    to.accept(sealed.entry());
    return sealed.entry().hash();
  }

  private static Event closed(long from, long to) {
    return new Event.Closed("shop", at(from), at(to), null, "refused as announced");
  }

  private static Event away(long from, long to) {
    return new Event.Interrupted("shop", at(from), at(to), null, "asked");
  }

  private static Instant at(long seconds) {
    return OPENS.plusSeconds(seconds);
  }
}
