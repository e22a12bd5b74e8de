package io.s22.data.mariadb;

import java.time.Duration;
import java.util.List;

/** The return of a server that was away: it follows again, or must be built anew. */
public final class Rejoin {
  private static final Duration ANSWER = Duration.ofSeconds(5);

  private final Duration patience;

  public Rejoin(Duration patience) {
    this.patience = patience;
  }

  /** What became of it. */
  public sealed interface Result {
    /** It follows and has caught up. */
    record Follows(GtidPosition position) implements Result {}

    /** It has what nobody else has: it must not follow, and is left fenced. */
    record Diverged(List<Errant> errants) implements Result {
      public Diverged {
        errants = List.copyOf(errants);
      }
    }

    /** It follows but did not catch up in time. */
    record Behind(String why) implements Result {}
  }

  /** Lets {@code server}, which runs, follow {@code primary}. */
  public Result of(Server server, Server primary) {
    // The server says itself when its patience is over: its answer is waited for a little longer.
    try (Node back = Node.open(server, patience.plus(ANSWER));
        Node leading = Node.open(primary, patience)) {
      back.run("SET GLOBAL read_only = ON");
      List<Errant> errants = Errant.find(back, back.state(), leading.state());
      if (!errants.isEmpty()) {
        return new Result.Diverged(errants);
      }
      if (!back.state().follows(primary)) {
        Replication.follow(back, primary);
      }
      GtidPosition wanted = leading.state().binlog();
      return back.awaits(wanted, patience)
          ? new Result.Follows(wanted)
          : new Result.Behind(back.source().map(SourceStatus::error).orElse("follows nobody"));
    }
  }
}
