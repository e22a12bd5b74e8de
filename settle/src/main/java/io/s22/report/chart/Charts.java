package io.s22.report.chart;

import java.awt.Color;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.CategoryAxis;
import org.jfree.chart.axis.DateAxis;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.plot.PlotOrientation;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.category.GanttRenderer;
import org.jfree.chart.renderer.category.StandardBarPainter;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.gantt.Task;
import org.jfree.data.gantt.TaskSeries;
import org.jfree.data.gantt.TaskSeriesCollection;
import org.jfree.data.time.SimpleTimePeriod;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;
import org.jspecify.annotations.Nullable;

/** The report's charts. Not thread-safe. */
public final class Charts {
  private static final int ROW = 34;
  private static final int FRAME = 96;
  private static final int CURVE_HEIGHT = 260;
  private static final int LABEL = 60;

  private final Easel easel = new Easel();
  private final ZoneId zone;
  private final Locale locale;
  private int drawn;

  public Charts(ZoneId zone, Locale locale) {
    this.zone = zone;
    this.locale = locale;
  }

  /**
   * One row of a timeline.
   *
   * @param actual the second span may be missing: null where nothing happened
   */
  public record Row(
      String name,
      Instant plannedFrom,
      Instant plannedTo,
      @Nullable Instant from,
      @Nullable Instant to) {}

  /** Planned spans above actual ones. */
  public Drawn timeline(List<Row> rows, String planned, String actual, String described) {
    TaskSeries above = new TaskSeries(planned);
    TaskSeries below = new TaskSeries(actual);
    for (Row row : rows) {
      String name = shortened(row.name());
      above.add(task(name, row.plannedFrom(), row.plannedTo()));
      if (row.from() != null && row.to() != null) {
        below.add(task(name, row.from(), row.to()));
      }
    }
    TaskSeriesCollection data = new TaskSeriesCollection();
    data.add(above);
    data.add(below);
    GanttRenderer renderer = new GanttRenderer();
    renderer.setBarPainter(new StandardBarPainter());
    renderer.setShadowVisible(false);
    renderer.setItemMargin(0);
    renderer.setSeriesPaint(0, Ink.PLANNED.stand());
    renderer.setSeriesPaint(1, Ink.ACTUAL.stand());
    CategoryAxis names = new CategoryAxis();
    names.setMaximumCategoryLabelWidthRatio(0.5f);
    names.setMaximumCategoryLabelLines(2);
    names.setTickLabelInsets(new RectangleInsets(2, 4, 2, 10));
    CategoryPlot plot = new CategoryPlot(data, names, time(), renderer);
    plot.setOrientation(PlotOrientation.HORIZONTAL);
    plot.setRangeAxisLocation(org.jfree.chart.axis.AxisLocation.BOTTOM_OR_LEFT);
    JFreeChart chart = new JFreeChart(null, easel.font(), plot, true);
    return easel.draw(chart, id(), FRAME + ROW * rows.size(), described);
  }

  private static Task task(String name, Instant from, Instant to) {
    Instant end = to.isAfter(from) ? to : from.plusMillis(1);
    return new Task(name, new SimpleTimePeriod(Date.from(from), Date.from(end)));
  }

  private static String shortened(String name) {
    return name.length() <= LABEL ? name : name.substring(0, LABEL - 1) + "…";
  }

  private DateAxis time() {
    return new DateAxis(null, TimeZone.getTimeZone(zone), locale);
  }

  /** One line of a chart. */
  public record Line(String name, Ink ink, boolean dashed, List<Instant> at, List<Double> values) {}

  /**
   * Lines over time.
   *
   * @param axis what is drawn, with its unit
   * @param level a level that is marked; null for none
   */
  public Drawn lines(List<Line> lines, String axis, @Nullable Double level, String described) {
    XYSeriesCollection data = new XYSeriesCollection();
    XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(true, false);
    for (Line line : lines) {
      XYSeries series = new XYSeries(line.name(), false, true);
      for (int i = 0; i < line.at().size(); i++) {
        series.add(line.at().get(i).toEpochMilli(), line.values().get(i));
      }
      int number = data.getSeriesCount();
      data.addSeries(series);
      renderer.setSeriesPaint(number, line.ink().stand());
      renderer.setSeriesStroke(number, line.dashed() ? dashes() : Easel.stroke(1.6f));
    }
    NumberAxis values = new NumberAxis(axis);
    values.setAutoRangeIncludesZero(true);
    XYPlot plot = new XYPlot(data, time(), values, renderer);
    if (level != null) {
      plot.addRangeMarker(marker(level));
    }
    return easel.draw(
        new JFreeChart(null, easel.font(), plot, true), id(), CURVE_HEIGHT, described);
  }

  /** Instants over time: when it was thought at each instant that the end would come. */
  public Drawn instants(List<Line> lines, @Nullable Instant fact, String described) {
    XYSeriesCollection data = new XYSeriesCollection();
    XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(true, true);
    renderer.setDefaultShapesVisible(false);
    for (Line line : lines) {
      XYSeries series = new XYSeries(line.name(), false, true);
      for (int i = 0; i < line.at().size(); i++) {
        series.add(line.at().get(i).toEpochMilli(), line.values().get(i));
      }
      int number = data.getSeriesCount();
      data.addSeries(series);
      renderer.setSeriesPaint(number, line.ink().stand());
      renderer.setSeriesStroke(number, line.dashed() ? dashes() : Easel.stroke(1.6f));
    }
    XYPlot plot = new XYPlot(data, time(), time(), renderer);
    if (fact != null) {
      plot.addRangeMarker(marker(fact.toEpochMilli()));
    }
    return easel.draw(
        new JFreeChart(null, easel.font(), plot, true), id(), CURVE_HEIGHT, described);
  }

  private static java.awt.BasicStroke dashes() {
    return new java.awt.BasicStroke(
        1.4f,
        java.awt.BasicStroke.CAP_BUTT,
        java.awt.BasicStroke.JOIN_ROUND,
        1f,
        new float[] {5f, 4f},
        0f);
  }

  private static ValueMarker marker(double at) {
    ValueMarker marker = new ValueMarker(at);
    Color ink = Ink.BAD.stand();
    marker.setPaint(ink);
    marker.setStroke(Easel.stroke(1.2f));
    return marker;
  }

  private String id() {
    drawn++;
    return "c" + drawn + "-";
  }
}
