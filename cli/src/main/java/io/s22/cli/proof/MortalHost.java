package io.s22.cli.proof;

import io.s22.journal.Entry;
import io.s22.run.JournalWriter;
import io.s22.run.Lease;
import io.s22.run.RunHost;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A host whose process kills itself with SIGKILL just before or just after a journal write. */
public final class MortalHost implements RunHost {
  private final RunHost host;
  private final Death death;
  private final AtomicInteger writes = new AtomicInteger();

  /**
   * When to die.
   *
   * @param write at which write of this process, from 1
   * @param before whether before it is on the disk, or after
   */
  public record Death(int write, boolean before) {}

  public MortalHost(RunHost host, Death death) {
    this.host = host;
    this.death = death;
  }

  @Override
  public void start(RunBody body) {
    host.start(lease -> body.drive(new MortalLease(lease)));
  }

  @Override
  public void close() {
    host.close();
  }

  private void dieAt(int write, boolean before) {
    if (write == death.write() && before == death.before()) {
      try {
        String self = Long.toString(ProcessHandle.current().pid());
        new ProcessBuilder("kill", "-9", self).start().waitFor();
      } catch (IOException | InterruptedException notKilled) {
        throw new IllegalStateException("this process could not kill itself", notKilled);
      }
    }
  }

  private final class MortalLease implements Lease {
    private final Lease lease;

    MortalLease(Lease lease) {
      this.lease = lease;
    }

    @Override
    public String run() {
      return lease.run();
    }

    @Override
    public String node() {
      return lease.node();
    }

    @Override
    public long fence() {
      return lease.fence();
    }

    @Override
    public boolean held() {
      return lease.held();
    }

    @Override
    public void onWake(Runnable wake) {
      lease.onWake(wake);
    }

    @Override
    public JournalWriter journal() {
      JournalWriter journal = lease.journal();
      return (drafts, taken) -> append(journal, drafts, taken);
    }

    private List<Entry> append(
        JournalWriter journal, List<JournalWriter.Draft> drafts, List<Long> taken) {
      int write = writes.incrementAndGet();
      dieAt(write, true);
      List<Entry> entries = journal.append(drafts, taken);
      dieAt(write, false);
      return entries;
    }
  }
}
