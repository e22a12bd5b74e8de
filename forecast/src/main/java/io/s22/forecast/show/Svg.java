package io.s22.forecast.show;

import io.s22.forecast.answer.Histogram;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleFunction;

/** Charts as SVG that takes its colours from the page, light or dark. */
final class Svg {
  private static final int WIDTH = 640;

  private Svg() {}

  private static String f(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }

  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  private static String open(int height, String title) {
    return f(
        "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\"><title>%s</title>%n",
        WIDTH, height, escape(title), escape(title));
  }

  /** Columns, the span at both ends, and a line at {@code limit}. */
  static String columns(Histogram h, String title, double limit, DoubleFunction<String> label) {
    StringBuilder svg = new StringBuilder(open(150, title));
    int n = h.counts().length;
    double wide = (double) WIDTH / n;
    for (int i = 0; i < n; i++) {
      double high = 110.0 * h.counts()[i] / Math.max(1, h.peak());
      boolean over = h.width() > 0 && h.from() + (i + 0.5) * h.width() > limit;
      svg.append(
          f(
              "<rect class=\"%s\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"/>%n",
              over ? "bad" : "good", i * wide + 1, 120 - high, Math.max(1, wide - 2), high));
    }
    double top = h.from() + n * h.width();
    if (limit > h.from() && limit < top) {
      double x = WIDTH * (limit - h.from()) / (top - h.from());
      svg.append(f("<line class=\"limit\" x1=\"%.1f\" x2=\"%.1f\" y1=\"5\" y2=\"122\"/>%n", x, x));
    }
    svg.append(f("<text x=\"0\" y=\"142\">%s</text>%n", escape(label.apply(h.from()))));
    svg.append(
        f(
            "<text x=\"%d\" y=\"142\" text-anchor=\"end\">%s</text>%n</svg>",
            WIDTH, escape(label.apply(top))));
    return svg.toString();
  }

  /** One horizontal bar. */
  record Bar(String name, double share, String text) {}

  /** Bars from the left, 1 is the full width; each below its name and its text. */
  static String bars(List<Bar> bars, String title) {
    StringBuilder svg = new StringBuilder(open(bars.size() * 36 + 8, title));
    int y = 4;
    for (Bar bar : bars) {
      double wide = WIDTH * Math.clamp(bar.share(), 0, 1);
      svg.append(f("<text x=\"0\" y=\"%d\">%s</text>%n", y + 15, escape(bar.name())));
      svg.append(
          f(
              "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>%n",
              WIDTH, y + 15, escape(bar.text())));
      svg.append(
          f("<rect class=\"good\" x=\"0\" y=\"%d\" width=\"%.1f\" height=\"8\"/>%n", y + 20, wide));
      y += 36;
    }
    return svg.append("</svg>").toString();
  }

  /** A line over the window: shares from 0 to {@code top}. */
  static String line(double[] shares, double top, String title) {
    StringBuilder svg = new StringBuilder(open(60, title));
    StringBuilder points = new StringBuilder("0,50 ");
    for (int i = 0; i < shares.length; i++) {
      double x = (double) WIDTH * i / (shares.length - 1);
      points.append(f("%.1f,%.1f ", x, 50 - 45 * (top <= 0 ? 0 : shares[i] / top)));
    }
    svg.append(f("<polygon class=\"bad\" points=\"%s%d,50\"/>%n", points, WIDTH));
    svg.append(f("<line class=\"axis\" x1=\"0\" x2=\"%d\" y1=\"50\" y2=\"50\"/>%n</svg>", WIDTH));
    return svg.toString();
  }
}
