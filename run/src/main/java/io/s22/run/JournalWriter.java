package io.s22.run;

import io.s22.journal.Entry;
import io.s22.journal.Event;
import java.time.Instant;
import java.util.List;

/** A run's journal, as the one node that drives the run sees it. */
public interface JournalWriter {
  /**
   * Appends all of the drafts or none, in one transaction; they are on the disk when it returns.
   * Several drafts at once cost as much as one.
   *
   * @param taken ids of the commands of the inbox that these drafts answer: removed in the same
   *     transaction
   * @throws FencedException when another node has taken the run over
   * @throws io.s22.plan.S22Exception S22-31xx when nothing was written because of the storage; the
   *     same drafts may be appended again once it is mended
   */
  List<Entry> append(List<Draft> drafts, List<Long> taken);

  /** An entry before it has its number and hash. */
  record Draft(Instant at, String by, Event event) {}

  /** This node no longer drives the run: it must stop at once, and nothing was written. */
  final class FencedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public FencedException(String message) {
      super(message);
    }
  }
}
