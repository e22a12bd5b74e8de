package io.s22.driver.common;

import io.s22.journal.Outcome;
import io.s22.plan.S22Exception;

/** Errors as an outcome tells them: code, what is wrong, how to mend it. */
public final class Errors {
  private Errors() {}

  /** One line of code, culprit and mend. */
  public static String line(S22Exception error) {
    return error.code() + ": " + error.getMessage() + " " + error.mend();
  }

  /** The failure that {@code error} makes of an effect which never began. */
  public static Outcome failed(S22Exception error, Redaction redaction) {
    return new Outcome.Failed(redaction.clean(line(error)));
  }
}
