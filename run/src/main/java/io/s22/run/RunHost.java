package io.s22.run;

import java.time.Instant;

/**
 * Port to the leases: gives each run that has something to do to exactly one node, and to another
 * when that node dies.
 */
public interface RunHost extends AutoCloseable {
  /**
   * Begins to drive runs on threads of its own: those that were opened, those whose instant has
   * come, those somebody posted a command to, and those whose node died. Returns at once.
   */
  void start(RunBody body);

  /**
   * Interrupts the bodies, waits for them to return, and gives their runs back, so that another
   * node can go on at once. What they had under way goes on by itself.
   */
  @Override
  void close();

  /** Drives one run; the engine. */
  @FunctionalInterface
  interface RunBody {
    /**
     * Goes on with the run of {@code lease} as far as it can. To be called again for a run that has
     * ended must do no harm: a node may die between the last entry and the end of its lease.
     *
     * @return what is next of this run
     * @throws InterruptedException when the host closes; the run is given back
     */
    Next drive(Lease lease) throws InterruptedException;
  }

  /** What is next of a run whose body returned. */
  sealed interface Next {
    /** Nothing, ever: it has ended. */
    record Ended() implements Next {}

    /** Nothing before {@code at}, or before somebody posts a command, whichever comes first. */
    record WakeAt(Instant at) implements Next {}
  }
}
