package io.s22.report.chart;

import io.s22.plan.S22Exception;
import io.s22.report.doc.Html;
import io.s22.report.print.Face;
import java.awt.BasicStroke;
import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.GraphicsEnvironment;
import java.awt.font.FontRenderContext;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.Axis;
import org.jfree.chart.axis.DateAxis;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.plot.Plot;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.title.LegendTitle;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.svg.SVGGraphics2D;
import org.jfree.svg.SVGHints;

/** Draws JFreeChart's charts as SVG, in the report's font and inks. */
final class Easel {
  static final int WIDTH = 720;
  private static final float SIZE = 12;

  /** JFreeChart's own frame of every element; the page frames charts itself. */
  private static final Pattern ROOT = Pattern.compile("^(?:<\\?xml[^>]*>\\s*)?<svg ");

  private static final Pattern TEXT =
      Pattern.compile(
          "<text([^>]*?)font-family: [^;]*; font-size: ([0-9.]+)px;([^>]*)>([^<]+)</text>");

  private static final FontRenderContext MEASURE = new FontRenderContext(null, true, true);

  private final Font font;

  /**
   * Loads the font, by which text is measured.
   *
   * @throws S22Exception S22-9703 where this Java cannot draw text
   */
  Easel() {
    try (InputStream file = Face.REGULAR.open()) {
      font = Font.createFont(Font.TRUETYPE_FONT, file).deriveFont(SIZE);
      // Text as outlines is laid out by the family's name: unknown, another font would be taken.
      GraphicsEnvironment.getLocalGraphicsEnvironment().registerFont(font);
    } catch (IOException | FontFormatException | InternalError e) {
      throw new S22Exception(
          "S22-9703",
          "Charts cannot be drawn: this Java cannot load a font (" + e.getMessage() + ").",
          "Install fontconfig (Debian: apt-get install fontconfig fonts-dejavu-core).",
          e);
    }
  }

  Font font() {
    return font;
  }

  static BasicStroke stroke(float width) {
    return new BasicStroke(width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
  }

  /** Draws it; {@code id} keeps its parts' names apart from other charts' on the page. */
  Drawn draw(JFreeChart chart, String id, int height, String described) {
    dress(chart);
    return new Drawn(
        fitted(svg(chart, id, height, described, SVGHints.VALUE_DRAW_STRING_TYPE_STANDARD)),
        svg(chart, id, height, described, SVGHints.VALUE_DRAW_STRING_TYPE_VECTOR));
  }

  private static String svg(
      JFreeChart chart, String id, int height, String described, Object text) {
    SVGGraphics2D canvas = new SVGGraphics2D(WIDTH, height);
    canvas.setDefsKeyPrefix(id);
    canvas.setRenderingHint(SVGHints.KEY_DRAW_STRING_TYPE, text);
    chart.draw(canvas, new Rectangle2D.Double(0, 0, WIDTH, height));
    String svg = canvas.getSVGElement(null, false, null, null, null);
    String opening =
        "<svg viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" role=\"img\" aria-label=\"%s\" "
            .formatted(WIDTH, height, WIDTH, height, Html.escape(described));
    String plain = svg.replaceFirst("(<svg [^>]*?) width=\"[^\"]*\" height=\"[^\"]*\"", "$1");
    return ROOT.matcher(plain).replaceFirst(Matcher.quoteReplacement(opening));
  }

  /**
   * Text on screen is in the page's font, whichever that machine has, as long as it was measured:
   * labels that end at an axis still do.
   */
  private String fitted(String svg) {
    return TEXT.matcher(svg)
        .replaceAll(found -> {
          float size = Float.parseFloat(found.group(2));
          String text = Html.unescape(found.group(4));
          double length = font.deriveFont(size).getStringBounds(text, MEASURE).getWidth();
          return Matcher.quoteReplacement(
              "<text"
                  + found.group(1)
                  + "font-family: inherit; font-size: "
                  + found.group(2)
                  + "px;"
                  + found.group(3)
                  + String.format(Locale.ROOT, " textLength='%.1f'", length)
                  + " lengthAdjust='spacingAndGlyphs'>"
                  + found.group(4)
                  + "</text>");
        });
  }

  private void dress(JFreeChart chart) {
    chart.setBackgroundPaint(null);
    chart.setAntiAlias(true);
    chart.setPadding(new RectangleInsets(4, 4, 4, 12));
    Plot plot = chart.getPlot();
    plot.setBackgroundPaint(null);
    plot.setOutlineVisible(false);
    LegendTitle legend = chart.getLegend();
    if (legend != null) {
      legend.setItemFont(font);
      legend.setItemPaint(Ink.TEXT.stand());
      legend.setBackgroundPaint(null);
      legend.setFrame(org.jfree.chart.block.BlockBorder.NONE);
    }
    if (plot instanceof XYPlot xy) {
      xy.setDomainGridlinePaint(Ink.GRID.stand());
      xy.setRangeGridlinePaint(Ink.GRID.stand());
      dress(xy.getDomainAxis());
      dress(xy.getRangeAxis());
    }
    if (plot instanceof CategoryPlot category) {
      category.setRangeGridlinePaint(Ink.GRID.stand());
      dress(category.getDomainAxis());
      dress(category.getRangeAxis());
    }
  }

  private void dress(Axis axis) {
    axis.setLabelFont(font);
    axis.setTickLabelFont(font);
    axis.setLabelPaint(Ink.TEXT.stand());
    axis.setTickLabelPaint(Ink.TEXT.stand());
    axis.setAxisLinePaint(Ink.GRID.stand());
    axis.setTickMarkPaint(Ink.GRID.stand());
    if (axis instanceof DateAxis date) {
      // All at one instant: no less than a second is shown, for a span of nothing is no axis.
      date.setAutoRangeMinimumSize(1_000);
    } else if (axis instanceof ValueAxis value) {
      value.setAutoRangeMinimumSize(1e-9);
    }
  }
}
