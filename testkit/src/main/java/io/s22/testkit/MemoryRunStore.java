package io.s22.testkit;

import io.s22.journal.Command;
import io.s22.journal.Entry;
import io.s22.journal.EntryCodec;
import io.s22.journal.Event;
import io.s22.plan.S22Exception;
import io.s22.run.JournalWriter;
import io.s22.run.Lease;
import io.s22.run.RunStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A store in memory, held to the same contract as the real ones: entries are sealed, chained and
 * fenced. {@link #take} gives a lease at once and fences the one before, as a take-over does.
 */
public final class MemoryRunStore implements RunStore {
  private final Map<String, Run> runs = new LinkedHashMap<>();
  private final boolean fenced;
  private long lastPosted;

  public MemoryRunStore() {
    this(true);
  }

  private MemoryRunStore(boolean fenced) {
    this.fenced = fenced;
  }

  /** A store with a defect: it lets a node write that was taken over from. Tests must catch it. */
  public static MemoryRunStore withoutFence() {
    return new MemoryRunStore(false);
  }

  /** What is kept of one run. */
  private static final class Run {
    final List<Entry> entries = new ArrayList<>();
    final Map<Long, Command> inbox = new LinkedHashMap<>();
    long fence;
    Runnable wake = () -> {};
  }

  @Override
  public synchronized void open(String run, Instant at, String by, Event.RunOpened opened) {
    if (runs.containsKey(run)) {
      throw new S22Exception(
          "S22-3108", "There is already a run '" + run + "'.", "Give the new run another id.");
    }
    Run made = new Run();
    made.entries.add(EntryCodec.seal(run, 1, at, by, opened, EntryCodec.GENESIS).entry());
    runs.put(run, made);
  }

  @Override
  public void read(String run, long fromSeq, Consumer<Entry> reader) {
    entries(run).stream().filter(entry -> entry.seq() >= fromSeq).forEach(reader);
  }

  /** All entries of {@code run} so far. */
  public synchronized List<Entry> entries(String run) {
    Run found = runs.get(run);
    return found == null ? List.of() : List.copyOf(found.entries);
  }

  @Override
  public synchronized Optional<Entry> head(String run) {
    return Optional.ofNullable(runs.get(run)).map(found -> found.entries.getLast());
  }

  @Override
  public synchronized List<String> runs() {
    return new ArrayList<>(runs.keySet()).reversed();
  }

  @Override
  public void post(String run, Command command) {
    Runnable wake;
    synchronized (this) {
      Run found = existing(run);
      found.inbox.put(++lastPosted, command);
      wake = found.wake;
    }
    wake.run();
  }

  @Override
  public synchronized List<Posted> inbox(String run) {
    Run found = runs.get(run);
    return found == null
        ? List.of()
        : found.inbox.entrySet().stream().map(e -> new Posted(e.getKey(), e.getValue())).toList();
  }

  /** Gives {@code run} to {@code node}; whoever held it before is fenced and woken. */
  public Lease take(String run, String node) {
    Runnable before;
    Lease lease;
    synchronized (this) {
      Run found = existing(run);
      before = found.wake;
      found.wake = () -> {};
      lease = new Held(run, node, ++found.fence);
    }
    before.run();
    return lease;
  }

  @Override
  public void close() {
    // nothing is held outside memory
  }

  private Run existing(String run) {
    Run found = runs.get(run);
    if (found == null) {
      throw new S22Exception(
          "S22-3109", "There is no run '" + run + "'.", "Look its id up with 's22 runs'.");
    }
    return found;
  }

  private synchronized List<Entry> append(
      Held lease, List<JournalWriter.Draft> drafts, List<Long> taken) {
    Run run = existing(lease.run);
    if (fenced && run.fence != lease.fence) {
      throw new JournalWriter.FencedException(
          "run '" + lease.run + "' was taken from node '" + lease.node + "'");
    }
    List<Entry> written = new ArrayList<>();
    Entry last = run.entries.getLast();
    for (JournalWriter.Draft draft : drafts) {
      last =
          EntryCodec.seal(
                  lease.run, last.seq() + 1, draft.at(), draft.by(), draft.event(), last.hash())
              .entry();
      written.add(last);
    }
    run.entries.addAll(written);
    taken.forEach(run.inbox::remove);
    return written;
  }

  /** A lease on a run. */
  private final class Held implements Lease {
    private final String run;
    private final String node;
    private final long fence;

    Held(String run, String node, long fence) {
      this.run = run;
      this.node = node;
      this.fence = fence;
    }

    @Override
    public String run() {
      return run;
    }

    @Override
    public String node() {
      return node;
    }

    @Override
    public long fence() {
      return fence;
    }

    @Override
    public boolean held() {
      synchronized (MemoryRunStore.this) {
        return existing(run).fence == fence;
      }
    }

    @Override
    public JournalWriter journal() {
      return (drafts, taken) -> append(this, drafts, taken);
    }

    @Override
    public void onWake(Runnable wake) {
      synchronized (MemoryRunStore.this) {
        if (held()) {
          existing(run).wake = wake;
        }
      }
      wake.run();
    }
  }
}
