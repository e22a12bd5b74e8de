package io.s22.plan.check;

import io.s22.plan.Problem;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** A report as text. A line that holds a secret in clear is never shown. */
final class ReportText {
  private static final Set<String> SECRETS = Set.of(SecretRules.IN_CLEAR, SecretRules.NO_SOURCE);
  private static final int BEFORE = 80;
  private static final int AFTER = 40;
  private static final String RED = "\u001b[31m";
  private static final String YELLOW = "\u001b[33m";
  private static final String BOLD = "\u001b[1m";
  private static final String DIM = "\u001b[2m";
  private static final String PLAIN = "\u001b[0m";

  private final CheckReport report;
  private final boolean colours;
  private final List<String> lines;
  private final Set<Integer> hidden = new HashSet<>();
  private final StringBuilder out = new StringBuilder();

  ReportText(CheckReport report, boolean colours) {
    this.report = report;
    this.colours = colours;
    lines = report.text().lines().toList();
    report.problems().stream()
        .filter(problem -> SECRETS.contains(problem.code()))
        .forEach(problem -> hidden.add(problem.at().line()));
  }

  String write() {
    report.problems().forEach(this::problem);
    out.append(report.file()).append(": ").append(report.summary()).append('\n');
    return out.toString();
  }

  private void problem(Problem problem) {
    String place = problem.at().line() == 0 ? "" : ":" + problem.at();
    String severity = problem.isError() ? "error" : "warning";
    out.append(paint(BOLD, report.file() + place + ":"))
        .append(' ')
        .append(paint(problem.isError() ? RED : YELLOW, severity + " " + problem.code() + ":"))
        .append(' ')
        .append(clean(problem.what()))
        .append('\n');
    source(problem);
    out.append("  mend: ").append(clean(problem.mend())).append("\n\n");
  }

  private void source(Problem problem) {
    int line = problem.at().line();
    if (line < 1 || line > lines.size()) {
      return;
    }
    String margin = String.format(Locale.ROOT, "%5d | ", line);
    if (hidden.contains(line)) {
      out.append(paint(DIM, margin + "(not shown: it holds a secret)")).append('\n');
      return;
    }
    int[] points = lines.get(line - 1).codePoints().toArray();
    int column = Math.clamp(problem.at().column() - 1L, 0, points.length);
    int from = Math.max(0, column - BEFORE);
    int to = Math.min(points.length, Math.max(column + AFTER, from + BEFORE + AFTER));
    out.append(paint(DIM, margin))
        .append(from > 0 ? "..." : "")
        .append(clean(new String(points, from, to - from)))
        .append(to < points.length ? "..." : "")
        .append('\n')
        .append(paint(DIM, "      | "))
        .append(from > 0 ? "   " : "")
        .append(blank(points, from, column))
        .append(paint(BOLD, "^"))
        .append('\n');
  }

  /** As wide as these characters are on a terminal. */
  private static String blank(int[] points, int from, int to) {
    StringBuilder blank = new StringBuilder();
    for (int i = from; i < to; i++) {
      blank.append(points[i] == '\t' ? "\t" : isWide(points[i]) ? "  " : " ");
    }
    return blank.toString();
  }

  private static boolean isWide(int point) {
    return Character.isIdeographic(point)
        || point >= 0x1100 && point <= 0x115f
        || point >= 0x3000 && point <= 0x30ff
        || point >= 0xac00 && point <= 0xd7a3
        || point >= 0xff00 && point <= 0xff60
        || point >= 0x1f300 && point <= 0x1faff;
  }

  /** What comes from the file must not steer the terminal. */
  private static String clean(String text) {
    StringBuilder clean = new StringBuilder();
    text.codePoints()
        .forEach(point ->
            clean.appendCodePoint(
                Character.isISOControl(point) && point != '\t' ? '\ufffd' : point));
    return clean.toString();
  }

  private String paint(String colour, String text) {
    return colours ? colour + text + PLAIN : text;
  }
}
