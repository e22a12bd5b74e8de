package io.s22.report;

import io.s22.journal.Effect;
import io.s22.journal.Entry;
import io.s22.journal.EntryCodec;
import io.s22.journal.Event;
import io.s22.journal.GateAnswer;
import io.s22.journal.Measurement;
import io.s22.journal.Measurement.Better;
import io.s22.journal.Measurement.When;
import io.s22.journal.Outcome;
import io.s22.journal.Phase;
import io.s22.journal.RunState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Journals of made-up runs. */
final class Journals {
  static final Instant OPENS = Instant.parse("2024-03-15T16:00:00Z");
  static final String PLAN =
      """
      plan: little
      title: {en: Little upgrade, zh: 小升级}
      zone: Asia/Shanghai
      window: {opens: 2024-03-16 00:00, closes: 2024-03-16 04:00}
      cluster:
        services:
          shop: {title: {en: Shop, zh: 商店}, promise: {availability: 99%, longest-interruption: 1m}}
      people: {lead: [ann]}
      stages:
        - stage: work
          title: {en: The work, zh: 主要工作}
          box: 00:00-02:00
          steps:
            - step: cores-before
              uses: measure.command
              with: {figure: cores, when: before, command: nproc}
              takes: 5s
            - step: switch-firmware
              uses: switchmaker
              takes: 10m
            - step: integrity
              uses: mariadb.compare
              takes: 5m
            - step: cores-after
              uses: measure.command
              with: {figure: cores, when: after, command: nproc}
              takes: 5s
      """;

  private final List<EntryCodec.Sealed> sealed = new ArrayList<>();
  private String head = EntryCodec.GENESIS;

  Journals add(long minute, String by, Event event) {
    EntryCodec.Sealed next =
        EntryCodec.seal(
            "little-1", sealed.size() + 1, OPENS.plusSeconds(minute * 60), by, event, head);
    sealed.add(next);
    head = next.entry().hash();
    return this;
  }

  List<Entry> entries() {
    return sealed.stream().map(EntryCodec.Sealed::entry).toList();
  }

  List<String> lines() {
    return sealed.stream().map(EntryCodec.Sealed::line).toList();
  }

  String head() {
    return head;
  }

  /** The opening of a run. */
  static Journals opened() {
    return new Journals()
        .add(
            0,
            "ann",
            new Event.RunOpened(
                "little",
                PLAN,
                "0".repeat(64),
                OPENS,
                OPENS.plusSeconds(4 * 3600),
                Map.of(),
                List.of("switchmaker"),
                "0.1.0"))
        .add(0, "node", new Event.TakenOver("node", 1))
        .add(0, "node", new Event.Moved(RunState.WAITING, RunState.RUNNING, "its window is open"));
  }

  /** A run that measured, asked, compared, failed once and ended well. */
  static Journals whole() {
    Journals j = opened();
    j.step(1, "cores-before", cores(When.BEFORE, List.of(64.0, 64.0, 64.0)).encode());
    j.add(2, "node", new Event.GateAnswered("switch-firmware", 0, GateAnswer.GO, "lag 0 s"));
    j.add(2, "node", new Event.Asked("q1", "lead", "Go on?", List.of("go", "no-go"), null, null));
    j.add(3, "ann", new Event.Decided("q1", "go", "all is <calm> & 平静", false));
    j.add(4, "node", new Event.Intent(act("switch-firmware", 1)));
    j.add(6, "node", new Event.Ended(act("switch-firmware", 1), new Outcome.Failed("no answer")));
    j.add(6, "node", new Event.Intent(act("switch-firmware", 2)));
    j.add(
        9,
        "node",
        new Event.Ended(
            act("switch-firmware", 2),
            new Outcome.Done("simulated: nothing was done on the cluster")));
    for (int minute = 0; minute < 20; minute++) {
      j.add(minute, "node", measured(minute, minute == 7 ? 400 : 0));
    }
    j.step(20, "integrity", "29384 rows of 9 tables are the same on [db-2]");
    j.step(22, "cores-after", cores(When.AFTER, List.of(96.0, 96.0, 96.0)).encode());
    j.add(24, "node", new Event.Moved(RunState.RUNNING, RunState.DONE, "every step is done"));
    return j;
  }

  /** The same, and its service was closed as announced. */
  static Journals closed() {
    return whole()
        .add(
            41,
            "users",
            new Event.Closed(
                "shop", OPENS.plusSeconds(600), OPENS.plusSeconds(2_400), null, "refused"));
  }

  private void step(long minute, String step, String detail) {
    add(minute, "node", new Event.Intent(act(step, 1)));
    add(minute + 1, "node", new Event.Ended(act(step, 1), new Outcome.Done(detail)));
  }

  static Effect act(String step, int attempt) {
    return new Effect(step, "", Phase.ACT, 1, attempt);
  }

  static Event measured(long minute, long failed) {
    Instant from = OPENS.plusSeconds(minute * 60);
    return new Event.Measured(
        "shop", from, from.plusSeconds(60), 1_000, failed, 12, 80, 10.5 * failed);
  }

  static Measurement cores(When when, List<Double> values) {
    return new Measurement(
        "cores",
        when,
        "cores",
        Better.HIGHER,
        "command 'nproc', 3 times",
        values,
        List.of(),
        Map.of());
  }
}
