package io.s22.cli;

import io.s22.plan.S22Exception;

/** An error with an exit code of its own. */
final class Refusal extends S22Exception {
  private static final long serialVersionUID = 1L;

  private final int exitCode;

  Refusal(int exitCode, String code, String what, String mend) {
    super(code, what, mend);
    this.exitCode = exitCode;
  }

  int exitCode() {
    return exitCode;
  }
}
