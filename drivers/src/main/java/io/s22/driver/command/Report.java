package io.s22.driver.command;

/** What {@code effect.sh} said last. */
sealed interface Report {
  /** No process ever became the command. */
  record NotBegun() implements Report {}

  /** It is under way. */
  record Running() implements Report {}

  /** Its shell ended with this code. */
  record Ended(int code) implements Report {}

  /** It was stopped at its timeout. */
  record TimedOut() implements Report {}

  /** Its process was stopped between claiming the effect and becoming the command. */
  record NeverEntered() implements Report {}

  /** It began, and its end was not recorded. */
  record Lost(String why) implements Report {}

  /** It could not be begun, and was not. */
  record Refused(String why) implements Report {}

  /**
   * The connection ended before the last word.
   *
   * @param heard whether the program had begun to run
   * @param said what came instead, for the operator
   */
  record Cut(boolean heard, String said) implements Report {}

  /** Reads a state as {@code effect.sh} writes it. */
  static Report of(String state) {
    String[] words = state.split(" ", 2);
    String rest = words.length > 1 ? words[1] : "";
    return switch (words[0]) {
      case "none" -> new NotBegun();
      case "running" -> new Running();
      case "refused" -> new Refused(rest);
      case "ended" -> ended(rest);
      case "lost" -> new Lost(lost(rest));
      default -> new Cut(true, state);
    };
  }

  private static Report ended(String how) {
    return switch (how) {
      case "timeout" -> new TimedOut();
      case "none" -> new NeverEntered();
      default -> how.matches("[0-9]{1,3}") ? new Ended(Integer.parseInt(how)) : new Cut(true, how);
    };
  }

  private static String lost(String what) {
    return what.equals("restart")
        ? "the machine, or its container, was restarted while the command ran"
        : "the command's supervisor was killed, and with it the command's exit code was lost";
  }
}
