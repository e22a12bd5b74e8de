package io.s22.journal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** At least one event of every kind, with every kind of value in them. */
final class Samples {
  static final Instant OPENS = Instant.parse("2024-03-15T16:00:00Z");
  static final Effect ACT = new Effect("upgrade-db", "db1", Phase.ACT, 1, 1);

  private Samples() {}

  static List<Event> events() {
    return List.of(
        new Event.RunOpened(
            "s22",
            "plan: s22\n# \u7ef4\u62a4 \"window\"\n",
            "ab".repeat(32),
            OPENS,
            OPENS.plusSeconds(14_400),
            Map.of("zone", "Asia/Shanghai", "\u20ac", "euro", "\ud83d\ude00", "smile"),
            List.of("switch", "gpu"),
            "0.1.0"),
        new Event.TakenOver("node-1", 7),
        new Event.Moved(RunState.WAITING, RunState.RUNNING, "the window has opened"),
        new Event.GateAnswered("hardware", 0, GateAnswer.NO_GO, "replication lag is 7 s"),
        new Event.Asked(
            "q1", "lead", "Go on?", List.of("go", "no-go"), OPENS.plusMillis(90_500), "no-go"),
        new Event.Asked("q2", "lead", "And now?", List.of(), null, null),
        new Event.Decided("q1", "go", "all green", false),
        new Event.Commanded(Command.Kind.ROLL_BACK, "too slow"),
        new Event.Intent(ACT),
        new Event.Probed(ACT, new Finding.Running()),
        new Event.Probed(ACT, new Finding.NotStarted()),
        new Event.Probed(ACT, new Finding.CannotTell("the host does not answer")),
        new Event.Probed(ACT, new Finding.Ended(new Outcome.Failed("exit status 1"))),
        new Event.Ended(ACT, new Outcome.Done("8.0.36\ttab and \u0000 and \u001b[0m")),
        new Event.Ended(
            new Effect("note", "", Phase.PRECHECK, 2, 3), new Outcome.Refused("no room")),
        new Event.Ended(ACT, new Outcome.Unknown("the connection was cut")),
        new Event.Expected(
            OPENS.plusSeconds(7_200),
            OPENS.plusSeconds(9_000),
            0.0125,
            OPENS.plusSeconds(10_000),
            "declared"),
        new Event.Skipped("warm-cache", "upgrade-db was undone"),
        new Event.Measured("api", OPENS, OPENS.plusSeconds(60), 83_333, 12, 0.28, 1e-7, 1.5e21),
        new Event.Noted("backup", "restored and compared", Map.of("rows", "12", "sha256", "00ff")),
        new Event.Interrupted("api", OPENS, OPENS.plusMillis(2_750), null, "no right answer"),
        new Event.Interrupted("api", OPENS, OPENS.plusSeconds(4), "alice", "her client said so"),
        new Event.Extended(OPENS.plusSeconds(16_200), "the disks are slow"),
        new Event.Closed("shop", OPENS, OPENS.plusSeconds(3_600), null, "refused as announced"),
        new Event.Closed("shop", OPENS, OPENS.plusSeconds(9), "alice", "her client said so"));
  }

  /** The events as one whole journal. */
  static List<EntryCodec.Sealed> journal() {
    List<EntryCodec.Sealed> entries = new ArrayList<>();
    String previous = EntryCodec.GENESIS;
    for (Event event : events()) {
      long seq = entries.size() + 1;
      EntryCodec.Sealed sealed =
          EntryCodec.seal(
              "s22-1", seq, OPENS.plusMillis(seq * 1_001), "ann@example", event, previous);
      entries.add(sealed);
      previous = sealed.entry().hash();
    }
    return entries;
  }

  /** Prints the journal, to be kept under {@code testdata/journals}. */
  public static void main(String[] arguments) throws java.io.IOException {
    try (JournalFile.Writer writer = new JournalFile.Writer(System.out)) {
      for (EntryCodec.Sealed sealed : journal()) {
        writer.write(sealed.line());
      }
    }
  }
}
