package io.s22.journal;

import io.s22.plan.S22Exception;
import org.jspecify.annotations.Nullable;

/** The errors of this module, each with its code. */
final class JournalErrors {
  private JournalErrors() {}

  /** S22-3001: not an entry. */
  static S22Exception unreadable(String why, @Nullable Throwable cause) {
    String what = "A journal entry cannot be read: " + why + ".";
    String mend =
        "Fetch the journal again from where it was exported, or see what is left with 's22 journal verify'.";
    return cause == null
        ? new S22Exception("S22-3001", what, mend)
        : new S22Exception("S22-3001", what, mend, cause);
  }

  /** S22-3002: written by a version that knows more. */
  static S22Exception newer(String why) {
    return new S22Exception(
        "S22-3002",
        "A journal entry was written by a newer S22: " + why + ".",
        "Read this journal with the version of S22 that its first entry names, or a later one.");
  }

  /** S22-3003: a value that canonical JSON cannot hold. */
  static S22Exception unwritable(String why) {
    return new S22Exception(
        "S22-3003",
        "An event cannot be written to the journal: " + why + ".",
        "Report this with the plan: whoever made the event must keep its values in range.");
  }
}
