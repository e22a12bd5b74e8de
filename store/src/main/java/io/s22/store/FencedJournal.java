package io.s22.store;

import io.s22.journal.Entry;
import io.s22.journal.EntryCodec;
import io.s22.run.JournalWriter;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A run's journal as its one driver writes it: all drafts or none, and none once it is fenced. */
final class FencedJournal implements JournalWriter {
  private final Database database;
  private final Fence fence;
  private @Nullable Entry head;

  FencedJournal(Database database, Fence fence) {
    this.database = database;
    this.fence = fence;
  }

  @Override
  public synchronized List<Entry> append(List<Draft> drafts, List<Long> taken) {
    Entry before = head;
    head = null; // after a failure nobody knows what reached the disk: it is read again
    List<Entry> written = database.write(session -> append(session, before, drafts, taken));
    head = written.isEmpty() ? before : written.getLast();
    return written;
  }

  private List<Entry> append(
      Session session, @Nullable Entry before, List<Draft> drafts, List<Long> taken)
      throws SQLException {
    Entry last = before == null ? head(session) : before;
    List<Entry> written = new ArrayList<>(drafts.size());
    for (Draft draft : drafts) {
      EntryCodec.Sealed sealed =
          EntryCodec.seal(
              fence.run(), last.seq() + 1, draft.at(), draft.by(), draft.event(), last.hash());
      if (!fence.insert(session, database.lockingRead(), last.seq() + 1, sealed.line())) {
        throw fenced();
      }
      last = sealed.entry();
      written.add(last);
    }
    if (drafts.isEmpty() && !fence.held(session, database.lockingRead())) {
      throw fenced();
    }
    for (long id : taken) {
      session.update("delete from inbox where id = ? and run = ?", id, fence.run());
    }
    return written;
  }

  private Entry head(Session session) throws SQLException {
    return JdbcRunStore.head(session, fence.run())
        .orElseThrow(() -> StoreErrors.noRun(fence.run()));
  }

  private FencedException fenced() {
    return new FencedException(
        "run '" + fence.run() + "' was taken over from node '" + fence.node() + "'");
  }
}
