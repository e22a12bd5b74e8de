package io.s22.bench;

import io.s22.journal.Effect;
import io.s22.journal.EntryCodec;
import io.s22.journal.Event;
import io.s22.journal.Outcome;
import io.s22.journal.Phase;
import io.s22.journal.RunState;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Writes the journal of a long run for {@code time ./s22 report --file FILE}: a plan of a hundred
 * steps on a thousand hosts, with measurements between.
 *
 * <p>Arguments: the file, and how many entries (100,000 where left out).
 */
public final class ReportBench {
  private static final Instant OPENS = Instant.parse("2024-03-15T16:00:00Z");
  private static final int STEPS = 100;
  private static final int HOSTS = 1_000;
  private static final int WINDOW_SECONDS = 4 * 3600;

  private final BufferedWriter out;
  private final int entries;
  private String head = EntryCodec.GENESIS;
  private long seq;

  private ReportBench(BufferedWriter out, int entries) {
    this.out = out;
    this.entries = entries;
  }

  public static void main(String[] arguments) throws IOException {
    int count = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 100_000;
    try (BufferedWriter out = Files.newBufferedWriter(Path.of(arguments[0]))) {
      new ReportBench(out, count).write();
    }
  }

  private void write() throws IOException {
    add(
        "ann",
        new Event.RunOpened(
            "long",
            plan(),
            "0".repeat(64),
            OPENS,
            OPENS.plusSeconds(WINDOW_SECONDS),
            Map.of(),
            List.of(),
            "0.1.0"));
    add("node", new Event.Moved(RunState.WAITING, RunState.RUNNING, "its window is open"));
    for (int i = 0; seq < entries - 1; i++) {
      Effect effect =
          new Effect(
              "step-" + i / HOSTS % STEPS,
              "host-" + i % HOSTS,
              Phase.ACT,
              1,
              1 + i / (HOSTS * STEPS));
      add("node", new Event.Intent(effect));
      add("node", new Event.Ended(effect, outcome(i)));
      if (i % 3 == 0) {
        Instant at = at();
        add(
            "node",
            new Event.Measured("site", at, at.plusMillis(140), 1_000, i % 50, 9, 80, i % 700));
      }
    }
    add("node", new Event.Moved(RunState.RUNNING, RunState.DONE, "every step is done"));
  }

  private static Outcome outcome(int number) {
    return number % 40 == 0
        ? new Outcome.Failed("no answer from the host")
        : new Outcome.Done("done on it: everything is as wanted");
  }

  private Instant at() {
    return OPENS.plusMillis(seq * WINDOW_SECONDS * 1_000L / entries);
  }

  private void add(String by, Event event) throws IOException {
    EntryCodec.Sealed sealed = EntryCodec.seal("long-1", seq + 1, at(), by, event, head);
    seq++;
    head = sealed.entry().hash();
    out.write(sealed.line());
    out.write('\n');
  }

  private static String plan() {
    StringBuilder plan =
        new StringBuilder(
            """
            plan: long
            title: A long night
            zone: Asia/Shanghai
            window: {opens: 2024-03-16 00:00, closes: 2024-03-16 04:00}
            cluster:
              hosts: {"host-[0-999]": {address: "10.0.0.1"}}
              services: {site: {title: Site, promise: {availability: 99%}}}
            stages:
              - stage: all
                box: 00:00-04:00
                steps:
            """);
    for (int i = 0; i < STEPS; i++) {
      plan.append("      - {step: step-").append(i);
      plan.append(", uses: shell, with: {command: \"true\"}, on: \"host-[0-999]\", batch: all,");
      plan.append(" takes: 5s, irreversible: none}\n");
    }
    return plan.toString();
  }
}
