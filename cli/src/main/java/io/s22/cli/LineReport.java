package io.s22.cli;

import io.s22.journal.Effect;
import io.s22.journal.Entry;
import io.s22.journal.EntryCodec;
import io.s22.plan.S22Exception;
import java.io.PrintWriter;
import java.util.List;

/** A run as lines: for logs, and as JSON for programs. */
final class LineReport implements RunReport {
  private final PrintWriter out;
  private final PrintWriter err;
  private final boolean json;
  private final long seen;

  /**
   * @param seen the number of the newest entry that is not to be shown; 0 to show all
   */
  LineReport(Screen screen, boolean json, long seen) {
    this.seen = seen;
    this.out = screen.out();
    this.err = screen.err();
    this.json = json;
  }

  @Override
  public long seen() {
    return seen;
  }

  @Override
  public synchronized void written(List<Entry> entries) {
    for (Entry entry : entries) {
      out.println(json ? EntryCodec.encode(entry) : EntryText.of(entry));
    }
    out.flush();
  }

  @Override
  public synchronized void printed(Effect effect, String line) {
    if (!json) {
      out.println("       | " + effect + ": " + line);
      out.flush();
    }
  }

  @Override
  public synchronized void trouble(S22Exception trouble) {
    err.println("s22: " + trouble.code() + ": " + trouble.getMessage() + " " + trouble.mend());
  }
}
