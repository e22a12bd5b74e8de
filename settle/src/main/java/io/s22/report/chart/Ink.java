package io.s22.report.chart;

import java.awt.Color;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The colours of charts. Each is drawn as a colour that stands for it and that nothing else has,
 * and replaced by the real one in the finished picture. Told apart by those who see no red or green
 * (Okabe and Ito, Color Universal Design, 2008).
 */
public enum Ink {
  TEXT("ink", 1, "#1f2328", "#e6edf3"),
  GRID("grid", 2, "#d0d7de", "#3d444d"),
  PLANNED("planned", 3, "#9aa7b4", "#6e7b88"),
  ACTUAL("actual", 4, "#0072b2", "#56b4e9"),
  BAD("bad", 5, "#d55e00", "#ff8a3d"),
  GOOD("good", 6, "#007d5c", "#2fc79b"),
  OTHER("other", 7, "#9c5a84", "#d99ac2"),
  PAPER("paper", 8, "#ffffff", "#0d1117");

  private final String variable;
  private final int mark;
  private final String light;
  private final String dark;

  Ink(String variable, int mark, String light, String dark) {
    this.variable = variable;
    this.mark = mark;
    this.light = light;
    this.dark = dark;
  }

  /** What it is drawn with. */
  public Color stand() {
    return new Color(1, 2, mark);
  }

  /** The style sheet's lines for the light or the dark colours. */
  public static String variables(boolean dark) {
    StringBuilder out = new StringBuilder();
    for (Ink ink : values()) {
      out.append("--").append(ink.variable).append(':').append(dark ? ink.dark : ink.light);
      out.append(';');
    }
    return out.toString();
  }

  private String drawn() {
    return "rgb(1,2," + mark + ")";
  }

  static Map<String, String> onScreen() {
    Map<String, String> out = new LinkedHashMap<>();
    for (Ink ink : values()) {
      out.put(ink.drawn(), "var(--" + ink.variable + ")");
    }
    return out;
  }

  static Map<String, String> onPaper() {
    Map<String, String> out = new LinkedHashMap<>();
    for (Ink ink : values()) {
      out.put(ink.drawn(), ink.light);
    }
    return out;
  }
}
