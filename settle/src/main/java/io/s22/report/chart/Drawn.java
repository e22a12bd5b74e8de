package io.s22.report.chart;

import java.util.Map;

/**
 * A chart as SVG. Its colours are names: on screen they are the page's variables, so that they
 * follow dark mode; on paper they are the light ones.
 *
 * @param svg one element; its colours are those of {@link Ink}, which stand for names
 * @param outlined the same with text as outlines, which need no font wherever they are printed
 */
public record Drawn(String svg, String outlined) {
  /** For a page whose style sheet defines {@code --ink}, {@code --grid} and the others. */
  public String onScreen() {
    String out = svg;
    for (Map.Entry<String, String> each : Ink.onScreen().entrySet()) {
      out = out.replace(each.getKey(), each.getValue());
    }
    return out;
  }

  /** For paper. */
  public String onPaper() {
    String out = outlined;
    for (Map.Entry<String, String> each : Ink.onPaper().entrySet()) {
      out = out.replace(each.getKey(), each.getValue());
    }
    return out;
  }
}
