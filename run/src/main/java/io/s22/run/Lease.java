package io.s22.run;

/**
 * One node's hold on one run. It ends when the run body returns, or when another node takes the run
 * over because this one was not heard of: then {@link #held()} is false and every append is
 * refused.
 */
public interface Lease {
  /** The run's id. */
  String run();

  /** The name of the node that holds the lease. */
  String node();

  /** Grows each time the run changes hands; what {@code TakenOver.fence} records. */
  long fence();

  /**
   * Whether the node still drives the run, as the store says now. An append answers the same
   * question and acts on it; this is for the moment before an effect begins.
   */
  boolean held();

  /** The run's journal; every append is fenced on this lease. */
  JournalWriter journal();

  /**
   * Sets what to call when the inbox may hold something new or the lease may be lost; it is called
   * from another thread, must return at once, and may be called without cause. Set once; it is
   * called once upon setting, so nothing posted before is missed.
   */
  void onWake(Runnable wake);
}
