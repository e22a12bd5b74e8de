package io.s22.cli;

/** What the command's exit codes mean; the table in {@code docs/cli.md} is held to these. */
public final class ExitCode {
  /** Done as asked. */
  public static final int OK = 0;

  /** The plan has errors, or a proof failed: the answer is no. */
  public static final int NO = 1;

  /** The command was written wrongly, or a file it names is not there. */
  public static final int USAGE = 2;

  /** The run ended with everything undone. */
  public static final int ROLLED_BACK = 3;

  /** The run ended with some of it done. */
  public static final int PARTLY_DONE = 4;

  /** The run waits: paused, asking, or before its window. */
  public static final int WAITING = 5;

  /** The run was aborted or is stuck: a person must look at the cluster. */
  public static final int NEEDS_A_PERSON = 6;

  /** Something S22 needs is not to be had: storage, a driver's counterpart, disk. */
  public static final int UNAVAILABLE = 69;

  /** A defect of S22 itself. */
  public static final int DEFECT = 70;

  private ExitCode() {}
}
