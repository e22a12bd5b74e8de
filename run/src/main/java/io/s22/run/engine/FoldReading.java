package io.s22.run.engine;

import io.s22.journal.Entry;
import io.s22.journal.Event;
import io.s22.plan.S22Exception;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Takes a run's journal from its first entry on; the fold begins with the entry that opened it. */
final class FoldReading implements Consumer<Entry> {
  private final String run;
  private final Function<Event.RunOpened, CompiledPlan> plans;
  private @Nullable RunFold fold;

  FoldReading(String run, Function<Event.RunOpened, CompiledPlan> plans) {
    this.run = run;
    this.plans = plans;
  }

  @Override
  public void accept(Entry entry) {
    if (entry.event() instanceof Event.RunOpened opened) {
      fold = new RunFold(plans.apply(opened), run, opened);
    }
    if (fold != null) {
      fold.apply(entry);
    }
  }

  /**
   * What was read.
   *
   * @throws S22Exception S22-4003 when nothing opened the run
   */
  RunFold fold() {
    if (fold == null) {
      throw new S22Exception("S22-4003", "there is no run " + run, "look its id up with s22 runs");
    }
    return fold;
  }
}
