package io.s22.cli;

import io.s22.journal.Effect;
import io.s22.journal.Entry;
import io.s22.plan.S22Exception;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** What a person or a program sees of a run while it goes on. Called from several threads. */
interface RunReport {
  /** These entries are in the journal. */
  void written(List<Entry> entries);

  /** The number of the last entry that is already shown; 0 where none is. */
  default long seen() {
    return 0;
  }

  /** An effect printed a line. */
  void printed(Effect effect, String line);

  /** Storage refused; the run waits and tries again. */
  void trouble(S22Exception trouble);

  /** Shows the run until {@code ended} is down. */
  default void follow(CountDownLatch ended) throws InterruptedException {
    ended.await();
  }
}
