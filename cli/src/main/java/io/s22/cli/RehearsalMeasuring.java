package io.s22.cli;

import io.s22.cli.rehearse.Memory;
import io.s22.rehearsal.users.Crowd;
import io.s22.rehearsal.users.Tally;
import io.s22.run.Clock;
import io.s22.run.JournalWriter;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What users get, second by second, for the picture and the journal; and now and then how much
 * memory all of it takes.
 */
final class RehearsalMeasuring {
  private static final long SPAN_MILLIS = 1_000;
  private static final int LOOKS = 4;

  private final Crowd users;
  private final Clock clock;
  private final Consumer<List<Tally.Cut>> seen;
  private final Consumer<RuntimeException> broke;
  private final Memory memory = new Memory();
  private volatile @Nullable JournalWriter journal;
  private volatile boolean measuring = true;

  /**
   * @param clock the time of the plan
   * @param seen shown what users got in the last second
   * @param broke told what went wrong with it
   */
  RehearsalMeasuring(
      Crowd users, Clock clock, Consumer<List<Tally.Cut>> seen, Consumer<RuntimeException> broke) {
    this.users = users;
    this.clock = clock;
    this.seen = seen;
    this.broke = broke;
  }

  /** Begins to look; nothing is measured before there is a journal. */
  void start() {
    Thread.ofPlatform().daemon().name("measure").start(this::run);
  }

  /** From now on it is written into {@code writer}. */
  void into(JournalWriter writer) {
    journal = writer;
  }

  void stop() {
    measuring = false;
  }

  /** Measures a last time, while the last user is still there; the most memory, in bytes. */
  long finish(JournalWriter writer) {
    stop();
    memory.look();
    MeasuredSpans.writeLast(users.tallies().values(), clock.now(), System.nanoTime(), writer);
    return memory.most();
  }

  private void run() {
    try {
      for (int spans = 0; measuring; spans++) {
        Thread.sleep(SPAN_MILLIS);
        JournalWriter writer = journal;
        if (measuring && writer != null) {
          record(writer);
        }
        if (spans % LOOKS == 0) {
          memory.look();
        }
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException failure) {
      if (measuring) {
        broke.accept(failure);
      }
    }
  }

  private void record(JournalWriter writer) {
    Instant now = clock.now();
    long nanos = System.nanoTime();
    List<Tally.Cut> cuts =
        users.tallies().values().stream().map(tally -> tally.cut(now, nanos)).toList();
    seen.accept(cuts);
    MeasuredSpans.write(cuts, now, writer);
  }
}
