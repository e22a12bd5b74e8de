package io.s22.cli;

import io.s22.plan.Choosing;
import io.s22.plan.Plan;
import io.s22.plan.Window;
import io.s22.window.curve.CountsCsv;
import io.s22.window.curve.CurveFit;
import io.s22.window.curve.DayGrid;
import io.s22.window.curve.Holidays;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * How many users are active in each minute of a window: as counted, where the file holds those
 * days, else as the activity curve expects of them.
 */
final class UsersPerMinute {
  private static final String CURVE = "time,expected";

  private final Plan plan;
  private final Window window;

  UsersPerMinute(Plan plan, Window window) {
    this.plan = plan;
    this.window = window;
  }

  /**
   * By service.
   *
   * @param files each {@code SERVICE=CSV}, or {@code CSV} for every service of the plan
   */
  Map<String, double[]> of(List<String> files) {
    Map<String, double[]> users = new LinkedHashMap<>();
    for (String word : files) {
      int at = word.indexOf('=');
      double[] minutes = minutes(Path.of(word.substring(at + 1)));
      if (at < 0) {
        plan.cluster().services().keySet().forEach(service -> users.put(service, minutes));
      } else {
        users.put(service(word.substring(0, at)), minutes);
      }
    }
    return users;
  }

  private String service(String name) {
    if (plan.cluster().services().containsKey(name)) {
      return name;
    }
    throw new Refusal(
        ExitCode.USAGE,
        "S22-6005",
        "--activity names the service '" + name + "', which the plan does not know.",
        "The plan's services are " + String.join(", ", plan.cluster().services().keySet()) + ".");
  }

  private double[] minutes(Path file) {
    Plans.mustBeThere(file);
    List<String> lines = lines(file);
    return !lines.isEmpty() && lines.getFirst().startsWith(CURVE)
        ? ofCurve(file, lines)
        : ofCounts(CountsCsv.read(file, plan.zone()));
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  /** What {@code s22 curve} prints: each line holds until the next. */
  private double[] ofCurve(Path file, List<String> lines) {
    NavigableMap<LocalDateTime, Double> expected = new TreeMap<>();
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split(",");
      try {
        expected.put(LocalDateTime.parse(cells[0]), Double.parseDouble(cells[1]));
      } catch (DateTimeParseException | NumberFormatException | IndexOutOfBoundsException e) {
        throw refused(file, "has a line that is no time and users: " + line);
      }
    }
    double[] users = new double[length()];
    for (int m = 0; m < users.length; m++) {
      Map.Entry<LocalDateTime, Double> at = expected.floorEntry(window.opens().plusMinutes(m));
      users[m] = at == null ? Double.NaN : at.getValue();
    }
    boolean covered =
        !expected.isEmpty()
            && !expected.firstKey().isAfter(window.opens())
            && !expected.lastKey().plusHours(1).isBefore(window.closes());
    if (!covered) {
      throw refused(file, "does not cover the window");
    }
    return users;
  }

  private static Refusal refused(Path file, String why) {
    return new Refusal(
        ExitCode.USAGE,
        "S22-6005",
        "--activity " + file + " " + why + ".",
        "Give counts of users by time, or what 's22 curve' prints for the window's days.");
  }

  private int length() {
    return (int) Duration.between(window.opens(), window.closes()).toMinutes();
  }

  private double[] ofCounts(DayGrid counted) {
    LocalDate from = window.opens().toLocalDate();
    LocalDate to = window.closes().toLocalDate().plusDays(1);
    boolean known = !from.isBefore(counted.first()) && !to.isAfter(counted.date(counted.days()));
    double[] course = known ? counts(counted, from, to) : expected(counted, from, to);
    int step = counted.step();
    int begin = window.opens().getHour() * 60 + window.opens().getMinute();
    double[] users = new double[length()];
    for (int m = 0; m < users.length; m++) {
      double value = course[Math.min(course.length - 1, (begin + m) / step)];
      users[m] = Double.isNaN(value) ? 0 : value;
    }
    return users;
  }

  private static double[] counts(DayGrid counted, LocalDate from, LocalDate to) {
    int first = (int) ChronoUnit.DAYS.between(counted.first(), from);
    int days = (int) ChronoUnit.DAYS.between(from, to);
    double[] course = new double[days * counted.slots()];
    for (int day = 0; day < days; day++) {
      System.arraycopy(
          counted.rows()[first + day], 0, course, day * counted.slots(), counted.slots());
    }
    return course;
  }

  private double[] expected(DayGrid counted, LocalDate from, LocalDate to) {
    Choosing choosing = plan.choosing();
    String holidays = choosing == null || choosing.holidays() == null ? "" : choosing.holidays();
    return new CurveFit(Holidays.of(holidays)).fit(counted, from, to, length()).expected();
  }
}
