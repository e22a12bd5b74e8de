package io.s22.server.console;

import io.s22.journal.Event;
import io.s22.tell.ServiceStatus;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * What users of a service got, as columns: their height is the slowest hundredth's time, and those
 * in which requests failed are marked.
 *
 * @param columns oldest first, in a picture 600 wide and 100 high
 */
public record Chart(List<Column> columns, double worstMillis, Instant from, Instant to) {
  private static final double WIDTH = 600;
  private static final double HEIGHT = 100;
  private static final double LEAST = 2;

  /** One slice. */
  public record Column(double x, double y, double width, double height, boolean failed) {
    public String at() {
      return number(x);
    }

    public String top() {
      return number(y);
    }

    public String wide() {
      return number(width);
    }

    public String high() {
      return number(height);
    }
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }

  /** The chart of some slices; there is at least one. */
  static Chart of(List<Event.Measured> slices) {
    double worst = slices.stream().mapToDouble(Event.Measured::p99Millis).max().orElse(0);
    double wide = WIDTH / slices.size();
    List<Column> columns = new java.util.ArrayList<>();
    for (int i = 0; i < slices.size(); i++) {
      Event.Measured slice = slices.get(i);
      boolean failed = slice.failed() > 0 || slice.requests() == 0;
      double part = worst <= 0 ? 0 : slice.p99Millis() / worst;
      double high = failed ? HEIGHT : Math.max(LEAST, HEIGHT * part);
      columns.add(new Column(i * wide, HEIGHT - high, Math.max(1, wide - 1), high, failed));
    }
    return new Chart(List.copyOf(columns), worst, slices.getFirst().from(), slices.getLast().to());
  }

  /** The days of a service's past: away as announced, away otherwise, or up; 0 to 100 high. */
  public record Day(int x, String kind, String day) {}

  /** The past of a service, a column a day. */
  public static List<Day> days(ServiceStatus service) {
    List<Day> days = new java.util.ArrayList<>();
    for (ServiceStatus.Day each : service.uptime().days()) {
      String kind =
          each.outage().isPositive()
              ? "out"
              : each.maintenance().isPositive()
                  ? "maint"
                  : each.slow().isPositive() ? "slow" : "up";
      days.add(new Day(days.size(), kind, each.day().toString()));
    }
    return days;
  }
}
