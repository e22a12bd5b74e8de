package io.s22.plan;

/**
 * Something wrong with a plan.
 *
 * @param code stable for ever, {@code S22-1234}; its page is {@code docs/errors/S22-1234.md}
 * @param severity whether the plan may be run all the same
 * @param at where; {@link Mark#NOWHERE} when the whole file is meant
 * @param what the culprit by name, and what is wrong with it, in one sentence
 * @param mend what to write or do instead, in one sentence
 */
public record Problem(String code, Severity severity, Mark at, String what, String mend) {
  /** How bad it is. */
  public enum Severity {
    /** The plan must not be run. */
    ERROR,
    /** The plan may be run by somebody who has read this. */
    WARNING
  }

  public static Problem error(String code, Mark at, String what, String mend) {
    return new Problem(code, Severity.ERROR, at, what, mend);
  }

  public static Problem warning(String code, Mark at, String what, String mend) {
    return new Problem(code, Severity.WARNING, at, what, mend);
  }

  public boolean isError() {
    return severity == Severity.ERROR;
  }
}
