package io.s22.rehearsal.proof;

import io.s22.rehearsal.load.WriteRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Planned switch-overs under load, round and round the nodes. */
public final class SwitchOverProof {
  private static final long BETWEEN = 300;

  private SwitchOverProof() {}

  /**
   * Switches {@code times} times.
   *
   * @param limit what the 95th percentile of the longest gaps must not exceed
   */
  public static List<Finding> run(Lab lab, int times, Duration limit) {
    List<Long> instants = new ArrayList<>();
    List<Duration> held = new ArrayList<>();
    Phases phases = new Phases(lab.nanos());
    lab.awaitWrites(BETWEEN);
    for (int i = 1; i <= times; i++) {
      instants.add(lab.nanos().getAsLong());
      held.add(lab.switchOver(phases).to("db-" + (i % 3 + 1)).held());
      lab.awaitWrites(BETWEEN);
    }
    instants.add(lab.nanos().getAsLong());
    WriteRecord record = lab.stopWriters();
    List<Duration> gaps = new ArrayList<>();
    List<Duration> waits = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      gaps.add(record.longestGap(instants.get(i), instants.get(i + 1)));
      waits.add(record.longestWait(instants.get(i), instants.get(i + 1)));
    }
    Gaps all = new Gaps(gaps);
    long lost = lab.lost(record);
    return List.of(
        new Finding(
            times + " switch-overs: p95 of the longest gap at most " + limit.toMillis() + " ms",
            all
                + "; longest wait of one writer: "
                + new Gaps(waits)
                + "; clients held: "
                + new Gaps(held)
                + "; from the release to the next acknowledged write: "
                + phases.untilNextWrite("route", record)
                + "; sub-steps, median/p95 in ms: "
                + phases,
            all.percentile(0.95).compareTo(limit) <= 0),
        new Finding(
            times + " switch-overs: no acknowledged write lost",
            lost + " of " + record.acknowledged() + " lost",
            lost == 0));
  }
}
