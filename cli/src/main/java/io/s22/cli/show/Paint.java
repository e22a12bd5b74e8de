package io.s22.cli.show;

import io.s22.cli.show.Picture.Standing;
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

  String of(Standing standing, String text) {
    return switch (standing) {
      case UP -> in("32", text);
      case DEGRADED -> in("33", text);
      case CLOSED -> in("34", text);
      case DOWN -> in("1;31", text);
    };
  }

  static String sign(Standing standing) {
    return switch (standing) {
      case UP -> "█";
      case DEGRADED -> "▒";
      case CLOSED -> "─";
      case DOWN -> "✘";
    };
  }

  /** {@code text} without its colours. */
  static String plain(String text) {
    return text.replaceAll("\u001b\\[[0-9;]*m", "");
  }

  /** How many places of a terminal {@code text} takes: Chinese characters take two. */
  static int places(String text) {
    return text.codePoints().map(c -> c >= 0x2E80 ? 2 : 1).sum();
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
