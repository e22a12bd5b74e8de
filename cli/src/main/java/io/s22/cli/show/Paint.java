package io.s22.cli.show;

import io.s22.run.RunView.Progress;

/** Colours and signs: every state is told by a sign and a word too, never by colour alone. */
record Paint(boolean colours) {
  private static final String RESET = "\u001b[0m";

  String dim(String text) {
    return in("2", text);
  }

  String bold(String text) {
    return in("1", text);
  }

  String alarm(String text) {
    return in("1;31", text);
  }

  String of(Progress progress, String text) {
    return switch (progress) {
      case WAITING, SKIPPED -> dim(text);
      case RUNNING -> in("36", text);
      case DONE -> in("32", text);
      case FAILED -> in("31", text);
      case UNDOING, UNDONE -> in("33", text);
    };
  }

  static String sign(Progress progress) {
    return switch (progress) {
      case WAITING -> "·";
      case RUNNING -> "▶";
      case DONE -> "✔";
      case FAILED -> "✘";
      case UNDOING -> "◀";
      case UNDONE -> "↩";
      case SKIPPED -> "–";
    };
  }

  private String in(String code, String text) {
    return colours ? "\u001b[" + code + "m" + text + RESET : text;
  }
}
