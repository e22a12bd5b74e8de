package io.s22.store;

import io.s22.run.JournalWriter;
import io.s22.run.Lease;

/** A lease as the body of a run holds it. */
final class HeldLease implements Lease {
  private final Database database;
  private final Fence fence;
  private final JournalWriter journal;
  private volatile Runnable wake = () -> {};
  private final Thread body;

  /**
   * @param body the thread to interrupt when the node closes
   */
  HeldLease(Database database, Fence fence, Thread body) {
    this.database = database;
    this.fence = fence;
    this.journal = new FencedJournal(database, fence);
    this.body = body;
  }

  @Override
  public String run() {
    return fence.run();
  }

  @Override
  public String node() {
    return fence.node();
  }

  @Override
  public long fence() {
    return fence.version();
  }

  @Override
  public boolean held() {
    return database.read(session -> fence.held(session, ""));
  }

  @Override
  public JournalWriter journal() {
    return journal;
  }

  @Override
  public void onWake(Runnable wake) {
    this.wake = wake;
    wake.run();
  }

  void wake() {
    wake.run();
  }

  void interrupt() {
    body.interrupt();
  }
}
