package io.s22.cli.rehearse;

import io.s22.rehearsal.users.Tally;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a rehearsal came to.
 *
 * @param rows one for each service that has users
 * @param gaps of each switch-over of the database
 * @param proofs what must hold
 * @param memory the most that all processes together held, in bytes (their shares of memory, PSS)
 */
public record Account(List<Row> rows, List<Gap> gaps, List<Proof> proofs, long memory) {
  public Account {
    rows = List.copyOf(rows);
    gaps = List.copyOf(gaps);
    proofs = List.copyOf(proofs);
  }

  /** Whether everything held. */
  public boolean holds() {
    return !proofs.isEmpty() && proofs.stream().allMatch(Proof::held);
  }

  /**
   * One service.
   *
   * @param promised the share of the window in which it answers; null for no promise
   * @param longest the longest interruption promised; null for no promise
   */
  public record Row(
      String title, @Nullable Double promised, @Nullable Duration longest, Tally.Total got) {
    /** Whether both promises were kept. */
    public boolean kept() {
      boolean often = promised == null || got.availability() >= promised;
      return often && (longest == null || got.longestGapMillis() <= longest.toMillis());
    }

    /** Whether anything was promised. */
    public boolean isPromised() {
      return promised != null || longest != null;
    }
  }

  /** How long nobody's write was acknowledged around a switch-over. */
  public record Gap(String effect, Duration gap) {}

  /** A check that can fail. */
  public record Proof(String what, boolean held, String measured) {
    @Override
    public String toString() {
      return (held ? "proven: " : "NOT SO: ") + what + " (" + measured + ")";
    }
  }
}
