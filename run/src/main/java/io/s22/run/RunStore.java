package io.s22.run;

import io.s22.journal.Command;
import io.s22.journal.Entry;
import io.s22.journal.Event;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Port to storage: journals by run, and the inbox through which people reach a run. */
public interface RunStore extends AutoCloseable {
  /**
   * Opens a run: writes its first entry and schedules it, in one transaction.
   *
   * @throws io.s22.plan.S22Exception S22-3108 when there is such a run already
   */
  void open(String run, Instant at, String by, Event.RunOpened opened);

  /**
   * Hands every entry of {@code run} from {@code fromSeq} on to {@code reader}, in order; none when
   * there is no such run.
   */
  void read(String run, long fromSeq, Consumer<Entry> reader);

  /** The last entry of {@code run}; empty when there is no such run. */
  Optional<Entry> head(String run);

  /** The ids of all runs, newest first. */
  List<String> runs();

  /**
   * Leaves a command for the node that drives {@code run}, and wakes that node, or makes the run
   * due where it waits for an instant.
   *
   * @throws io.s22.plan.S22Exception S22-3109 when there is no such run
   */
  void post(String run, Command command);

  /** The commands not yet taken, oldest first; none when there is no such run. */
  List<Posted> inbox(String run);

  /** A command in the inbox. */
  record Posted(long id, Command command) {}

  @Override
  void close();
}
