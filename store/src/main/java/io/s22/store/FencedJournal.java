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
  private @Nullable Head head;

  /**
   * Where the journal ends.
   *
   * @param zero see {@link EntryIds}
   */
  private record Head(long zero, long seq, String hash) {}

  FencedJournal(Database database, Fence fence) {
    this.database = database;
    this.fence = fence;
  }

  @Override
  public synchronized List<Entry> append(List<Draft> drafts, List<Long> taken) {
    Head before = head == null ? database.read(this::readHead) : head;
    head = null; // after a failure nobody knows what reached the disk: it is read again
    List<Entry> written =
        drafts.size() == 1 && taken.isEmpty()
            ? database.writeOne(session -> insert(session, before, drafts))
            : database.write(session -> append(session, before, drafts, taken));
    head =
        written.isEmpty()
            ? before
            : new Head(before.zero(), written.getLast().seq(), written.getLast().hash());
    return written;
  }

  private List<Entry> append(Session session, Head before, List<Draft> drafts, List<Long> taken)
      throws SQLException {
    if (drafts.isEmpty() && !fence.held(session, database.lockingRead())) {
      throw fenced();
    }
    List<Entry> written = insert(session, before, drafts);
    for (long id : taken) {
      session.update("delete from inbox where id = ? and run = ?", id, fence.run());
    }
    return written;
  }

  private List<Entry> insert(Session session, Head before, List<Draft> drafts) throws SQLException {
    List<Entry> written = new ArrayList<>(drafts.size());
    long seq = before.seq();
    String previous = before.hash();
    for (Draft draft : drafts) {
      seq++;
      EntryCodec.Sealed sealed =
          EntryCodec.seal(fence.run(), seq, draft.at(), draft.by(), draft.event(), previous);
      if (!fence.insert(session, database.lockingRead(), before.zero() + seq, sealed.line())) {
        throw fenced();
      }
      written.add(sealed.entry());
      previous = sealed.entry().hash();
    }
    return written;
  }

  /** If somebody writes between this and the insert, they took the run over, and it is refused. */
  private Head readHead(Session session) throws SQLException {
    Entry last =
        JdbcRunStore.head(session, fence.run()).orElseThrow(() -> StoreErrors.noRun(fence.run()));
    return new Head(EntryIds.zero(session, fence.run()), last.seq(), last.hash());
  }

  private FencedException fenced() {
    return new FencedException(
        "run '" + fence.run() + "' was taken over from node '" + fence.node() + "'");
  }
}
