package io.s22.store;

import io.s22.journal.Entry;
import io.s22.journal.EntryCodec;
import io.s22.run.JournalWriter;
import java.util.ArrayList;
import java.util.List;

/** What a journal without the fence would do; exists to show that the tests would notice. */
final class UnfencedJournal implements JournalWriter {
  private final JdbcRunStore store;
  private final String run;

  UnfencedJournal(JdbcRunStore store, String run) {
    this.store = store;
    this.run = run;
  }

  @Override
  public List<Entry> append(List<Draft> drafts, List<Long> taken) {
    return store
        .database()
        .write(session -> {
          List<Entry> written = new ArrayList<>();
          Entry last = JdbcRunStore.head(session, run).orElseThrow();
          for (Draft draft : drafts) {
            EntryCodec.Sealed sealed =
                EntryCodec.seal(
                    run, last.seq() + 1, draft.at(), draft.by(), draft.event(), last.hash());
            last = sealed.entry();
            session.update(
                "insert into entries (id, entry) values (?, ?)",
                EntryIds.zero(session, run) + last.seq(),
                sealed.line());
            written.add(last);
          }
          return written;
        });
  }
}
