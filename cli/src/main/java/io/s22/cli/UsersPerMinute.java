package io.s22.cli;

import io.s22.plan.Choosing;
import io.s22.plan.Plan;
import io.s22.plan.Window;
import io.s22.window.curve.ActivityCurve;
import io.s22.window.curve.CountsCsv;
import io.s22.window.curve.CurveFit;
import io.s22.window.curve.DayGrid;
import io.s22.window.curve.Holidays;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How many users are active in each minute of a window: as counted, where the file holds those
 * days, else as the activity curve expects of them.
 */
final class UsersPerMinute {
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
    DayGrid counted = CountsCsv.read(file, plan.zone());
    LocalDateTime opens = window.opens();
    int minutes = (int) Duration.between(opens, window.closes()).toMinutes();
    LocalDate from = opens.toLocalDate();
    LocalDate to = window.closes().toLocalDate().plusDays(1);
    boolean known =
        !from.isBefore(counted.first())
            && !to.isAfter(counted.date(counted.days()));
    ActivityCurve curve = known ? asCounted(counted) : fit(counted, from, to);
    double[] users = curve.minutes(opens, minutes);
    for (int m = 0; m < users.length; m++) {
      users[m] = Double.isNaN(users[m]) ? 0 : users[m];
    }
    return users;
  }

  private static ActivityCurve asCounted(DayGrid grid) {
    double[] values = new double[grid.days() * grid.slots()];
    for (int day = 0; day < grid.days(); day++) {
      System.arraycopy(grid.rows()[day], 0, values, day * grid.slots(), grid.slots());
    }
    return new ActivityCurve(
        grid.first(), grid.slots(), values, values, values, "counted", List.of(), List.of());
  }

  private ActivityCurve fit(DayGrid counted, LocalDate from, LocalDate to) {
    Choosing choosing = plan.choosing();
    String holidays = choosing == null || choosing.holidays() == null ? "" : choosing.holidays();
    return new CurveFit(Holidays.of(holidays)).fit(counted, from, to);
  }
}
