package io.s22.journal;

import java.time.Instant;
import java.util.Optional;

/**
 * A run in one line.
 *
 * @param run its id
 * @param plan the plan's name
 * @param state where it stands
 * @param because the sentence why it stands there; empty before its first move
 * @param opened when it was opened
 * @param last when its last entry was written
 * @param entries how many entries it has
 * @param head the hash of its last entry
 */
public record RunSummary(
    String run,
    String plan,
    RunState state,
    String because,
    Instant opened,
    Instant last,
    long entries,
    String head) {

  /** The fold that makes it; empty before the first entry. */
  public static final Fold<Optional<RunSummary>> FOLD =
      (before, entry) ->
          entry.event() instanceof Event.RunOpened opened
              ? Optional.of(first(entry, opened))
              : before.map(summary -> summary.after(entry));

  /** The summary of a whole journal; empty where it has no entries. */
  public static Optional<RunSummary> of(Iterable<Entry> entries) {
    return FOLD.over(Optional.empty(), entries);
  }

  private static RunSummary first(Entry entry, Event.RunOpened opened) {
    return new RunSummary(
        entry.run(),
        opened.planName(),
        RunState.WAITING,
        "",
        entry.at(),
        entry.at(),
        entry.seq(),
        entry.hash());
  }

  private RunSummary after(Entry entry) {
    return entry.event() instanceof Event.Moved moved
        ? with(moved.to(), moved.because(), entry)
        : with(state, because, entry);
  }

  private RunSummary with(RunState newState, String newBecause, Entry entry) {
    return new RunSummary(
        run, plan, newState, newBecause, opened, entry.at(), entry.seq(), entry.hash());
  }
}
